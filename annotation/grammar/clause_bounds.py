"""Clause bounds: where a reported clause begins and ends, with its sentence or where the reporter takes over.

Marks stand around what was taken over word for word, but the content is the whole clause: `[the toll was “a shame” for
the town], Ruiz said`."""

from annotation.grammar.noun_phrases import phrase_after
from annotation.languages.reporting_verbs import Cue
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document

_EDGE = Tag.COMMA | Tag.DASH | Tag.STOP | Tag.CONJUNCTION | Tag.SYMBOL
_SUBJECT = Tag.PRONOUN | Tag.DETERMINER | Tag.CAPITAL | Tag.NUMBER
_CLAUSE_SIGN = Tag.VERBAL | Tag.REGION
_RESUMES = Tag.FINITE | Tag.REGION
_ASIDE = 25  # tokens of an aside

_BEFORE_OBJECT = Tag.COMMA | Tag.COLON | Tag.DASH | Tag.STOP | Tag.REGION | Tag.CUE | Tag.VERB
_ADJUNCT = Tag.TIME | Tag.PREPOSITION | Tag.ADVERB
_WITHIN_MARKS = ".,?!…;"


def clause_end(
    document: Document, first: int, high: int, cue: Cue | None = None, opening: bool = False, aside: bool = False
) -> int:
    """Return the token where a clause that begins at `first` ends.

    `cue` is the verb that reports it, so that `said it was late and left` ends before `and promised`; `opening` says
    that its sentence has yet to begin, `Asked if it was late, Ruiz …`; `aside` that it goes on: `who said …, left`.
    """
    tags, words = document.tags, document.words
    brackets = 0
    for token in range(first, high):
        tag = tags[token]
        if not tag & _EDGE:
            continue
        if tag & Tag.STOP:
            if token + 1 == high or words[token] == ";":
                return token
        elif tag & Tag.CONJUNCTION:
            if token > first and cue is not None and _another_report(document, token + 1, high, cue):
                return token
        elif tag & Tag.SYMBOL:
            brackets += (words[token] == "(") - (words[token] == ")")
            if brackets < 0:
                return token
        elif token == first or token + 1 == high:
            continue
        elif (aside and tags[token + 1] & Tag.VERBAL) or (
            _takes_over(document, token + 1, high, opening) and not _adverbial(document, first, token)
        ):
            return token
    return high


def _adverbial(document: Document, first: int, last: int) -> bool:
    """Return whether a clause has only said when or where so far: `said that in 1994, while at school, she …`."""
    opens = bool(document.tags[first] & Tag.PREPOSITION)
    return opens and not any(tag & _CLAUSE_SIGN for tag in document.tags[first:last])


def _takes_over(document: Document, token: int, high: int, opening: bool) -> bool:
    """Return whether the reporter goes on at `token`, behind a comma or a dash."""
    tag, word, data = document.tags[token], document.words[token], document.language.grammar
    if tag & Tag.CUE and _participle(document, token):
        return True
    if word in data.remark_openers:
        return not (word in data.resuming_relatives and _resumes(document, token, high))
    if word in data.clause_conjunctions:
        return another_clause(document, token + 1, high, word)
    if not tag & _SUBJECT and word not in data.main_saying_forms:
        return False
    return (opening and _subject_and_verb(document, token, high)) or _attributed(document, token, high)


def _resumes(document: Document, token: int, high: int) -> bool:
    """Return whether a clause between two commas or dashes is an aside, so that the verb follows: `, which …, was`."""
    kind = document.tags[token - 1] & Tag.ASIDE
    for at in range(token + 1, min(token + _ASIDE, high - 1)):
        if document.tags[at] & kind:
            return bool(document.tags[at + 1] & _RESUMES)
    return False


def _attributed(document: Document, token: int, high: int) -> bool:
    """Return whether another attribution follows: `…, Ruiz said.`, `…, said Ruiz`, `…, and Ruiz said it held`."""
    main_saying_forms = document.language.grammar.main_saying_forms
    if document.words[token] in main_saying_forms:
        return True
    phrase = phrase_after(document, token, high)
    return phrase is not None and phrase.last < high and document.words[phrase.last] in main_saying_forms


