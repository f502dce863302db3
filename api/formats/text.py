"""Plain text for a terminal: the words, the speaker, date and outlet, two URLs; control characters escaped."""

import textwrap
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from api.formats.format import Format, RenderContext
from api.formats.quoted import HOW, how, quoted, spoken
from api.formats.views import View
from index import speakers_of

_WIDTH = 88
_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def plain(text: str) -> str:
    """Escape control and direction characters, so that text from anywhere is safe for a terminal and a log.

    >>> print(plain("red \\x1b[31m alert"))
    red \\x1b[31m alert
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(c) if unicodedata.category(c) in _UNSAFE else c for c in text)


def quotation(document: View) -> str:
    """Return one quotation: the words, then speaker, date and outlet, then its two URLs."""
    manner = how(document)
    given = "" if manner == HOW["direct"] else f", {manner}"
    where = f"{_who(document)}, {document['date'] or 'undated'}, {document['outlet']['name']}{given}"
    told = spoken(document["occasion"])
    source = document["source_url"] or "no source address: " + document["unknown"].get("source_url", "unknown")
    return "\n".join(
        [
            *_wrapped(quoted(document), ""),
            *_wrapped(where, "  "),
            *(_wrapped(told, "  ") if told else []),
            "  " + plain(source),
            "  " + plain(document["url"]),
        ]
    )


def paragraph(document: Mapping[str, Any]) -> str:
    """Return one paragraph with date, outlet and URL."""
    where = f"{document['date'] or 'undated'}, {document['outlet']['name']}, paragraph {document['number']}"
    return "\n".join([*_wrapped(document["text"], ""), *_wrapped(where, "  "), "  " + plain(document["article_url"])])


def listing(parts: Iterable[str], closing: Iterable[str], following: str | None, separator: str = "\n\n") -> str:
    """Return parts between separators, then the closing lines and the URL of the next page."""
    more = [f"more: {following}"] if following else []
    ending = "\n".join([plain(line) for text in [*closing, *more] for line in text.split("\n")])
    listed = separator.join([*(part.rstrip("\n") for part in parts), *([ending] if ending else [])])
    return f"{listed}\n" if listed else ""


def lines(value: Mapping[str, Any], indent: str = "") -> str:
    """Return any JSON object as `key: value` lines, nested members indented."""
    output = []
    for key, item in value.items():
        if isinstance(item, Mapping):
            output += [f"{indent}{plain(str(key))}:", lines(item, indent + "  ").rstrip("\n")]
        elif isinstance(item, list) and any(isinstance(member, Mapping) for member in item):
            output.append(f"{indent}{plain(str(key))}:")
            output += [lines(member, indent + "  ") for member in item]
        else:
            shown = ", ".join(map(str, item)) if isinstance(item, list) else "–" if item is None else str(item)
            output.append(f"{indent}{plain(str(key))}: {plain(shown)}")
    return "\n".join(line for line in output if line) + "\n"


def _many(views: Iterable[View], context: RenderContext) -> str:
    parts = [quotation(view) for view in views]
    closing = [f"{len(parts)} of {context.total} quotations", *context.meta.get("warnings", ())]
    return listing(parts, closing, context.links.get("next"))


def _who(document: View) -> str:
    name = " and ".join(speaker["name"] for speaker in speakers_of(document)) or "speaker unknown"
    source = document["attribution"]["source"]
    return f"{name} (“{source}”)" if source else name


def _wrapped(text: str, indent: str) -> list[str]:
    words = plain(" ".join(text.split()))
    return textwrap.wrap(words, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


FORMAT = Format(
    name="text",
    media_type="text/plain",
    is_text=True,
    one=lambda view, _: quotation(view) + "\n",
    many=_many,
)
