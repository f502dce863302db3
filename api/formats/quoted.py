"""Quotable form of a quotation: quotation marks only where the source has them, an ellipsis where words are missing.

    direct     “We won … and we will stay.”     the reporter's own words stood at the dots
    mixed      the toll was “a shame”           only the words that stood between marks stand between them here
    indirect   [said] they had won              a paraphrase, so no marks at all

The verb that a clause hangs on stands before it: “[denied] they had won” is not “they had won”.

`text` of a quotation is its spans joined by one space and nothing else; what is added here is not part of it.
"""

from collections.abc import Callable, Mapping
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from api.formats.views import View

OPENING = frozenset("\"'“‘«»„‚‹›")
HOW = {"direct": "quoted", "mixed": "partly quoted", "indirect": "paraphrased"}

NOT_SAID = {"does": "an action, not words", "thinks": "a thought or plan, not words"}


def how(quotation: View) -> str:
    """Return how the words are given: `quoted`, `paraphrased`, or `paraphrased (an action, not words)`."""
    act = NOT_SAID.get(quotation["attribution"]["act"])
    return f"{HOW[quotation['kind']]} ({act})" if act else HOW[quotation["kind"]]


def spoken(occasion: Mapping[str, Any] | None, day: Callable[[str], str] = str) -> str | None:
    """Return when, where and to whom something was said; None where nothing is known. `day` writes EDTF dates.

    >>> spoken({"said": "2018-05-30", "event": "the spring forum", "place": None, "medium": None,
    ...         "addressee": "reporters", "language": None})
    'said 2018-05-30: the spring forum, to reporters'
    """
    if occasion is None:
        return None
    event, medium, addressee = occasion["event"], occasion["medium"], occasion["addressee"]
    parts = [
        event,
        occasion["place"],
        medium if not (event and medium and medium in event) else None,
        f"to {addressee}" if addressee else None,
        f"in the language {occasion['language']}" if occasion["language"] else None,
    ]
    told = ", ".join(filter(None, parts))
    said = f"said {day(occasion['said'])}" if occasion["said"] else "said" if told else ""
    return f"{said}: {told}" if told else said or None


class Added(NamedTuple):
    """Characters inserted at an offset of the words: a quotation mark (`sign`) or an ellipsis (`joint`)."""

    place: int
    characters: str
    what: str


def quoted(quotation: View) -> str:
    """Return the words of a quotation with marks, ellipses and the verb that they depend on.

    >>> paragraph = 'The toll was "a shame", he said, adding: "Ours too."'
    >>> quoted({"kind": "mixed", "text": "The toll was a shame", "paragraph": paragraph, "spans": [[0, 12], [14, 21]],
    ...         "attribution": {"cue": None}})
    'The toll was “a shame”'
    """
    verb = lead(quotation)
    text, parts, at = quotation["text"], [f"[{verb}] "] if verb else [], 0
    for place, characters, _ in additions(quotation):
        parts += [text[at:place], characters]
        at = place
    return "".join([*parts, text[at:]])


def lead(quotation: View) -> str | None:
    """Return the verb that a clause in the reporter's words depends on; None unless it stands right before them."""
    cue, preceding = (
        quotation["attribution"]["cue"],
        quotation["paragraph"][: quotation["spans"][0][0]].rstrip(" \"“'‘"),
    )
    hangs = cue and quotation["kind"] != "direct" and preceding.removesuffix(" that").endswith(cue)
    return cue if hangs else None


def additions(quotation: View) -> list[Added]:
    """Return the additions to the words of a quotation, in order."""
    spans, paragraph, kind = quotation["spans"], quotation["paragraph"], quotation["kind"]
    ends = list(accumulate((end - start + 1 for start, end in spans), initial=0))
    last = len(quotation["text"])
    added = [Added(0, "“", "sign")] if kind == "direct" else []
    for number, ((start, end), (here, beyond)) in enumerate(zip(spans, pairwise(ends), strict=True)):
        between_marks = kind == "mixed" and start > 0 and paragraph[start - 1] in OPENING
        added += [Added(here, "“", "sign")] if between_marks else []
        added += [Added(beyond - 1, "”", "sign")] if between_marks else []
        if number + 1 < len(spans) and any(map(str.isalnum, paragraph[end : spans[number + 1][0]])):
            added.append(Added(beyond - 1, " …", "joint"))
    return [*added, Added(last, "”", "sign")] if kind == "direct" else added
