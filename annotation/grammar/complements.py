"""Clausal complements of reporting verbs: `said [it is over]`, `told Novak that [it is over]`."""

from annotation.grammar.clause_bounds import clause_end
from annotation.grammar.noun_phrases import phrase_after, qualifies_noun
from annotation.languages.reporting_verbs import Cue
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document

_REACH = 16  # tokens between a verb and its “that”
_NOMINAL = Tag.DETERMINER | Tag.PRONOUN | Tag.CAPITAL | Tag.ROLE | Tag.BODY
_BEFORE_THAT = Tag.CIRCUMSTANCE | Tag.COMMA | Tag.ADVERB
_VERB_OR_REGION = Tag.FINITE | Tag.REGION
_NO_THAT = _VERB_OR_REGION | Tag.STOP | Tag.COLON
_NO_CLAUSE_BEHIND = Tag.COMMA | Tag.COLON | Tag.STOP | Tag.DASH
_NO_CLAUSE = Tag.PUNCTUATION | Tag.REGION | Tag.CONJUNCTION
_BEFORE_NOUN = Tag.DETERMINER | Tag.PREPOSITION


def clause_after(
    document: Document, cue: Cue, start: int, high: int, opening: bool = False, aside: bool = False
) -> tuple[int, int] | None:
    """Return the tokens of the clause that a verb ending before token `start` reports.

    >>> from annotation.parsing.document import parse
    >>> document = parse("Ruiz told Novak on Monday that it was over, adding nothing.")
    >>> clause_after(document, document.cue_at(1), 2, len(document.words))
    (6, 9)
    """
    first = clause_start(document, cue, start, high)
    if first is None:
        return None
    last = clause_end(document, first, high, cue, opening, aside)
    single = last - first == 1 and document.tags[first] & Tag.REGION
    return (first, last) if single or last - first >= 2 else None


def clause_start(document: Document, cue: Cue, start: int, high: int) -> int | None:
    """Return the token where the clause that a verb reports begins, or None when there is none."""
    first = after_hearer(document, cue, start, high)
    marker = document.language.attribution.according_to
    if tuple(document.words[first : first + len(marker)]) == marker:
        return None
    that = _that(document, first, high)
    if that is not None:
        if not (that + 1 < high and document.tags[that + 1] & Tag.FINITE):
            return that + 1
        # “said that was late” reports it, “disputes that were late” does not
        return that if that == first and "bare" in cue.takes else None
    if first < high and document.words[first] in document.language.grammar.question_words and "wh" in cue.takes:
        return first
    while first < high and (document.tags[first] & Tag.TIME or _when(document, first, high)):
        first += 1
    first = _behind_circumstance(document, first, high)
    if "bare" in cue.takes:
        return first if _bare_clause(document, cue, first, high) else None
    return first if "that" in cue.takes and _pronoun_and_verb(document, first, high) else None


def _behind_circumstance(document: Document, first: int, high: int) -> int:
    """Step over when or where before the pronoun that begins a clause: `said on Friday he had met Novak`."""
    if first + 2 >= high or not document.tags[first] & Tag.PREPOSITION:
        return first
    phrase = phrase_after(document, first + 1, high)
    last = phrase.last if phrase else first + 1
    while last < high and document.tags[last] & Tag.TIME:
        last += 1
    return last if _pronoun_and_verb(document, last, high) else first


def _pronoun_and_verb(document: Document, first: int, high: int) -> bool:
    """Return whether a clause begins that needs no “that”: `stated they were fine`."""
    pronoun = first + 1 < high and document.words[first] in document.language.grammar.subject_pronouns
    if not pronoun:
        return False
    past = document.words[first + 1].endswith(document.language.grammar.past_endings)
    return past or bool(document.tags[first + 1] & Tag.VERBAL)


def after_hearer(document: Document, cue: Cue, start: int, high: int) -> int:
    """Return the token behind the hearer of a verb that has one: `told Novak`, `explained to Novak why`."""
    data = document.language.grammar
    if start + 1 < high and document.words[start] in data.hearer_prepositions:
        hearer = phrase_after(document, start + 1, high)
        asks = (
            hearer and hearer.last < high and document.words[hearer.last] in data.complementizers | data.question_words
        )
        return hearer.last if hearer and asks else start
    if "hearer" not in cue.takes or start >= high or document.words[start] in document.language.grammar.complementizers:
        return start
    if document.words[start] in document.language.grammar.object_pronouns:
        return start + 1
    hearer = phrase_after(document, start, high)
    return hearer.last if hearer else start


def _that(document: Document, first: int, high: int) -> int | None:
    """Return `that` after the verb, stepping over time and place."""
    data = document.language.grammar
    for token in range(first, min(first + _REACH, high)):
        tag = document.tags[token]
        if document.words[token] in data.complementizers:
            return token
        if token == first and not tag & _BEFORE_THAT and not _when(document, token, high):
            return None
        if tag & Tag.TIME and tag & Tag.CAPITAL:
            continue  # “said on May 30 that”
        if tag & _NO_THAT:
            return None
        if token > first and document.words[token - 1] in data.infinitive_markers and not tag & _NOMINAL:
            return None
    return None


def _when(document: Document, token: int, high: int) -> bool:
    """Return whether `this week` or the like begins at a token."""
    demonstrative = document.words[token] in document.language.grammar.time_demonstratives
    return demonstrative and token + 1 < high and bool(document.tags[token + 1] & Tag.TIME)


def _bare_clause(document: Document, cue: Cue, first: int, high: int) -> bool:
    if first >= high or document.tags[first] & _NO_CLAUSE_BEHIND:
        return False
    if document.tags[first] & Tag.PREPOSITION and not _about_a_number(document, first, high):
        return False
    tag, word, data = document.tags[first], document.words[first], document.language.grammar
    if word in data.subject_pronouns and first + 1 < high and not document.tags[first + 1] & _NO_CLAUSE:
        return True
    if tag & Tag.SUBORDINATOR and word not in data.question_openers:
        return False
    if cue.verb in data.saying_verbs and not tag & Tag.REGION:
        return word not in data.saying_objects or bool(first + 1 < high and document.tags[first + 1] & Tag.AUXILIARY)
    return tag & Tag.SUBORDINATOR != 0 or _verb_follows(document, first, clause_end(document, first, high, cue))


def _about_a_number(document: Document, token: int, high: int) -> bool:
    data = document.language.grammar
    if document.words[token] not in data.approximators or token + 1 == high:
        return False
    return bool(document.tags[token + 1] & Tag.NUMBER) or document.words[token + 1] in data.approximated


def _verb_follows(document: Document, first: int, last: int) -> bool:
    """Return whether a verb follows the subject that begins a clause, before any clause within it."""
    tags, words, data = document.tags, document.words, document.language.grammar
    for token in range(first, last):
        tag = tags[token]
        if tag & _VERB_OR_REGION and not (tag & Tag.REGION and qualifies_noun(document, token)):
            return True
        if (
            token > first
            and (tag & Tag.CUE or (words[token].endswith(data.past_endings) and not tags[token - 1] & Tag.COMMA))
            and not tags[token - 1] & _BEFORE_NOUN
        ):
            return True
        if token > first and (tag & Tag.DASH or words[token] in data.embedded_clause_openers):
            return False
    return False
