"""docs/ingesting.md says what the code does."""

import re
from pathlib import Path

import pytest

from corpus.readers import READERS
from corpus.readers.article.export_fields import EXPORT_FIELD_NAMES
from corpus.readers.article.page_metadata import PLACES
from corpus.readers.io import limits
from corpus.urls import LONGEST_ADDRESS

PAGE = Path(__file__).parents[3].joinpath("docs/ingesting.md").read_text()


def row(section: str, name: str) -> str:
    """Return the right side of a row in a table of a section."""
    found = re.search(rf"\| {name} \| (.*) \|", PAGE.partition(f"## {section}")[2])
    assert found is not None
    return found[1]


@pytest.mark.parametrize("name", PLACES)
def test_each_place_stands_in_the_table_in_its_order(name: str) -> None:
    documented = re.findall(r"`([^`(]+)`", row("A page", name).replace(" (`lang`)", ""))
    assert documented == [said for _, said in PLACES[name]]


@pytest.mark.parametrize("name", EXPORT_FIELD_NAMES)
def test_each_name_of_a_field_stands_in_the_table_in_its_order(name: str) -> None:
    assert tuple(re.findall(r"`([^`]+)`", row("An export", name))) == EXPORT_FIELD_NAMES[name]


def test_each_format_and_each_limit_is_named() -> None:
    for reader in READERS:
        assert f"| `{reader.FORMAT}` |" in PAGE
    for number in (limits.LARGEST_FILE, limits.LARGEST_RECORD, limits.LONGEST_TEXT, limits.LONGEST_FIELD):
        assert f"{number:,}" in PAGE
    assert f"{LONGEST_ADDRESS:,}" in PAGE and f"{limits.HIGHEST_RATIO} times" in PAGE


def test_each_message_shown_is_one_we_give() -> None:
    from corpus.readers import article, records
    from corpus.readers.raw_record import UnreadableRecord

    root = Path(__file__).parents[3]
    shown = re.findall(r"^onrecord: (tests/\S+?)(?:, ([a-z]+ \d+))?: (.*)$", PAGE, re.MULTILINE)
    assert len(shown) >= 5
    for name, position, reason in shown:
        given = {}
        for found in records(root / name):
            try:
                if isinstance(found, UnreadableRecord):
                    raise found
                article(found)
            except UnreadableRecord as error:
                given[error.position or ""] = error.reason
        assert given[position] == reason
