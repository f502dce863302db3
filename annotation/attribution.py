"""For each content, the cue and the source, and the name of the rule that decided.

A sentence is read verb by verb. `RULES` lists what is tried for each verb, in order; the first rule that fits decides.
Items are positions in the `Reading`; a quoted region is one item.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from annotation.clauses import clause_after, clause_end
from annotation.cues import Cue, cue_at
from annotation.mentions import Form, Mention, phrase_after
from annotation.reading import Reading
from annotation.subjects import Subject, can_speak, subject_after, subject_before, subject_of_sentence
from annotation.words import ADVERB, COLON, COMMA, CUE, PREPOSITION, REGION, STOP, TIME


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody said something: ranges of items, what they are, and by which rule."""

    content: tuple[tuple[int, int], ...]
    source: Mention | None
    cue: tuple[int, int] | None
    rule: str


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb in its sentence, with its subject if that stands before it.

    `earlier` is the source of the verb before it in the same sentence.
    """

    reading: Reading
    low: int
    high: int
    first: int
    last: int
    cue: Cue
    subject: Subject | None
    earlier: Mention | None

    @property
    def place(self) -> tuple[int, int]:
        """The items of the verb."""
        return self.first, self.last


def claims(reading: Reading) -> Iterator[Claim]:
    """Give what every sentence says about who said what."""
    for low, high in reading.sentences:
        yield from _according_to(reading, low, high)
        yield from _by_verbs(reading, low, high)
        yield from _after_colon(reading, low, high)


def _by_verbs(reading: Reading, low: int, high: int) -> Iterator[Claim]:
    earlier: Mention | None = None
    for item in range(low, high):
        cue = cue_at(reading.words, item) if reading.bits[item] & CUE else None
        if cue is None:
            continue
        subject = subject_before(reading, item, low)
        verb = Verb(reading, low, high, item, item + len(cue.words), cue, subject, earlier)
        claim = _first_that_fits(verb)
        if claim:
            earlier = claim.source
            yield claim


def _first_that_fits(verb: Verb) -> Claim | None:
    if verb.subject and (verb.subject.doubtful or (verb.subject.passive and not verb.cue.participle)):
        return None
    return next((claim for rule in RULES if (claim := rule(verb))), None)


def _quoted_then_verb_then_subject(verb: Verb) -> Claim | None:
    """`“It held,” said Lavrov`."""
    quoted = _region_before(verb.reading, verb.first, verb.low)
    if quoted is None or verb.cue.base or verb.cue.participle:
        return None
    source = subject_after(verb.reading, verb.last, verb.high)
    if source is None:
        return None
    return Claim(((quoted, quoted + 1), *_resumed(verb, source.last)), source, verb.place, "quoted-verb-subject")


def _quoted_then_subject_then_verb(verb: Verb) -> Claim | None:
    """`“It held,” Lavrov said`, and `“It held,” he said, “all night.”`."""
    source = _speaker(verb)
    if source is None or verb.cue.participle:
        return None
    quoted = _region_before(verb.reading, source.first, verb.low)
    if quoted is None or (clause_after(verb.reading, verb.cue, verb.last, verb.high) and _ended(verb, quoted)):
        return None
    return Claim(((quoted, quoted + 1), *_resumed(verb, verb.last)), source, verb.place, "quoted-subject-verb")


def _subject_then_verb_then_quoted(verb: Verb) -> Claim | None:
    """`He said: “It held.”`, `Ruiz told Novak, “It held”`, `Ruiz called it “a shame”`."""
    source = _speaker(verb) or _carried(verb)
    if source is None:
        return None
    quoted = _region_after(verb)
    if quoted is None:
        return None
    last = quoted + 1
    if last < verb.high and not _breaks_off(verb.reading, last) and "as" not in verb.cue.takes:
        last = clause_end(verb.reading, quoted, verb.high)
    rest = _resumed(verb, last) if last == quoted + 1 else ()
    return Claim(((quoted, last), *rest), source, verb.place, "subject-verb-quoted")


def _subject_then_verb_then_clause(verb: Verb) -> Claim | None:
    """`Ruiz said it had held all night`, `noting that it held`."""
    source = _speaker(verb) or _carried(verb)
    if source is None or not {"bare", "that"} & verb.cue.takes or _infinitive(verb):
        return None
    clause = clause_after(verb.reading, verb.cue, verb.last, verb.high)
    if clause is None:
        return None
    return Claim((clause,), source, verb.place, "participle-clause" if verb.cue.participle else "subject-verb-clause")


def _clause_then_subject_then_verb(verb: Verb) -> Claim | None:
    """`The dam would hold, Ruiz said`, and `The dam, Ruiz said, would hold`."""
    reading, source = verb.reading, _speaker(verb)
    if source is None or not {"bare", "that"} & verb.cue.takes or verb.cue.participle or verb.cue.base:
        return None
    comma = source.first - 1
    if comma - verb.low < 2 or not reading.bits[comma] & COMMA or not _closes(reading, verb.last, verb.high):
        return None
    first = verb.low
    if reading.bits[first] & PREPOSITION and comma - first < 6:
        return None
    content = [(first, comma)]
    if verb.last < verb.high and reading.bits[verb.last] & COMMA:
        content.append((verb.last + 1, clause_end(reading, verb.last + 1, verb.high)))
    return Claim(tuple(content), source, verb.place, "clause-subject-verb")


def _clause_then_verb_then_subject(verb: Verb) -> Claim | None:
    """`The dam would hold, said Ana Ruiz, an engineer`."""
    reading = verb.reading
    comma = verb.first - 1
    if "bare" not in verb.cue.takes or verb.cue.participle or verb.cue.base or comma - verb.low < 3:
        return None
    if not reading.bits[comma] & COMMA:
        return None
    source = subject_after(reading, verb.last, verb.high)
    if source is None or not can_speak(source) or not _closes(reading, source.last, verb.high):
        return None
    return Claim(((verb.low, comma),), source, verb.place, "clause-verb-subject")


def _called_for(verb: Verb) -> Claim | None:
    """`Ruiz has called for talks to begin`, `vowed to fight`, `urged them to leave`."""
    source = _speaker(verb)
    if source is None or verb.cue.participle or not {"for", "to"} & verb.cue.takes or source.form is Form.DOCUMENT:
        return None
    first = verb.last
    if "for" not in verb.cue.takes:
        if "hearer" in verb.cue.takes:
            hearer = phrase_after(verb.reading, first, verb.high)
            first = hearer.last if hearer else first
        if first >= verb.high or verb.reading.words[first] != "to":
            return None
    last = clause_end(verb.reading, first, verb.high)
    return Claim(((first, last),), source, verb.place, "called-for") if last - first >= 2 else None


RULES: tuple[Callable[[Verb], Claim | None], ...] = (
    _quoted_then_verb_then_subject,
    _quoted_then_subject_then_verb,
    _subject_then_verb_then_quoted,
    _subject_then_verb_then_clause,
    _clause_then_subject_then_verb,
    _clause_then_verb_then_subject,
    _called_for,
)


def _according_to(reading: Reading, low: int, high: int) -> Iterator[Claim]:
    """`The road is “a trap”, according to the police`."""
    words = reading.words
    for item in range(low, high - 1):
        if words[item] != "according" or words[item + 1] != "to":
            continue
        source = phrase_after(reading, item + 2, high)
        if source is None:
            return
        if item > low + 1:
            first, last = low, item - 1 if reading.bits[item - 1] & COMMA else item
        elif source.last < high and reading.bits[source.last] & COMMA:
            first, last = source.last + 1, clause_end(reading, source.last + 1, high)
        else:
            return
        if last > first:
            yield Claim(((first, last),), source, (item, item + 2), "according-to")
        return


def _after_colon(reading: Reading, low: int, high: int) -> Iterator[Claim]:
    """`Brandt: “Not on my watch.”`, `Her reply: “Ask the voters.”`, `Beck disagreed: “She signed.”`."""
    for item in range(low + 1, high - 1):
        if reading.bits[item] & COLON and reading.bits[item + 1] & REGION:
            if any(reading.bits[at] & CUE for at in range(max(low, item - 12), item)):
                return
            source = subject_of_sentence(reading, low, item)
            last = _last_region(reading, item + 1, high)
            yield Claim(((item + 1, last),), source, (item, item + 1), "colon")
            return


def _speaker(verb: Verb) -> Mention | None:
    if verb.subject is None or (verb.cue.participle and not verb.subject.passive):
        return None
    mention = verb.subject.mention
    return mention if can_speak(mention) or verb.cue.verb in ("say", "tell") else None


def _carried(verb: Verb) -> Mention | None:
    """Give the subject of the sentence for a verb without its own: `, noting that`, `and said`, `went on to say`."""
    if verb.cue.participle or (verb.first > verb.low and verb.reading.words[verb.first - 1] in ("and", "then", "to")):
        return verb.earlier or subject_of_sentence(verb.reading, verb.low, verb.first)
    return None


def _infinitive(verb: Verb) -> bool:
    return verb.subject is not None and verb.subject.infinitive


def _region_before(reading: Reading, item: int, low: int) -> int | None:
    """Give the quoted region that ends before `item`, stepping over a comma or an adverb."""
    at = item - 1
    while at >= low and reading.bits[at] & (COMMA | ADVERB) and item - at < 4:
        at -= 1
    return at if at >= low and reading.bits[at] & REGION else None


def _region_after(verb: Verb) -> int | None:
    """Give the quoted region that the verb introduces, stepping over the hearer and when and where it was said."""
    reading, at = verb.reading, verb.last
    if {"hearer", "as"} & verb.cue.takes and at < verb.high and not reading.bits[at] & REGION:
        hearer = phrase_after(reading, at, verb.high)
        at = hearer.last if hearer else at
        if "as" in verb.cue.takes and at < verb.high and reading.words[at] in ("as", "a", "an", "the"):
            at += 1
    circumstance = at < verb.high and bool(reading.bits[at] & (PREPOSITION | TIME))
    for item in range(at, min(at + 14, verb.high)):
        bit = reading.bits[item]
        if bit & REGION:
            opening = bool(reading.bits[item - 1] & (COMMA | COLON))
            return item if item == at or opening else None
        if (item == at and bit & (COMMA | COLON | ADVERB)) or circumstance:
            continue
        if not bit & (COMMA | COLON):
            return None
    return None


def _resumed(verb: Verb, start: int) -> tuple[tuple[int, int], ...]:
    """Give the rest of an interrupted quotation in the same sentence: `, “all night.”`."""
    for item in range(start, verb.high):
        bit = verb.reading.bits[item]
        if bit & REGION:
            return ((item, item + 1),) if verb.reading.bits[item - 1] & (COMMA | COLON | TIME) else ()
        if bit & CUE:
            return ()
    return ()


def _last_region(reading: Reading, item: int, high: int) -> int:
    while item < high and reading.bits[item] & REGION:
        item += 1
    return item


def _breaks_off(reading: Reading, item: int) -> bool:
    return bool(reading.bits[item] & (COMMA | STOP | REGION))


def _closes(reading: Reading, item: int, high: int) -> bool:
    return item >= high or bool(reading.bits[item] & (STOP | COMMA | TIME | PREPOSITION))


def _ended(verb: Verb, quoted: int) -> bool:
    """Tell whether a region closed its own sentence, so that what follows is another one."""
    reading = verb.reading
    return reading.text[reading.region_at[quoted].inner.end - 1] in ".?!"
