"""The rules for words between marks: which verb, colon or preposition gives them to whom.

Each rule takes a `Verb` and gives a `Claim`, or None when it does not fit; attribution.py says in which order.
"""

from collections.abc import Iterator

from annotation.grammar.complements import clause_after
from annotation.grammar.extents import end_behind, start_before
from annotation.grammar.noun_phrases import Form, Mention, phrase_after, phrase_before
from annotation.grammar.predicates import Claim, Verb
from annotation.grammar.subjects import subject_after, subject_of_sentence
from annotation.parsing.cues import cue_at
from annotation.parsing.document import Reading
from annotation.parsing.tags import (
    ADVERB,
    AUXILIARY,
    CIRCUMSTANCE,
    COLON,
    COMMA,
    CUE,
    DASH,
    DETERMINER,
    PREPOSITION,
    PRONOUN,
    REGION,
    STOP,
    SYMBOL,
    TIME,
    bits_of,
)

_STEPPED_OVER = COMMA | ADVERB
_INTRODUCES = COMMA | COLON
_BEFORE_REGION = _INTRODUCES | ADVERB
_BEFORE_REST = _INTRODUCES | TIME
_ENDS_JUDGEMENT = STOP | COLON | DASH
_HEARER_OR_THING = frozenset({"hearer", "as"})
_ALONE = DASH | SYMBOL | PREPOSITION
_JUDGEMENT = 25  # items between a verb of judging and the words between marks


def quoted_then_verb_then_subject(verb: Verb) -> Claim | None:
    """`“It held,” said Lavrov`."""
    quoted = _region_before(verb.reading, verb.first, verb.low)
    if quoted is None or verb.cue.base or verb.cue.participle:
        return None
    source = subject_after(verb.reading, verb.last, verb.high)
    if source is None:
        return None
    content = _clause_before(verb, quoted)
    return Claim((content, *_resumed(verb, source.last)), source, verb.place, "quoted-verb-subject")


def quoted_then_subject_then_verb(verb: Verb) -> Claim | None:
    """`“It held,” Lavrov said`, and `“It held,” he said, “all night.”`."""
    source = verb.speaker
    if source is None or verb.cue.participle:
        return None
    quoted = _region_before(verb.reading, source.first, verb.low)
    if quoted is None or (clause_after(verb.reading, verb.cue, verb.last, verb.high) and _ended(verb, quoted)):
        return None
    content = _clause_before(verb, quoted)
    return Claim((content, *_resumed(verb, verb.last)), source, verb.place, "quoted-subject-verb")


def subject_then_verb_then_judgement(verb: Verb) -> Claim | None:
    """`Ruiz called [the toll a “shame” for the town]`, `described [it as “thin”]`."""
    source = verb.source
    if source is None or "as" not in verb.cue.takes:
        return None
    quoted = _judgement(verb)
    if quoted is None:
        return None
    content = verb.last, end_behind(verb.reading, quoted, verb.high)
    return Claim((content,), source, verb.place, "subject-verb-judgement")


def subject_then_verb_then_quoted(verb: Verb) -> Claim | None:
    """`He said: “It held.”`, `Ruiz told Novak, “It held”`, `Ruiz called it “a shame”`."""
    source = verb.source
    if source is None:
        return None
    quoted = _region_after(verb)
    if quoted is None:
        return None
    last = quoted + 1
    if last < verb.high and not _breaks_off(
        verb.reading, last, verb.last == quoted and _whole_clause(verb.reading, quoted)
    ):
        last = end_behind(verb.reading, quoted, verb.high)
    rest = _resumed(verb, last) if last == quoted + 1 else ()
    return Claim((*_begun(verb, source, quoted), (quoted, last), *rest), source, verb.place, "subject-verb-quoted")


def after_colon(reading: Reading, low: int, high: int) -> Iterator[Claim]:
    """`Brandt: “Not on my watch.”`, `Her reply: “Ask the voters.”`, `Beck disagreed: “She signed.”`."""
    for item in range(low + 1, high - 1):
        if reading.bits[item] & COLON and reading.bits[item + 1] & REGION:
            if any(not _behind_determiner(reading, at, low) for at in reading.items(CUE, max(low, item - 12), item)):
                return
            source = (
                _lone_name_before(reading, item, low) or subject_of_sentence(reading, low, item) or _owner(reading, low)
            )
            last = _last_region(reading, item + 1, high)
            yield Claim(((item + 1, last),), source, (item, item + 1), "colon")
            return


def _lone_name_before(reading: Reading, colon: int, low: int) -> Mention | None:
    """Return the name that stands alone before a colon: `The bridge is open – Ana Ruiz: “At last.”`."""
    mention = phrase_before(reading, colon, low)
    alone = mention is not None and (mention.first == low or bool(reading.bits[mention.first - 1] & _ALONE))
    return mention if mention and mention.form is Form.NAME and alone else None


