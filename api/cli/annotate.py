"""`onrecord annotate`: texts in, a JSON line of quotations out for each; nothing is kept."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from annotation import Quotation, Span, annotate_text
from api.settings import Settings
from corpus import UnreadableFile, shown


def annotate(given: argparse.Namespace, settings: Settings) -> int:
    """Write a JSON line of quotations for each text; 1 when a file or a line was at fault."""
    status = 0
    for name in given.files or ["-"]:
        try:
            for article, text in _texts(name, _lines(name)):
                quotations = [_quotation(q) for q in annotate_text(text)]
                print(json.dumps({"article": article, "quotations": quotations}, ensure_ascii=False))
        except UnreadableFile as error:
            print(f"onrecord: {shown(str(error))}", file=sys.stderr)
            status = 1
    return status


def _texts(name: str, lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Return (article, text): each JSON line of a file of them, in bounded memory, or the whole of a text file."""
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
                    yield _json_line(name, later, rest, must=True) or ("", "")
            return
        head += line
    text = head + "".join(lines)
    if not text.strip():
        raise UnreadableFile(name, "is empty")
    yield name, text


def _json_line(name: str, number: int, line: str, *, must: bool) -> tuple[str, str] | None:
    """Read `{"article": …, "text": …}`; None for another line, or UnreadableFile when it must be one."""
    try:
        value = json.loads(line)
        article, text = value["article"], value["text"]
        if isinstance(article, str) and isinstance(text, str):
            return article, text
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    if must:
        raise UnreadableFile(
            name, f'line {number} is not {{"article": "…", "text": "…"}}; the lines before it are done'
        )
    return None


def _lines(name: str) -> Iterator[str]:
    """Return the lines of a file, or of standard input for `-`: UTF-8, with their line ends as they are."""
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
