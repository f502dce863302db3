"""`onrecord annotate`: texts in, a JSON line of quotations out for each; nothing is stored."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import click

from annotation import Quotation, Span, annotate_text, language_for, unread_reason
from corpus import UnreadableFile, identify, language_code, shown


@click.command("annotate")
@click.argument("files", nargs=-1, metavar="[FILE]...")
def annotate_command(files: tuple[str, ...]) -> int:
    """Find the quotations of each FILE (standard input without one); nothing is kept.

    A FILE is a text, or JSON lines {"article": …, "text": …}. A JSON line of quotations comes out for each text. Exits
    with 1 when a file or a line was at fault.
    """
    status = 0
    for name in files or ("-",):
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
        return {"quotations": [_members(quotation) for quotation in annotate_text(text, language=language)]}
    return {"quotations": [], "unread": unread_reason(code)}


def _texts(name: str, lines: Iterable[str]) -> Iterator[tuple[str, str, str | None]]:
    """Yield (article, text, declared language): each JSON line, in bounded memory, or the whole of a text file."""
    numbered = enumerate(lines, 1)
    head = ""
    for _, line in numbered:
        if line.strip():
            if (record := _json_text(line)) is None:
                head += line
                break
            yield record
            yield from _json_texts(name, numbered)
            return
        head += line
    text = head + "".join(line for _, line in numbered)
    if not text.strip():
        raise UnreadableFile(name, "is empty")
    yield name, text, None


def _json_texts(name: str, numbered: Iterable[tuple[int, str]]) -> Iterator[tuple[str, str, str | None]]:
    for number, line in numbered:
        if line.strip():
            if (record := _json_text(line)) is None:
                wanted = '{"article": "…", "text": "…"}'
                raise UnreadableFile(name, f"line {number} is not {wanted}; the lines before it are done")
            yield record


def _json_text(line: str) -> tuple[str, str, str | None] | None:
    """Parse `{"article": …, "text": …}`, with `language` or without; None for any other line."""
    try:
        value = json.loads(line)
        article, text, language = value["article"], value["text"], value.get("language")
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if not (isinstance(article, str) and isinstance(text, str)):
        return None
    return article, text, language if isinstance(language, str) else None


def _lines(name: str) -> Iterator[str]:
    """Yield the lines of a file, or of standard input for `-`: UTF-8, with their line ends as they are."""
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


def _members(quotation: Quotation) -> dict[str, Any]:
    """Return the members that the scorer of the evaluation reads; spans are [start, end] in code points."""
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
