"""Inputs that other tools get right: how many of them have the source or speaker that english-faults.md names.

    python -m benchmarks.other_tools ../shared/eval

An input is right when each person or source that its answer names has a quotation, in this order, and nobody has one
whom it excludes. What an answer says of the extent of a content is mostly not judged.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from annotation import Quotation, annotate_text

_INPUT = re.compile(r"- [✗✓] `(.+?)`  \n  right: \*\*(.+?)\*\*", re.DOTALL)
_HEADING = "## Where other tools are right"
_ASIDE = re.compile(r"\([^)]*\)|, both for .*|; .*|: “.*| for the .*")
_WHOLE_NAME = "to the end of the name"


def main(folder: Path) -> None:
    """Print each input that is not right, and the number of those that are."""
    inputs = list(_inputs((folder / "english-faults.md").read_text(encoding="utf-8")))
    wrong = [(text, answer) for text, answer in inputs if not is_right(text, answer)]
    for text, answer in wrong:
        print(f"{answer:40} {text}")
    print(f"{len(inputs) - len(wrong)}/{len(inputs)} inputs right")


def is_right(text: str, answer: str) -> bool:
    """Return whether the quotations of a text have the speakers, sources or the content that an answer names."""
    quotations = annotate_text(text)
    if excluded := re.search(r"n(?:ot|ever) “(.+?)”", answer):
        return not any(_is(excluded[1], text, quotation) for quotation in quotations)
    if answer.startswith("content: "):
        return any(answer.removeprefix("content: ") == _content(text, quotation) for quotation in quotations)
    if _WHOLE_NAME in answer:
        return all(_source(text, quotation).split()[-1] == _last_name(text, quotation) for quotation in quotations)
    if other := re.search(r"\(or the (.+?)\)", answer):
        return any(other[1] in _source(text, quotation) for quotation in quotations)
    wanted = [_ASIDE.sub("", part).strip(" …") for part in answer.split("·")]
    following = iter(quotations)
    return all(any(_is(one, text, quotation) for quotation in following) for one in wanted if one)


def _is(wanted: str, text: str, quotation: Quotation) -> bool:
    """Return whether somebody speaks: by name, or, as `source: the ad` or `they`, by the words of the article."""
    speaker, source = quotation.attribution.speaker, _source(text, quotation)
    if wanted.startswith("source: "):
        return any(words in source for words in wanted.removeprefix("source: ").split(" / "))
    return wanted.casefold() in (source.casefold(), *((speaker.name.casefold(),) if speaker else ())) or (
        speaker is not None and wanted.split()[-1] in speaker.name and wanted in source
    )


def _source(text: str, quotation: Quotation) -> str:
    return quotation.attribution.source.of(text) if quotation.attribution.source else ""


def _content(text: str, quotation: Quotation) -> str:
    return " ".join(span.of(text) for span in quotation.content)


def _last_name(text: str, quotation: Quotation) -> str:
    """Return the last word with a capital before the words that report."""
    cue = quotation.attribution.cue
    before = text[: cue.start] if cue else text
    return [word for word in before.split() if word[0].isupper()][-1]


def _inputs(document: str) -> Iterator[tuple[str, str]]:
    for text, answer in _INPUT.findall(document.partition(_HEADING)[2]):
        yield text.replace(" ¶ ", "\n\n"), answer


if __name__ == "__main__":
    main(Path(sys.argv[1]))
