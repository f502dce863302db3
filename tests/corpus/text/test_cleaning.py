import pytest

from corpus.text.cleaning import clean, one_line, overloaded, paragraphs, rejoined

LONG = "Ana Ruiz said the council of Port Ellen had agreed on the new road map"


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("Cafe\u0301", "Caf\u00e9"),
        ("a\r\nb\rc\x0bd\x85e\u2028f", "a\nb\nc\nd\ne\nf"),
        ("a\x0cb\u2029c", "a\n\nb\n\nc"),
        ("\ufeffa\u200bb\u2060c\u00add", "abcd"),
        ("a\u00a0b\u202fc\u2009d\te   f", "a b c d e f"),
        ("a\x1b[31mb\x07\x9bc", "a[31mbc"),
        ("a\u202eb\u2066c", "abc"),
        ("می\u200cخواهم 👩\u200d🔬", "می\u200cخواهم 👩\u200d🔬"),
        (
            "“curly” 'straight' «guillemets» [US] President [Donald]",
            "“curly” 'straight' «guillemets» [US] President [Donald]",
        ),
    ],
    ids=["NFC", "line ends", "page ends", "invisible", "spaces", "control", "direction", "joiners", "marks"],
)
def test_cleaning_settles_characters_and_keeps_words(raw: str, kept: str) -> None:
    assert clean(raw) == kept


def test_cleaning_twice_changes_nothing_more() -> None:
    once = clean("Cafe\u0301\u00a0\r\n\x0c\ufeffb \t c")
    assert clean(once) == once


def test_a_name_is_kept_on_one_line() -> None:
    assert one_line("  Island\n\u00a0 News ") == "Island News"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One.\n\nTwo.\n \n\nThree.", ["One.", "Two.", "Three."]),
        ("One is\nwrapped.\n\nTwo.", ["One is wrapped.", "Two."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("They ask for:\n- peace\n- bread\n\nSo it is.", ["They ask for:", "- peace", "- bread", "So it is."]),
        ("# Title\nText\nwrapped.\n---\nMore.\n\nEnd.", ["# Title", "Text wrapped.", "---", "More.", "End."]),
        (" \n\n ", []),
    ],
)
def test_paragraphs_are_parted_by_blank_lines_or_else_by_lines(text: str, parts: list[str]) -> None:
    assert paragraphs(text) == parts


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        (LONG, "implies," + '" he said.', f'{LONG} implies," he said.'),
        (f"{LONG},", "and left.", f"{LONG}, and left."),
        (f"{LONG} and said “no”", "and left.", f"{LONG} and said “no” and left."),
        (f"{LONG} of the six-", "party talks.", f"{LONG} of the six-party talks."),
        (f"{LONG} —", "élan vital.", f"{LONG} — élan vital."),
    ],
)
def test_a_sentence_cut_by_a_page_break_is_rejoined(before: str, after: str, whole: str) -> None:
    assert rejoined([before, after]) == [whole]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{LONG}.", "and left."),
        (f"{LONG}.”", "and left."),
        (f"{LONG}?", "and left."),
        (f"{LONG}:", "a ceasefire"),
        (f"{LONG};", "a ceasefire"),
        (LONG, "He left."),
        (LONG, "“and left.”"),
        (LONG, "iPhone sales rose."),
        (LONG, "a) the first of the terms"),
        (LONG, "www.example.org has more"),
        ("A title without a full stop", "al-Karim spoke first."),
        (f"- {LONG}", "and left."),
    ],
)
def test_what_may_be_a_paragraph_of_its_own_stays_one(before: str, after: str) -> None:
    assert rejoined([before, after]) == [before, after]


def test_a_sentence_cut_twice_is_rejoined_whole() -> None:
    assert rejoined([LONG, "for the coming", "year.", "Then it rained."]) == [
        f"{LONG} for the coming year.",
        "Then it rained.",
    ]


@pytest.mark.parametrize(
    ("text", "position"),
    [("Cafe\u0301", None), ("日本語" * 40, None), ("a" + "\u0301" * 30, None), ("ba" + "\u0301" * 31, 1)],
)
def test_no_language_puts_more_than_thirty_marks_on_a_character(text: str, position: int | None) -> None:
    assert overloaded(text) == position
