"""Links that lead to the words."""

import pytest

from index.documents.text_fragments import deep_link

PAGE = "https://example.org/story"


@pytest.mark.parametrize(
    ("passages", "fragment"),
    [
        (["We won"], "#:~:text=We%20won"),
        (["a well-known fact"], "#:~:text=a%20well%2Dknown%20fact"),
        (["one, two & three"], "#:~:text=one%2C%20two%20%26%20three"),
        (["a b c d e f g h i"], "#:~:text=a%20b%20c%20d%20e,g%20h%20i"),
        (["First part", "second part"], "#:~:text=First%20part&text=second%20part"),
    ],
)
def test_passages_become_text_directives(passages: list[str], fragment: str) -> None:
    assert deep_link(PAGE, passages) == PAGE + fragment


def test_without_an_address_there_is_no_link() -> None:
    assert deep_link(None, ["We won"]) is None


def test_an_address_with_a_fragment_keeps_it() -> None:
    assert deep_link(PAGE + "#top", ["We won"]) == PAGE + "#top:~:text=We%20won"
