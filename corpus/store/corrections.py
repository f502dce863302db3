"""Corrections of quotations by people, an append-only overlay over what the annotator found.

`corrected` is the one place where the two are merged.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from corpus.errors import StoreError
from corpus.store.mapping import QuotationRow

CORRECTION_KINDS = ("direct", "mixed", "indirect")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: its number from 1, the UTC instant, by whom and why, and what was changed to what.

    `was` and `now` have the same keys: `speaker` (id, name, role, aliases, or None), `kind`, `withdrawn`.
    """

    quotation_id: str
    number: int
    made: str
    who: str
    reason: str
    was: Mapping[str, Any]
    now: Mapping[str, Any]


def corrected(row: QuotationRow, corrections: Iterable[Correction]) -> QuotationRow:
    """Return the annotator's quotation with each correction applied in its turn, as it is to be shown.

    The rule that decided stays. A speaker whom a person gave is certain (confidence 1), and no words of the article
    are said to name them: those the annotator took for it named somebody else.
    """
    for correction in corrections:
        changes, attribution = correction.now, dict(row.attribution)
        if "speaker" in changes:
            speaker = changes["speaker"]
            unknown = None if speaker else f"corrected: {correction.reason}"
            attribution |= {"speaker": speaker, "source": None, "confidence": 1.0, "unknown": unknown}
            attribution |= {"together": [], "anonymous": False}
        row = replace(
            row,
            kind=changes.get("kind", row.kind),
            attribution=MappingProxyType(attribution),
            status="corrected" if changes.keys() & {"speaker", "kind"} else row.status,
        )
    return row


def withdrawal(corrections: Iterable[Correction]) -> Correction | None:
    """Return the correction by which a person withdrew the quotation, None when it is not withdrawn."""
    last = None
    for correction in corrections:
        if "withdrawn" in correction.now:
            last = correction if correction.now["withdrawn"] else None
    return last


def next_correction(
    row: QuotationRow, earlier: Sequence[Correction], now: Mapping[str, Any], made: str, who: str, reason: str
) -> Correction:
    """Return the correction that follows `earlier` ones of a quotation; raises StoreError when it says nothing new."""
    current = corrected(row, earlier)
    was = {
        "speaker": current.attribution.get("speaker"),
        "kind": current.kind,
        "withdrawn": withdrawal(earlier) is not None,
    }
    now = {name: value for name, value in now.items() if value != was[name]}
    correction = Correction(row.id, len(earlier) + 1, made, who, reason, {name: was[name] for name in now}, now)
    if fault := faulty(correction):
        raise StoreError(f"{row.id}: {fault}")
    return correction


def faulty(correction: Correction) -> str | None:
    """Return what is wrong with a correction; None when nothing is."""
    was, now = correction.was, correction.now
    if not now:
        return "it is so already; nothing was changed"
    if was.keys() != now.keys() or not now.keys() <= _VALID.keys():
        return "a correction changes speaker, kind or withdrawn, and says what each was"
    for name, value in [*was.items(), *now.items()]:
        if not _VALID[name](value):
            return f"{name} cannot be {value!r}"
    for name, words in (("reason", correction.reason), ("who", correction.who)):
        if not words.strip() or len(words) > _LONGEST or not words.isprintable():
            return f"{name} is one line of 1 to {_LONGEST} characters"
    return None


def is_speaker(value: Any) -> bool:
    """Return whether a value is a speaker as attributions and corrections have it, or None."""
    if value is None:
        return True
    if not isinstance(value, Mapping) or value.keys() != {"id", "name", "role", "aliases"}:
        return False
    words = [value["id"], value["name"], *([value["role"]] if value["role"] is not None else []), *value["aliases"]]
    return all(isinstance(word, str) and word for word in words)


_VALID: dict[str, Callable[[Any], bool]] = {
    "speaker": is_speaker,
    "kind": lambda value: value in CORRECTION_KINDS,
    "withdrawn": lambda value: isinstance(value, bool),
}
