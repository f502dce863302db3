"""Whose verb it is: the subject of a reporting verb, before it or, inverted, after it."""

from dataclasses import dataclass

from annotation.grammar.noun_phrases import Form, Mention, phrase_after, phrase_before
from annotation.parsing.document import Reading
from annotation.parsing.tags import (
    ADVERB,
    ASIDE,
    AUXILIARY,
    BODY,
    CAPITAL,
    COMMA,
    DETERMINER,
    NEGATION,
    NUMBER,
    OFFICE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    REGION,
    ROLE,
    TIME,
    VERBAL,
)

_PASSIVE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am"})
_DOUBTFUL = frozenset({"could", "might", "would", "should", "may", "must", "can"})
_RELATIVE = frozenset({"who", "whose", "which", "whom", "where", "when", "speaking", "referring", "citing", "now"})
_MONTHS_AND_NAMES = frozenset({"may", "april", "june", "august", "march"})
_OPENING = frozenset({"when", "while", "as", "after", "before", "if", "although", "though", "because", "since", "once"})
_BESIDE_VERB = ADVERB | AUXILIARY | NEGATION
_NO_ADVERB = CAPITAL | ROLE | BODY
_OPENS_APPOSITION = DETERMINER | NUMBER | OFFICE
_NOBODY = Form.OTHER  # an enum's member takes Python long to reach by its name
_AFTER_NAME = frozenset({"in", "of", "at", "from", "himself", "herself", "as"})
_REACH = 60  # items to look back for the name before an apposition


@dataclass(slots=True)
class Subject:
    """The subject of a verb; `relative` when a “who” stands between: `Ruiz, who said it was over, left`."""

    mention: Mention
    passive: bool = False
    doubtful: bool = False
    infinitive: bool = False
    relative: bool = False


def subject_before(reading: Reading, cue: int, low: int) -> Subject | None:
    """Return who does the verb at item `cue`: the phrase before it, stepping over adverbs, auxiliaries, appositions.

    >>> from annotation.parsing.document import read
    >>> reading = read("Okoye, a former aide to Senator Prado, has said so.")
    >>> mention = subject_before(reading, 10, 0).mention; reading.span(mention.first, mention.last).of(reading.text)
    'Okoye'
    """
    words, bits = reading.words, reading.bits
    end, passive, doubtful, infinitive = _before_time(reading, cue, low), False, False, False
    adjacent = True  # only adverbs so far
    while end > low and (bits[end - 1] & _BESIDE_VERB or _may_stand_between(reading, end - 1)):
        word = words[end - 1]
        if word in ("all", "both", "one", "each") or (word == "to" and end < cue):
            break
        passive = passive or (word in _PASSIVE and adjacent)
        adjacent = adjacent and bool(bits[end - 1] & ADVERB)
        doubtful = doubtful or word in _DOUBTFUL or bool(bits[end - 1] & NEGATION)
        infinitive = infinitive or word == "to"
        end -= 1
    if end < cue and words[end] in ("'s", "’s") and not bits[end - 1] & PRONOUN:
        return None  # “Ruiz's reported plan” holds no verb
    mention = _phrase(reading, end, low)
    if mention is not None and not can_speak(mention):
        mention = _before_relative_clause(reading, mention.first, low) or mention
    relative = end > low and words[end - 1] == "who"
    return Subject(mention, passive, doubtful, infinitive, relative) if mention else None


def subject_after(reading: Reading, cue_end: int, high: int) -> Mention | None:
    """Return the subject of an inverted verb: `Lavrov` in `said Lavrov`; None when something else follows."""
    start = cue_end
    mention = phrase_after(reading, start, high)
    if mention is None or reading.bits[start] & TIME or reading.words[mention.head] in ("it", "you", "i"):
        return None
    if mention.form is Form.OTHER and not reading.bits[start] & DETERMINER:
        return None
    behind = mention.last
    if behind < high and reading.bits[behind] & VERBAL:
        return None
    return mention


def subject_of_sentence(reading: Reading, low: int, high: int) -> Mention | None:
    """Return the first phrase of a sentence that can speak and has a verb, else the first that can speak.

    Of `When Ruiz came home, Novak wept` that is Novak.
    """
    main = _main_clause(reading, low, high)
    return (_first_subject(reading, main, high) if main else None) or _first_subject(reading, low, high)


def _main_clause(reading: Reading, low: int, high: int) -> int | None:
    """Return the item behind the comma that ends a clause which opens the sentence: `When Ruiz came home, `."""
    if low >= high or reading.words[low] not in _OPENING:
        return None
    return next((item + 1 for item in range(low, min(high, low + _REACH)) if reading.bits[item] & COMMA), None)


