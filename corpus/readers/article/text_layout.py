"""Layout of a page in text or Markdown: headline, byline, body and foot.

>>> lay_out(["All news", "# *Rain at last*", "---", "It rained."])
Layout(headline='Rain at last', byline=None, body=('It rained.',), url=None, outlet=None)
"""

import re
from dataclasses import dataclass
from itertools import dropwhile

from corpus.text.dateline import find_dateline
from corpus.urls import is_web_address


@dataclass(frozen=True, slots=True)
class Layout:
    """The headline, the author under it, the body's paragraphs, and the address and the outlet's name from the foot."""

    headline: str | None
    byline: str | None
    body: tuple[str, ...]
    url: str | None
    outlet: str | None


def lay_out(paragraphs: list[str]) -> Layout:
    """Split an article into headline, body and foot; site navigation and rules are left out."""
    rest, url, outlet = _without_foot(paragraphs)
    rest = list(dropwhile(lambda part: _is_rule(part) or part.casefold() in _NAVIGATION, rest))
    headline = _headline(rest)
    rest = rest[1:] if headline is not None else rest
    byline = _BYLINE.fullmatch(rest[0]) if len(rest) > 1 else None
    rest = rest[1:] if byline is not None else rest
    body = (_plain(part) for part in rest if not _is_rule(part))
    return Layout(headline, byline[1] if byline else None, tuple(filter(None, body)), url, outlet)


def _without_foot(paragraphs: list[str]) -> tuple[list[str], str | None, str | None]:
    """Split off the lines printed below the article: rules, an address in angle brackets, the outlet's name in bold."""
    url = outlet = None
    end = len(paragraphs)
    while end > 0:
        last = paragraphs[end - 1]
        if address := _ADDRESS.fullmatch(last):
            if url is not None or not is_web_address(address[1]):
                break
            url = address[1]
        elif bold := _BOLD.fullmatch(last):
            if outlet is not None:
                break
            outlet = bold[1] or bold[2]
        elif not _is_rule(last):
            break
        end -= 1
    # A bold line alone may be the article's last words; below a rule or beside an address it is the outlet's name.
    if outlet is not None and url is None and not any(_is_rule(part) for part in paragraphs[end:]):
        return paragraphs, None, None
    return paragraphs[:end], url, outlet


def _headline(paragraphs: list[str]) -> str | None:
    if len(paragraphs) < 2:
        return None
    first = paragraphs[0]
    if heading := _HEADING.match(first):
        return _plain(first[heading.end() :]).strip("*_ ") or None
    is_sentence = first.rstrip("\"'”’»)").endswith((".", "…", ":", ",", ";"))
    if is_sentence or len(first) > _LONGEST_HEADLINE or find_dateline(f"{first}\n\n."):
        return None
    return _plain(first)


def _plain(words: str) -> str:
    """Return the words of a Markdown paragraph without its marks: heading, bold, italic, link, image, escape."""
    words = _HEADING.sub("", words, count=1)
    words = _LINK.sub(r"\1", _IMAGE.sub("", words))
    words = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", words))
    return _ESCAPE.sub(r"\1", words).strip()


def _is_rule(paragraph: str) -> bool:
    return _RULE.fullmatch(paragraph) is not None


# Links to the front page that come along when a page is copied.
_NAVIGATION = frozenset({"all news", "home", "latest news", "news", "top stories"})
_LONGEST_HEADLINE = 200

_RULE = re.compile(r"(?:[-*_=] ?){3,}")
_HEADING = re.compile(r"#{1,6} +")
_ADDRESS = re.compile(r"<(https?://[^\s<>]+)>")
_BYLINE = re.compile(r"\**(?:By|BY) ([^\W\d_a-z][^\d.,:;!?“”\"]{1,80}?)\**")
_BOLD = re.compile(r"\*\*([^*]{1,100})\*\*|__([^_]{1,100})__")
_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\]\([^\s()]{1,2000}\)")
_LINK = re.compile(r"\[([^\[\]]{1,500})\]\(<?https?://[^\s()<>]{1,2000}>?\)")
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,3}|_{1,3})(?=[^\s*_])([^*_]{1,2000}?)(?<=[^\s*_\\])\1(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!<>\"'~-])")
