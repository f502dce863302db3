"""The occasions of the quotations of a document, from the stretches of their reporting clauses."""

from collections.abc import Hashable, Iterable
from typing import NamedTuple

from annotation.grammar.predicates import Candidate
from annotation.occasion.addressees import addressee
from annotation.occasion.anchor import Anchor
from annotation.occasion.circumstance_rule import Reading
from annotation.occasion.events import event
from annotation.occasion.media import MEDIUM_SOURCE, medium
from annotation.occasion.places import place
from annotation.occasion.reporting_clause import stretches
from annotation.occasion.speeches import Utterance, handed_on
from annotation.occasion.spoken_language import spoken_language
from annotation.occasion.times import said
from annotation.parsing.document import Document
from annotation.quotation import Act, Circumstance, Occasion

_DEEDS = (Act.DOES, Act.THINKS)
_NOTHING = Occasion()


class Said(NamedTuple):
    """What is known of a quotation before its occasion: the candidate, a key of its speaker, its act."""

    candidate: Candidate
    speaker: Hashable | None
    act: Act


def occasions(document: Document, quotations: Iterable[Said], anchor: Anchor) -> list[Occasion | None]:
    """Return the occasion of each quotation, given in the order of the text; None where nothing tells any of it."""
    utterances = [
        Utterance(
            candidate,
            _paragraph(document, candidate),
            speaker,
            act in _DEEDS,
            None if act is Act.THINKS else _own(document, candidate, anchor),
        )
        for candidate, speaker, act in quotations
    ]
    handed_on(document, utterances)
    return [utterance.occasion for utterance in utterances]


def _paragraph(document: Document, candidate: Candidate) -> int:
    """Return where the line of a candidate begins: a line is a paragraph here, also where none is blank."""
    token = candidate.cue[0] if candidate.cue else candidate.content[0][0]
    return document.text.rfind("\n", 0, document.starts[token])


def _own(document: Document, candidate: Candidate, anchor: Anchor) -> Occasion | None:
    """Return what the sentence of a candidate tells."""
    clause = list(stretches(document, candidate))
    hearer = addressee(document, candidate, clause) if clause else None
    signs, words = document.language.occasion.signs, document.words
    telling = [stretch for stretch in clause if not signs.isdisjoint(words[stretch.first : stretch.last])]
    channel = medium(document, candidate, telling)
    if not telling and channel is None and hearer is None:
        return None
    from_text = channel is not None and channel.rule is MEDIUM_SOURCE  # “In Ohio, the poll found”
    where = None if from_text else _first(place(document, stretch, hearer) for stretch in telling)
    time = said(document, telling, anchor)
    occasion = Occasion(
        said=_circumstance(document, time if isinstance(time, Reading) else None),
        place=_circumstance(document, where),
        event=_circumstance(document, _first(event(document, stretch) for stretch in telling)),
        medium=_circumstance(document, channel),
        addressee=_circumstance(document, hearer),
        language=_circumstance(document, _first(spoken_language(document, stretch) for stretch in telling)),
        undated=time if isinstance(time, str) else None,
    )
    return occasion if occasion != _NOTHING else None


def _first(readings: Iterable[Reading | None]) -> Reading | None:
    return next(filter(None, readings), None)


def _circumstance(document: Document, reading: Reading | None) -> Circumstance | None:
    if reading is None:
        return None
    return Circumstance(reading.value, document.span(reading.first, reading.last), reading.rule.name)