def _behind_determiner(reading: Reading, item: int, low: int) -> bool:
    return item > low and bool(reading.bits[item - 1] & DETERMINER)


def _owner(reading: Reading, item: int) -> Mention | None:
    """Return the pronoun in `Her reply:`."""
    return Mention(item, item + 1, item, Form.PRONOUN) if reading.words[item] in ("his", "her", "their") else None


def _region_before(reading: Reading, item: int, low: int) -> int | None:
    """Return the quoted region that ends before `item`, stepping over a comma or an adverb."""
    at = item - 1
    while at >= low and reading.bits[at] & _STEPPED_OVER and item - at < 4:
        at -= 1
    return at if at >= low and reading.bits[at] & REGION else None


def _clause_before(verb: Verb, quoted: int) -> tuple[int, int]:
    """Return the clause that ends with a region before the verb, unless another verb has claimed its beginning."""
    return (quoted if verb.earlier else start_before(verb.reading, quoted, verb.low)), quoted + 1


def _region_after(verb: Verb) -> int | None:
    """Return the quoted region that the verb introduces, stepping over the hearer and when and where it was said."""
    reading, at = verb.reading, verb.last
    if _HEARER_OR_THING & verb.cue.takes and at < verb.high and not reading.bits[at] & REGION:
        hearer = phrase_after(reading, at, verb.high)
        at = hearer.last if hearer else at
        if "as" in verb.cue.takes and at < verb.high and reading.words[at] in ("as", "a", "an", "the"):
            at += 1
    circumstance = at < verb.high and bool(reading.bits[at] & CIRCUMSTANCE)
    for item in range(at, min(at + 14, verb.high)):
        bit = reading.bits[item]
        if bit & REGION:
            opening = bool(reading.bits[item - 1] & _INTRODUCES)
            return item if item == at or opening else None
        if circumstance and bit & CUE and _another_verb(reading, item) and not reading.bits[item - 1] & DETERMINER:
            return None
        if (item == at and bit & _BEFORE_REGION) or circumstance:
            continue
        if not bit & _INTRODUCES:
            return None
    return None


def _judgement(verb: Verb) -> int | None:
    """Return the quoted region that says what something is called, within the clause of the verb."""
    for item in range(verb.last, min(verb.last + _JUDGEMENT, verb.high)):
        bit = verb.reading.bits[item]
        if bit & REGION:
            return item
        if bit & _ENDS_JUDGEMENT or (bit & CUE and _another_verb(verb.reading, item)):
            return None
    return None


def _another_verb(reading: Reading, item: int) -> bool:
    """Return whether a cue is a verb here, and no noun such as “report” or “use”."""
    cue = cue_at(reading.words, item)
    return cue is not None and (cue.past or cue.participle)


def _begun(verb: Verb, source: Mention, quoted: int) -> tuple[tuple[int, int], ...]:
    """Return the part before the verb, where the marks open in mid-content: `[In short], he said, “[it held]”`."""
    reading, comma = verb.reading, source.first - 1
    if verb.earlier or comma <= verb.low or not reading.bits[comma] & reading.bits[quoted - 1] & COMMA:
        return ()
    within = reading.region_at[quoted].inner.of(reading.text)[0].islower()
    return ((verb.low, comma),) if within and comma > verb.low else ()


def _resumed(verb: Verb, start: int) -> tuple[tuple[int, int], ...]:
    """Return the rest of an interrupted quotation in the same sentence: `, “all night.”`."""
    for item in range(start, verb.high):
        bit = verb.reading.bits[item]
        if bit & REGION:
            return ((item, item + 1),) if verb.reading.bits[item - 1] & _BEFORE_REST else ()
        if bit & CUE:
            return ()
    return ()


def _last_region(reading: Reading, item: int, high: int) -> int:
    while item < high and reading.bits[item] & REGION:
        item += 1
    return item


def _whole_clause(reading: Reading, quoted: int) -> bool:
    """Return whether a region holds a subject and its verb: `“my wrist is fine”`."""
    first, *rest = reading.region_at[quoted].inner.of(reading.text)[:200].lower().split() or [""]
    begins = bits_of(first) & (PRONOUN | DETERMINER) if first else 0
    return bool(begins) and any(bits_of(word) & AUXILIARY for word in rest[:4])


def _breaks_off(reading: Reading, item: int, spoken: bool) -> bool:
    """Return whether the clause of a region ends with it; what was `spoken` word for word also ends before `after`."""
    return bool(reading.bits[item] & (COMMA | STOP | REGION | (PREPOSITION | TIME if spoken else 0)))


def _ended(verb: Verb, quoted: int) -> bool:
    """Return whether a region closed its own sentence, so that what follows is another one."""
    reading = verb.reading
    return reading.text[reading.region_at[quoted].inner.end - 1] in ".?!"
