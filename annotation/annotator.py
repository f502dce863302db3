"""The whole way from a text to its quotations, one step after the other."""

import re
from collections.abc import Iterator

from annotation.attribution.continuations import with_continuations
from annotation.attribution.matcher import candidates
from annotation.attribution.speaker_labels import TRANSCRIPT
from annotation.attribution.unattributed import fragments
from annotation.content_spans import TYPOGRAPHY, content_spans, kind_of
from annotation.coreference.known_speakers import speaker_of
from annotation.coreference.resolver import Resolution, resolve
from annotation.coreference.rules import RESOLUTION_RULES
from annotation.grammar.predicates import Candidate
from annotation.parsing.document import Document, parse
from annotation.quotation import Attribution, Kind, Quotation, Span, Speaker
from annotation.rule import confidence
from corpus import Article, stable_id

# What a quotation is may change with the rules: the store reads articles again when this differs from its own.
ANNOTATOR_VERSION = "5"
_WORD = re.compile(r"[^\W_]+")


def annotate(article: Article) -> tuple[Quotation, ...]:
    """Give the quotations of an article in the order of its text."""
    return annotate_text(article.text, article.id)


def annotate_text(text: str, article_id: str = "text") -> tuple[Quotation, ...]:
    """Give the quotations of a text, which is taken as it is.

    >>> [quotation] = annotate_text("“We won,” said Ana Ruiz.")
    >>> quotation.attribution.speaker.name, quotation.attribution.rule
    ('Ana Ruiz', 'quoted-verb-subject/name')
    """
    document = parse(text)
    found = fragments(document, with_continuations(document, list(candidates(document))))
    meant = resolve(document, found)
    return tuple(_quotations(document, found, meant, article_id))


def _quotations(
    document: Document, found: list[Candidate], meant: list[Resolution], article_id: str
) -> Iterator[Quotation]:
    spans = [
        content_spans(document, candidate.content, "" if candidate.rule is TRANSCRIPT else TYPOGRAPHY)
        for candidate in found
    ]
    speakers = _speakers(meant)
    seen: dict[str, int] = {}
    places = sorted(([(span.start, span.end) for span in spans[n]], n) for n in range(len(found)) if spans[n])
    for _, number in places:
        words = _folded(document.text, spans[number])
        seen[words] = time = seen.get(words, 0) + 1
        yield Quotation(
            id=stable_id("q", article_id, words, str(time)),
            article_id=article_id,
            kind=_kind(document, found[number]),
            content=spans[number],
            attribution=_attribution(document, found[number], meant[number], speakers),
        )


def _kind(document: Document, candidate: Candidate) -> Kind:
    """Give the kind of a candidate's content; what stands behind a name in a transcript was said without any marks."""
    return Kind.DIRECT if candidate.rule is TRANSCRIPT else kind_of(document, candidate.content)


def _speakers(meant: list[Resolution]) -> dict[int, Speaker]:
    """Give the speaker for each person, by the identity of the latter."""
    people = {id(one.person): one.person for one in meant if one.person}
    return {number: speaker_of(person) for number, person in people.items()}


def _attribution(
    document: Document, candidate: Candidate, resolution: Resolution, speakers: dict[int, Speaker]
) -> Attribution:
    source = document.span(candidate.source.first, candidate.source.last) if candidate.source else None
    cue = document.span(*candidate.cue) if candidate.cue else None
    speaker = speakers.get(id(resolution.person))
    return Attribution(
        speaker=speaker,
        source=source,
        cue=cue,
        rule=f"{candidate.rule.name}/{resolution.rule}",
        confidence=confidence(candidate.rule, RESOLUTION_RULES[resolution.rule]),
        unknown=resolution.unknown,
        statement=_is_statement(document, candidate),
        anonymous=resolution.anonymous,
        together=tuple([speaker_of(person) for person in resolution.together]),
    )


def _is_statement(document: Document, candidate: Candidate) -> bool:
    verb = document.cue_at(candidate.cue[0]) if candidate.cue else None
    return verb is None or verb.statement


def _folded(text: str, spans: tuple[Span, ...]) -> str:
    """Write content so that marks, case and line breaks do not change a quotation's id."""
    return " ".join([word for span in spans for word in _WORD.findall(text, span.start, span.end)]).casefold()
