"""YAML front matter: metadata of an article between two lines `---` above its text.

The front matter is one flat list of `key: words`. Everything is words: `published: 2018` and `language: no` mean what
they say. Lists, anchors, tags and unknown keys are refused: they would be kept wrongly or not at all.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

import yaml

from corpus.errors import BadDate, BadFrontMatter
from corpus.text.cleaning import one_line
from corpus.text.edtf import day_range
from corpus.urls import is_web_address


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields of the front matter; None where it has none.

    `published_evidence` says how the day of publication is known when the text does not print it whole.
    """

    outlet: str | None = None
    headline: str | None = None
    byline: str | None = None
    url: str | None = None
    published: str | None = None
    published_evidence: str | None = None
    language: str | None = None
    licence: str | None = None


def split(raw: bytes) -> tuple[bytes | None, bytes]:
    """Split a file into the YAML between its first two lines `---`, None without them, and the bytes that follow.

    The body is every byte behind the line end of the second line `---`.

    >>> split(b"---\\noutlet: Island News\\n---\\n\\nIt rained.")
    (b'outlet: Island News\\n', b'\\nIt rained.')
    """
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    opening = _RULE.match(raw)
    if opening is None:
        return None, raw
    closing = _RULE_LINE.search(raw, opening.end(), opening.end() + _LONGEST)
    if closing is None:
        raise BadFrontMatter(f"front matter is not closed by a line '---' within {_LONGEST:,} bytes")
    return raw[opening.end() : closing.start()], raw[closing.end() :]


def load(yaml_bytes: bytes) -> FrontMatter:
    """Read the YAML that `split` gave; raises BadFrontMatter."""
    values = {}
    for key, value, line in _pairs(yaml_bytes):
        if key in values:
            raise BadFrontMatter(f"front matter says {key!r} twice, again in line {line}")
        if key not in _KEYS:
            raise BadFrontMatter(f"front matter has the unknown key {key[:40]!r} in line {line}; {_instead_of(key)}")
        values[key] = _words(key, value)
    return FrontMatter(**values)


def _pairs(yaml_bytes: bytes) -> list[tuple[str, str, int]]:
    # Events, not objects: nothing is built from what a stranger wrote, so nothing can grow or recurse.
    words: list[tuple[str, int]] = []
    opened = False
    for event in _events(yaml_bytes):
        line = event.start_mark.line + 2 if event.start_mark else 2  # the first is the rule above it
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:  # an alias has one too
            raise BadFrontMatter(f"front matter has an anchor or alias in line {line}; write the words out")
        if isinstance(event, yaml.ScalarEvent) and event.tag is None:
            is_null = event.style is None and event.value in _NULL
            words.append(("" if is_null else event.value, line))
        elif isinstance(event, yaml.MappingStartEvent) and event.tag is None and not opened:
            opened = True
        elif isinstance(event, yaml.NodeEvent):
            raise BadFrontMatter(f"front matter has more than 'key: words' in line {line}")
    if words and not opened:
        raise BadFrontMatter("front matter is not a list of 'key: words'")
    return [(key, value, line) for (key, line), (value, _) in zip(words[::2], words[1::2], strict=True)]


def _events(yaml_bytes: bytes) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(yaml_bytes.decode(), Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        raise BadFrontMatter("front matter is not UTF-8") from error
    except yaml.YAMLError as error:
        raise BadFrontMatter(f"front matter is not YAML: {_first_words(error)}") from error
    except (ValueError, OverflowError) as error:  # an escape past the last code point
        raise BadFrontMatter(f"front matter is not YAML: {error}") from error


def _words(key: str, value: str) -> str | None:
    if len(value) > _LONGEST_VALUE:
        raise BadFrontMatter(f"{key} in the front matter is longer than {_LONGEST_VALUE:,} characters")
    if _UNPRINTABLE.search(value):
        raise BadFrontMatter(f"{key} in the front matter holds control characters")
    words = one_line(value)
    if not words:
        return None
    check = _CHECKS.get(key)
    if check is not None:
        check(words)
    return words


def _check_url(words: str) -> None:
    if not is_web_address(words):
        raise BadFrontMatter(f"url in the front matter is not an http or https address: {words[:80]!r}")


def _check_date(words: str) -> None:
    try:
        day_range(words)
    except BadDate as error:
        raise BadFrontMatter(f"published in the front matter: {error}") from error
    if "/" in words:
        raise BadFrontMatter("published in the front matter must be one day, month or year, not an interval")


def _check_language(words: str) -> None:
    if not _LANGUAGE.fullmatch(words):
        raise BadFrontMatter(f"language in the front matter is not a code such as en or pt-BR: {words[:40]!r}")


def _instead_of(key: str) -> str:
    close = difflib.get_close_matches(key[:40], _KEYS, n=1)
    return f"did you mean {close[0]!r}?" if close else f"known are {', '.join(_KEYS)}"


def _first_words(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be parsed"
    return f"{problem} in line {mark.line + 2}" if mark else str(problem)


_RULE = re.compile(rb"---[ \t]*\r?\n")
_RULE_LINE = re.compile(rb"(?m:^)---[ \t]*(?:\r?\n|\Z)")
_LONGEST = 16_384
_LONGEST_VALUE = 1_000
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_NULL = ("", "~", "null", "Null", "NULL")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_KEYS = tuple(field.name for field in fields(FrontMatter))
_CHECKS = {"url": _check_url, "published": _check_date, "language": _check_language}
