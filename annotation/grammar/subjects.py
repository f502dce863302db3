"""Whose verb it is: the subject of a reporting verb, before it or, inverted, after it."""

from dataclasses import dataclass

from annotation.grammar.noun_phrases import Form, NounPhrase, phrase_after, phrase_before
from annotation.parsing.document import Document
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
_REACH = 60  # tokens to look back for the name before an apposition


@dataclass(slots=True)
class Subject:
    """The subject of a verb; `relative` when a “who” stands between: `Ruiz, who said it was over, left`."""

    phrase: NounPhrase
    passive: bool = False
    doubtful: bool = False
    infinitive: bool = False
    relative: bool = False


def subject_before(document: Document, cue: int, low: int) -> Subject | None:
    """Give who does the verb at token `cue`: the phrase before it, stepping over adverbs, auxiliaries, appositions.

    >>> from annotation.parsing.document import parse
    >>> document = parse("Okoye, a former aide to Senator Prado, has said so.")
    >>> phrase = subject_before(document, 10, 0).phrase; document.span(phrase.first, phrase.last).of(document.text)
    'Okoye'
    """
    words, tags = document.words, document.tags
    end, passive, doubtful, infinitive = _before_time(document, cue, low), False, False, False
    adjacent = True  # only adverbs so far
    while end > low and (tags[end - 1] & _BESIDE_VERB or _may_stand_between(document, end - 1)):
        word = words[end - 1]
        if word in ("all", "both", "one", "each") or (word == "to" and end < cue):
            break
        passive = passive or (word in _PASSIVE and adjacent)
        adjacent = adjacent and bool(tags[end - 1] & ADVERB)
        doubtful = doubtful or word in _DOUBTFUL or bool(tags[end - 1] & NEGATION)
        infinitive = infinitive or word == "to"
        end -= 1
    if end < cue and words[end] in ("'s", "’s") and not tags[end - 1] & PRONOUN:
        return None  # “Ruiz's reported plan” holds no verb
    phrase = _phrase(document, end, low)
    if phrase is not None and not can_speak(phrase):
        phrase = _before_relative_clause(document, phrase.first, low) or phrase
    relative = end > low and words[end - 1] == "who"
    return Subject(phrase, passive, doubtful, infinitive, relative) if phrase else None


def subject_after(document: Document, cue_end: int, high: int) -> NounPhrase | None:
    """Give the subject of an inverted verb: `Lavrov` in `said Lavrov`; None when something else follows."""
    start = cue_end
    phrase = phrase_after(document, start, high)
    if phrase is None or document.tags[start] & TIME or document.words[phrase.head] in ("it", "you", "i"):
        return None
    if phrase.form is Form.OTHER and not document.tags[start] & DETERMINER:
        return None
    behind = phrase.last
    if behind < high and document.tags[behind] & VERBAL:
        return None
    return phrase


def subject_of_sentence(document: Document, low: int, high: int) -> NounPhrase | None:
    """Give the first phrase of a sentence that can speak and has a verb, else the first that can speak.

    Of `When Ruiz came home, Novak wept` that is Novak.
    """
    main = _main_clause(document, low, high)
    return (_first_subject(document, main, high) if main else None) or _first_subject(document, low, high)


def _main_clause(document: Document, low: int, high: int) -> int | None:
    """Give the token behind the comma that ends a clause which opens the sentence: `When Ruiz came home, `."""
    if low >= high or document.words[low] not in _OPENING:
        return None
    return next((token + 1 for token in range(low, min(high, low + _REACH)) if document.tags[token] & COMMA), None)


def _first_subject(document: Document, low: int, high: int) -> NounPhrase | None:
    fallback = None
    token = low
    while token < high and not document.tags[token] & REGION:
        phrase = phrase_after(document, token, high)
        if document.words[token] == "who" and fallback:
            return fallback
        if phrase and can_speak(phrase) and not (token > low and document.tags[token - 1] & PREPOSITION):
            owner = bool(document.tags[phrase.last - 1] & POSSESSIVE)
            if document.words[token] != "who" and not owner and _verb_behind_adverbs(document, phrase.last, high):
                return phrase
            fallback = fallback or phrase
        token = phrase.last if phrase else token + 1
    return fallback


