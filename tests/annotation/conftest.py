"""Spans are drawn in the text: `“[content|We won],” [cue|said] [source|Ana Ruiz].`; `¶` is a paragraph's end."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest

from annotation.annotator import annotate_text

_DRAWN = re.compile(r"\[(content|cue|source)(?: (\d))?\|((?:[^\[\]]|\[[^\[\]]*\])*)\]")


@dataclass(frozen=True)
class Drawing:
    """The bare text and, for each number, the words of content, cue and source with where they stand."""

    text: str
    quotations: dict[str, dict[str, list[tuple[int, int]]]]


def read_drawing(drawn: str) -> Drawing:
    text, quotations, at = "", {}, 0
    drawn = drawn.replace(" ¶ ", "\n\n")
    for match in _DRAWN.finditer(drawn):
        text += drawn[at : match.start()]
        label, number, words = match.groups()
        spans = quotations.setdefault(number or "1", {"content": [], "cue": [], "source": []})
        spans[label].append((len(text), len(text) + len(words)))
        text += words
        at = match.end()
    return Drawing(text + drawn[at:], quotations)


@pytest.fixture
def finds() -> Callable[..., None]:
    """Check that exactly the drawn quotations come out, and who speaks in each when that is given.

    `only_content` leaves open from which words the speaker is known, `inferred` does so where none are drawn;
    `attributes` are further fields of each quotation.
    """

    def check(
        drawn: str,
        *speakers: str | None,
        kind: str | None = None,
        shared_source: bool = False,
        only_content: bool = False,
        inferred: bool = False,
        attributes: Mapping[str, object] | None = None,
    ) -> None:
        drawing = read_drawing(drawn)
        found = annotate_text(drawing.text)
        shown: list = [_shown(quotation, drawing.text) for quotation in found]
        expected: list = [_drawn(spans, drawing.text) for spans in drawing.quotations.values()]
        for later in expected[1:] if shared_source else ():
            later["source"] = expected[0]["source"]
        if only_content:
            shown, expected = [one["content"] for one in shown], [one["content"] for one in expected]
        for given, wanted in zip(shown, expected, strict=False) if inferred else ():
            given.update({label: [] for label in ("cue", "source") if not wanted[label]})
        assert shown == expected
        for quotation, spans in zip(found, drawing.quotations.values(), strict=True):
            assert [(span.start, span.end) for span in quotation.content] == spans["content"]
        assert kind is None or {quotation.kind.value for quotation in found} == {kind}
        for quotation in found:
            for name, value in (attributes or {}).items():
                holder = quotation if hasattr(quotation, name) else quotation.attribution
                assert getattr(holder, name) == value
        if speakers:
            names = [q.attribution.speaker.name if q.attribution.speaker else None for q in found]
            assert names == list(speakers)

    return check


def _drawn(spans: dict[str, list[tuple[int, int]]], text: str) -> dict[str, list[str]]:
    return {label: [text[start:end] for start, end in places] for label, places in spans.items()}


def _shown(quotation, text: str) -> dict[str, list[str]]:
    attribution = quotation.attribution
    return {
        "content": [span.of(text) for span in quotation.content],
        "cue": [attribution.cue.of(text)] if attribution.cue else [],
        "source": [attribution.source.of(text)] if attribution.source else [],
    }
