"""What the words of a name tell by themselves, and that only this is remembered of them."""

import pytest

from annotation.coreference.entity_mentions import find_mentions
from annotation.coreference.name_parser import parse_name
from annotation.parsing.document import parse


@pytest.mark.parametrize(
    ("written", "words", "role"),
    [
        ("Senator Ana Ruiz", ("Ana", "Ruiz"), "Senator"),
        ("Mr. Jan Novak Jr.", ("Jan", "Novak"), None),
        ("Ana “Bee” Ruiz", ("Ana", "“Bee”", "Ruiz"), None),
        ("Ruiz", ("Ruiz",), None),
    ],
)
def test_a_name_is_told_from_its_titles(written: str, words: tuple[str, ...], role: str | None) -> None:
    document = parse(written)
    name = parse_name(document, 0, len(document.words))
    assert name is not None
    assert (name.words, name.role) == (words, role)


def test_what_stands_around_a_name_is_looked_at_each_time() -> None:
    described, plain, behind_the = (
        [mention.roles for mention in find_mentions(parse(text))]
        for text in ("Norra Vex, a former nurse, left.", "They met Norra Vex again.", "They met the Norra Vex again.")
    )
    assert described == [{"nurse"}]
    assert plain == [frozenset()]
    assert behind_the == []
