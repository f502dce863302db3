"""`onrecord annotate`: texts in, a JSON line of quotations out for each; nothing is kept."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from annotation import Quotation, Span, annotate_text, language_for, unread_reason
from api.settings import Settings
from corpus import UnreadableFile, identify, language_code, shown


def annotate(given: argparse.Namespace, settings: Settings) -> int:
    """Write a JSON line of quotations for each text; 1 when a file or a line was at fault."""
    status = 0
    for name in given.files or ["-"]:
        try:
            for article, text, declared in _texts(name, _lines(name)):
                print(json.dumps({"article": article} | _annotated(text, declared), ensure_ascii=False))
        except UnreadableFile as error:
            print(f"onrecord: {shown(str(error))}", file=sys.stderr)
            status = 1
    return status


def _annotated(text: str, declared: str | None) -> dict[str, Any]:
    """Return the quotations of a text; where its language is not read none, and why."""
    code = identify(text, language_code(declared)).language
    if language := language_for(code):
        return {"quotations": [_quotation(quotation) for quotation in annotate_text(text, language=language)]}
    return {"quotations": [], "unread": unread_reason(code)}


def _texts(name: str, lines: Iterable[str]) -> Iterator[tuple[str, str, str | None]]:
    """Yield (article, text, declared language): each JSON line, in bounded memory, or the whole of a text file."""
    numbered = enumerate(lines, 1)
    head = ""
    for number, line in numbered:
        if line.strip():
            first = _json_line(name, number, line, must=False)
            if first is None:
                head += line
                break
            yield first
            for later, rest in numbered:
                if rest.strip():
                    yield _json_line(name, later, rest, must=True) or ("", "", None)
            return
        head += line
    text = head + "".join(lines)
    if not text.strip():
        raise UnreadableFile(name, "is empty")
    yield name, text, None


def _json_line(name: str, number: int, line: str, *, must: bool) -> tuple[str, str, str | None] | None:
    """Return (article, text, language or None) of `{"article": …, "text": …}`; None for another line.

    Raises UnreadableFile when it must be one.
    """
    try:
        value = json.loads(line)
        article, text = value["article"], value["text"]
        if isinstance(article, str) and isinstance(text, str):
            language = value.get("language")
            return article, text, language if isinstance(language, str) else None
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    if must:
        raise UnreadableFile(
            name, f'line {number} is not {{"article": "…", "text": "…"}}; the lines before it are done'
        )
    return None


def _lines(name: str) -> Iterator[str]:
    """Give the lines of a file, or of standard input for `-`: UTF-8, with their line ends as they are."""
    try:
        descriptor: int | str = sys.stdin.fileno() if name == "-" else name
        file = open(descriptor, encoding="utf-8", newline="\n", closefd=name != "-")  # noqa: SIM115
    except OSError as error:
        raise UnreadableFile(name, error.strerror or "cannot be read") from error
    with file:
        try:
            yield from file
        except UnicodeDecodeError as error:
            raise UnreadableFile(name, "is not UTF-8 text") from error


def _quotation(quotation: Quotation) -> dict[str, Any]:
    attribution = quotation.attribution
    return {
        "content": [[span.start, span.end] for span in quotation.content],
        "source": _pair(attribution.source),
        "cue": _pair(attribution.cue),
        "speaker": attribution.speaker.name if attribution.speaker else None,
        "kind": quotation.kind.value,
        "rule": attribution.rule,
        "confidence": attribution.confidence,
    }


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None