def _first_subject(reading: Reading, low: int, high: int) -> Mention | None:
    fallback = None
    item = low
    while item < high and not reading.bits[item] & REGION:
        mention = phrase_after(reading, item, high)
        if reading.words[item] == "who" and fallback:
            return fallback
        if mention and can_speak(mention) and not (item > low and reading.bits[item - 1] & PREPOSITION):
            owner = bool(reading.bits[mention.last - 1] & POSSESSIVE)
            if reading.words[item] != "who" and not owner and _verb_behind_adverbs(reading, mention.last, high):
                return mention
            fallback = fallback or mention
        item = mention.last if mention else item + 1
    return fallback


def _verb_behind_adverbs(reading: Reading, item: int, high: int) -> bool:
    while item < high and reading.bits[item] & ADVERB:
        item += 1
    return item < high and (bool(reading.bits[item] & VERBAL) or reading.words[item].endswith("ed"))


def can_speak(mention: Mention) -> bool:
    """Return whether a phrase names somebody or something that speaks, rather than `the plan`."""
    return mention.form is not _NOBODY


def _may_stand_between(reading: Reading, item: int) -> bool:
    word = reading.words[item]
    return word in ("to", "'s", "’s") or (word.endswith("ly") and not reading.bits[item] & _NO_ADVERB)


def _before_time(reading: Reading, end: int, low: int) -> int:
    """Step over when it was said: `Ruiz on Monday said`, `officials last week said`, `Ruiz two weeks ago said`."""
    at = end
    if reading.words[at - 1] == "time" and reading.words[max(low, at - 3) : at] == ["at", "the", "time"]:
        return at - 3
    if at - low > 2 and reading.words[at - 1] == "ago":
        at -= 2
        while at > low and reading.bits[at - 1] & (NUMBER | DETERMINER):
            at -= 1
        while at > low and reading.words[at - 1] in ("than", "less", "more", "about", "nearly", "almost"):
            at -= 1
        return at
    while at > low and reading.bits[at - 1] & TIME and reading.words[at - 1] not in _MONTHS_AND_NAMES:
        at -= 1
    if at < end and at > low and reading.words[at - 1] in ("on", "this", "late", "early"):
        at -= 1
    return at


def _phrase(reading: Reading, end: int, low: int) -> Mention | None:
    if end <= low:
        return None
    before = reading.bits[end - 1]
    if reading.words[end - 1] == "who":
        return phrase_before(reading, end - (2 if end - 2 >= low and reading.bits[end - 2] & COMMA else 1), low)
    if before & ASIDE:
        return _before_apposition(reading, end - 1, low)
    return phrase_before(reading, end, low)


def _before_apposition(reading: Reading, closing: int, low: int) -> Mention | None:
    """Step from the second comma of `Okoye, a former aide, said` to the name before the first."""
    kind = reading.bits[closing] & ASIDE
    described = _before_relative_clause(reading, closing, low, kind)
    if described is not None:
        return described
    for item in range(closing - 1, max(low, closing - _REACH), -1):
        if not reading.bits[item] & kind:
            continue
        mention = phrase_before(reading, item, low)
        if (
            mention
            and mention.form is Form.NAME
            and mention.first > low
            and reading.bits[mention.first - 1] & PREPOSITION
        ):
            continue  # `Ana Ruiz, 43, of Baldwin, Miss., said`
        if mention and can_speak(mention) and (_starts_apposition(reading, item + 1) or mention.form is Form.NAME):
            return mention
    mention = phrase_before(reading, closing, low)
    return mention if mention and mention.form is Form.NAME and kind & COMMA else None


def _before_relative_clause(reading: Reading, end: int, low: int, kind: int = 0) -> Mention | None:
    """Step over a whole relative clause: `an official who knew of internal plans`, `Ruiz, whose firm, Norra, builds,`.

    `kind` is the mark that must set it apart, 0 for one that no mark sets apart.
    """
    for item in range(end - 1, max(low, end - _REACH), -1):
        bit = reading.bits[item]
        if bit & REGION or (bit & COMMA and not kind):
            return None
        if reading.words[item] in ("who", "whose") and bool(reading.bits[item - 1] & ASIDE) == bool(kind):
            mention = phrase_before(reading, item - 1 if kind else item, low)
            return mention if mention and can_speak(mention) else None
    return None


def _starts_apposition(reading: Reading, item: int) -> bool:
    bit = reading.bits[item]
    if reading.words[item] in _RELATIVE or bit & _OPENS_APPOSITION:
        return True
    word = reading.words[item]
    return bool(bit & CAPITAL) or word in _AFTER_NAME or word.endswith("ing")
