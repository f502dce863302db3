"""`according to`: behind the clause, before it, or in its middle.

`The road is “a trap”, according to the police`; `According to the police, the road is “a trap”`;
`The road, according to the police, is “a trap”`.
"""

from collections.abc import Iterator
from dataclasses import replace

from annotation.grammar.clause_bounds import clause_end
from annotation.grammar.noun_phrases import Form, NounPhrase, phrase_after, phrase_before
from annotation.grammar.predicates import Candidate
from annotation.parsing.document import Document
from annotation.parsing.tags import ASIDE, AUXILIARY, COLON, COMMA, CONJUNCTION, REGION, STOP, TIME, VERBAL
from annotation.rule import Rule

_OPENING = 5  # tokens that may stand before an “according to” that opens its sentence: `In May, according to …`
_LONGEST = 30  # tokens of a source with all that belongs to it


ACCORDING_TO = Rule(
    name="according-to",
    reads="“According to” with a source, behind a clause, before it or in its middle.",
    precision=0.96,
    example="[content|The dam would hold], [cue|according to] [source|Ana Ruiz].",
    outcome=("according-to/name: Ana Ruiz",),
    explanation="The sentence gives it according to {source}.",
)


def according_to(document: Document, low: int, high: int) -> Iterator[Candidate]:
    """Yield the candidate of an “according to” in a sentence, at most one."""
    words, marker = document.words, document.language.attribution.according_to
    size = len(marker)
    for token in range(low, high + 1 - size):
        if words[token] == marker[0] and tuple(words[token : token + size]) == marker:
            behind = document.words[token + size : token + size + 1]
            if _attributed(document, token, low) or not document.language.attribution.instructing.isdisjoint(behind):
                return
            source = _source(document, token + size, high)
            content = _content(document, token, source, low, high) if source else ()
            if content:
                yield Candidate(content, source, (token, token + size), ACCORDING_TO)
            return


def _attributed(document: Document, token: int, low: int) -> bool:
    """Return whether the words before already have a speaker: `It is late, he said according to a transcript`."""
    at = token - 1 if token > low and document.tags[token - 1] & ASIDE else token
    verb = at > low + 2 and document.words[at - 1] in document.language.grammar.main_saying_forms
    phrase = phrase_before(document, at - 1, low) if verb else None
    return phrase is not None and phrase.first > low and bool(document.tags[phrase.first - 1] & (ASIDE | REGION))


def _source(document: Document, start: int, high: int) -> NounPhrase | None:
    """Return the source behind “according to”, up to a comma where it goes on: `a June 2011 memo that Carr wrote`."""
    source = phrase_after(document, start, high)
    if source is None or source.last >= high or source.form in (Form.NAME, Form.PRONOUN, Form.ROLE):
        return source
    tag, word = document.tags[source.last], document.words[source.last]
    relatives = document.language.grammar.thing_relatives | document.language.grammar.complementizers
    goes_on = tag & TIME or word in relatives or word.endswith(document.language.grammar.past_endings)
    owned = document.words[source.last - 1].endswith(document.language.grammar.past_endings)
    if not (goes_on or owned):
        return source
    last = source.last
    while last < high and last - start < _LONGEST and not document.tags[last] & (COMMA | STOP | COLON | REGION):
        last += 1
    return replace(source, last=last)


def _content(document: Document, token: int, source: NounPhrase, low: int, high: int) -> tuple[tuple[int, int], ...]:
    tags = document.tags
    start = _start(document, low, token)
    comma = token > start and bool(tags[token - 1] & ASIDE)
    before = start, token - 1 if comma else token
    complete = any(tags[at] & (VERBAL | REGION) for at in range(*before))
    behind = _behind_source(document, source.last, high)
    if behind is None or behind >= high or (complete and not (token - start < 2 and not tags[start] & REGION)):
        return (before,) if before[1] - start >= 2 or (before[1] > start and tags[start] & REGION) else ()
    after = behind, clause_end(document, behind, high)
    if comma and tags[behind] & VERBAL and not tags[start] & CONJUNCTION:
        return before, after
    return (after,) if token - start < 2 or (comma and token - start <= _OPENING) else (before,)


def _start(document: Document, low: int, token: int) -> int:
    """Return the token where the clause before “according to” begins: behind a colon or bracket, or the sentence."""
    for at in range(token - 1, low - 1, -1):
        if (document.tags[at] & COLON and token - at < _OPENING) or document.words[at] == "(":
            return at + 1
        if document.words[at] == ")":
            return low
    return low


def _behind_source(document: Document, token: int, high: int) -> int | None:
    for at in range(token, min(token + _LONGEST, high)):
        if document.tags[at] & COMMA:
            return at + 1
        if document.tags[at] & (STOP | COLON | AUXILIARY):
            return None
    return None