def another_clause(document: Document, token: int, high: int, conjunction: str) -> bool:
    """Return whether a new clause, and no second part of the same, begins at `token` behind “and” or “but”."""
    if token >= high or document.words[token] in document.language.grammar.complementizers:
        return False
    tag = document.tags[token]
    if tag & Tag.CUE and not tag & Tag.CAPITAL:
        return True
    if tag & Tag.PRONOUN and not tag & Tag.DETERMINER:
        return document.words[token] not in document.language.grammar.same_clause_pronouns
    if not tag & (Tag.DETERMINER | Tag.CAPITAL):
        return False
    phrase = phrase_after(document, token, high)
    if phrase is None or phrase.last >= high:
        return False
    behind = document.tags[phrase.last]
    return bool(behind & (Tag.CUE if conjunction in document.language.grammar.additive_conjunctions else Tag.VERBAL))


def _another_report(document: Document, token: int, high: int, cue: Cue) -> bool:
    """Return whether “and” joins a second report: `said …, and promised …` in the same form, `and others say …`."""
    if token >= high:
        return False
    if document.tags[token] & Tag.CUE:
        other = document.cue_at(token)
        if other is None or other.base or other.participle != cue.participle:
            return False
        present = not other.past and document.words[token] in document.language.grammar.main_saying_forms
        return other.past == cue.past or present
    if not document.tags[token] & (_SUBJECT | Tag.ROLE):
        return False
    phrase = phrase_after(document, token, high)
    behind = phrase.last if phrase else high
    while behind < high and document.words[behind] in document.language.grammar.second_report_words:
        behind += 1
    return behind < high and document.words[behind] in document.language.grammar.main_saying_forms


def _subject_and_verb(document: Document, token: int, high: int) -> bool:
    phrase = phrase_after(document, token, high)
    if phrase is None:
        return False
    behind = phrase.last
    while behind < high and document.tags[behind] & (Tag.ADVERB | Tag.TIME) and behind < phrase.last + 3:
        behind += 1
    if behind >= high:
        return False
    return bool(document.tags[behind] & Tag.VERBAL) or document.words[behind].endswith(
        document.language.grammar.past_endings
    )


def _participle(document: Document, token: int) -> bool:
    cue = document.cue_at(token)
    return cue is not None and cue.participle


def start_before(document: Document, quoted: int, low: int) -> int:
    """Return the token where the clause of a region before an attribution begins: mostly that of the sentence.

    >>> from annotation.parsing.document import parse
    >>> document = parse("The dam “held all night,” Ruiz said.")
    >>> start_before(document, 2, 0)
    0
    """
    if quoted > low and document.tags[quoted - 1] & Tag.COLON:
        return quoted
    return low


def start_within(document: Document, quoted: int, low: int) -> int:
    """Return the token where the part of a clause begins that a region in its middle belongs to: behind the verb.

    >>> from annotation.parsing.document import parse
    >>> start_within(parse("Ruiz wants the council to “wake up” at last."), 5, 1)
    2
    """
    words, data = document.words, document.language.grammar
    first = min(low + 1, quoted)
    for token in range(quoted - 1, low - 1, -1):
        if document.tags[token] & _BEFORE_OBJECT or words[token] in data.quoted_clause_openers:
            first = token + 1
            break
    while first < quoted and document.tags[first] & _ADJUNCT and words[first] not in data.kept_adjunct_openers:
        first += 1
    return first


def end_behind(document: Document, quoted: int, high: int) -> int:
    """Return the token where the clause ends in which a region stands: with the region if the marks hold its comma.

    >>> from annotation.parsing.document import parse
    >>> end_behind(parse("Ruiz called it “a shame” for the town, and left."), 3, 10)
    7
    """
    last = clause_end(document, quoted, high)
    for token in range(quoted, last):
        tag = document.tags[token]
        if tag & Tag.REGION:
            if closes_clause(document, token) and not _fragment_follows(document, token + 1, last):
                return token + 1
        elif tag & Tag.COMMA and _fragment_follows(document, token + 1, last):
            continue
        elif tag & (Tag.COMMA | Tag.DASH | Tag.STOP) or (
            tag & Tag.CONJUNCTION and token + 1 < last and document.tags[token + 1] & Tag.CUE
        ):
            return token
    return last


def closes_clause(document: Document, quoted: int) -> bool:
    """Return whether a region ends with the mark that closes its clause: `“a shame,”`."""
    return document.text[document.region_at[quoted].inner.end - 1] in _WITHIN_MARKS


def _fragment_follows(document: Document, token: int, last: int) -> bool:
    """Return whether another region of a list follows: `“thin,” “late” and “a bit of an insult”`."""
    return any(document.tags[at] & Tag.REGION for at in range(token, min(token + 3, last)))


def asks_whether(document: Document, low: int, high: int) -> bool:
    """Return whether a sentence asks if something was said: `Did Kask really say “we lost”?`"""
    return document.words[high - 1] == "?" and bool(document.tags[low] & Tag.AUXILIARY)
