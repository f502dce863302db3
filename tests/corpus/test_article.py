import pytest

from corpus.article import article_id, slug, stable_id


def test_the_same_parts_always_have_the_same_name() -> None:
    assert stable_id("a", "https://example.org/1") == "a-330q867nnp1f"
    assert stable_id("q", "ab", "c") != stable_id("q", "a", "bc")


def test_an_article_is_named_by_its_address_or_else_by_its_text() -> None:
    assert article_id("https://example.org/1", "One.") == article_id("https://example.org/1", "Two.")
    assert article_id(None, "One.") != article_id(None, "Two.")


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Radio Habana Cuba", "radio-habana-cuba"),
        ("  The Île-d'Yeu’s  “News” ", "the-ile-dyeus-news"),
        ("Лавров", "лавров"),
        ("新华社", "新华社"),
        ("!!", ""),
    ],
)
def test_a_name_is_written_as_an_address(name: str, address: str) -> None:
    assert slug(name) == address
