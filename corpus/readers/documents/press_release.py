"""How a press release or a printed page is laid out in a document's paragraphs: headline, day, body, what is left
out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.article.date_parsing import day_in
from corpus.text.dateline import find_dateline

_HEAD_LINE = re.compile(
    r"(?:for immediate release|press release|news release|media release|medienmitteilung|pressemitteilung|"
    r"communiqué de presse|"
    r"comunicado de prensa|embargoed (?:until|for|till) .{0,80}|statement|newsletter|page \d+(?: of \d+)?|"
    r"\d{1,4})[\s:.]*",
    re.IGNORECASE,
)
_END_LINE = re.compile(r"(?:#\s?#\s?#|-?\s?(?:ends|end|30)\s?-|[-–—\s]*ends?[-–—\s]*|# ?# ?#)\.?", re.IGNORECASE)
_DAY_LINE = re.compile(
    r"(?:(?:date|released?|published|issued|datum|fecha)\s*:?\s*|.{0,40}?,\s+)?(?P<day>[^,]{0,20}\d.{4,30})",
    re.IGNORECASE,
)
_HIGHEST_HEAD = 6
_LONGEST_HEADLINE = 250


@dataclass(frozen=True, slots=True)
class ReleaseLayout:
    """What the first paragraphs say: a headline, a day in EDTF with its words; and the paragraphs that are the text."""

    headline: str | None
    published: str | None
    words: str | None
    body: tuple[str, ...]


def release_layout(paragraphs: Sequence[str], headline: str | None = None) -> ReleaseLayout:
    """Return the layout of a document; `headline` is one that its styles mark, else the first short line without a
    stop is."""
    day = words = None
    start = 0
    while start < min(len(paragraphs), _HIGHEST_HEAD):
        line = paragraphs[start].strip()
        read = _day_of(line) if len(line) <= 80 else None
        if read is not None:
            day, words = day or read, words or line
        elif _HEAD_LINE.fullmatch(line) or (headline is not None and line.casefold() == headline.casefold()):
            pass
        elif headline is None and _is_headline(line, len(paragraphs) - start):
            headline = line
        else:
            break
        start += 1
    body = list(paragraphs[start:])
    end = next(
        (position for position, line in enumerate(body) if position and _END_LINE.fullmatch(line.strip())), len(body)
    )
    return ReleaseLayout(headline, day, words, tuple(body[:end]))


def _day_of(line: str) -> str | None:
    day = day_in(line)
    if day is None and (match := _DAY_LINE.fullmatch(line)):
        day = day_in(match["day"].strip())
    return day if day is not None and len(day) == 10 else None


def _is_headline(line: str, left: int) -> bool:
    is_sentence = line.rstrip("\"'”’»)").endswith((".", "…", ":", ",", ";"))
    return left > 1 and not is_sentence and len(line) <= _LONGEST_HEADLINE and find_dateline(f"{line}\n\n.") is None