def _verb_behind_adverbs(document: Document, token: int, high: int) -> bool:
    while token < high and document.tags[token] & ADVERB:
        token += 1
    return token < high and (bool(document.tags[token] & VERBAL) or document.words[token].endswith("ed"))


def can_speak(phrase: NounPhrase) -> bool:
    """Tell whether a phrase names somebody or something that speaks, rather than `the plan`."""
    return phrase.form is not _NOBODY


def _may_stand_between(document: Document, token: int) -> bool:
    word = document.words[token]
    return word in ("to", "'s", "’s") or (word.endswith("ly") and not document.tags[token] & _NO_ADVERB)


def _before_time(document: Document, end: int, low: int) -> int:
    """Step over when it was said: `Ruiz on Monday said`, `officials last week said`, `Ruiz two weeks ago said`."""
    at = end
    if document.words[at - 1] == "time" and document.words[max(low, at - 3) : at] == ["at", "the", "time"]:
        return at - 3
    if at - low > 2 and document.words[at - 1] == "ago":
        at -= 2
        while at > low and document.tags[at - 1] & (NUMBER | DETERMINER):
            at -= 1
        while at > low and document.words[at - 1] in ("than", "less", "more", "about", "nearly", "almost"):
            at -= 1
        return at
    while at > low and document.tags[at - 1] & TIME and document.words[at - 1] not in _MONTHS_AND_NAMES:
        at -= 1
    if at < end and at > low and document.words[at - 1] in ("on", "this", "late", "early"):
        at -= 1
    return at


def _phrase(document: Document, end: int, low: int) -> NounPhrase | None:
    if end <= low:
        return None
    before = document.tags[end - 1]
    if document.words[end - 1] == "who":
        return phrase_before(document, end - (2 if end - 2 >= low and document.tags[end - 2] & COMMA else 1), low)
    if before & ASIDE:
        return _before_apposition(document, end - 1, low)
    return phrase_before(document, end, low)


def _before_apposition(document: Document, closing: int, low: int) -> NounPhrase | None:
    """Step from the second comma of `Okoye, a former aide, said` to the name before the first."""
    kind = document.tags[closing] & ASIDE
    described = _before_relative_clause(document, closing, low, kind)
    if described is not None:
        return described
    for token in range(closing - 1, max(low, closing - _REACH), -1):
        if not document.tags[token] & kind:
            continue
        phrase = phrase_before(document, token, low)
        if phrase and phrase.form is Form.NAME and phrase.first > low and document.tags[phrase.first - 1] & PREPOSITION:
            continue  # `Ana Ruiz, 43, of Baldwin, Miss., said`
        if phrase and can_speak(phrase) and (_starts_apposition(document, token + 1) or phrase.form is Form.NAME):
            return phrase
    phrase = phrase_before(document, closing, low)
    return phrase if phrase and phrase.form is Form.NAME and kind & COMMA else None


def _before_relative_clause(document: Document, end: int, low: int, kind: int = 0) -> NounPhrase | None:
    """Step over a whole relative clause: `an official who knew of internal plans`, `Ruiz, whose firm, Norra, builds,`.

    `kind` is the mark that must set it apart, 0 for one that no mark sets apart.
    """
    for token in range(end - 1, max(low, end - _REACH), -1):
        tag = document.tags[token]
        if tag & REGION or (tag & COMMA and not kind):
            return None
        if document.words[token] in ("who", "whose") and bool(document.tags[token - 1] & ASIDE) == bool(kind):
            phrase = phrase_before(document, token - 1 if kind else token, low)
            return phrase if phrase and can_speak(phrase) else None
    return None


def _starts_apposition(document: Document, token: int) -> bool:
    tag = document.tags[token]
    if document.words[token] in _RELATIVE or tag & _OPENS_APPOSITION:
        return True
    word = document.words[token]
    return bool(tag & CAPITAL) or word in _AFTER_NAME or word.endswith("ing")
