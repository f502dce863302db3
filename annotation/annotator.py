"""The whole way from a text to its quotations, one step after the other."""

import re
from collections.abc import Iterator

from annotation.attribution.matcher import claims
from annotation.attribution.quote_chains import continued
from annotation.attribution.rules import confidence
from annotation.attribution.speaker_labels import TRANSCRIPT
from annotation.attribution.unattributed import fragments
from annotation.content_spans import TYPOGRAPHY, content_spans, kind_of
from annotation.coreference.known_speakers import speaker_of
from annotation.coreference.resolver import Resolution, resolve
from annotation.grammar.predicates import Claim
from annotation.parsing.cues import cue_at
from annotation.parsing.document import Reading, read
from annotation.quotation import Attribution, Kind, Quotation, Span, Speaker
from corpus import Article, stable_id

# What a quotation is may change with the rules: the store reads articles again when this differs from its own.
ANNOTATOR_VERSION = "5"
_WORD = re.compile(r"[^\W_]+")


def annotate(article: Article) -> tuple[Quotation, ...]:
    """Return the quotations of an article in the order of its text."""
    return annotate_text(article.text, article.id)


def annotate_text(text: str, article_id: str = "text") -> tuple[Quotation, ...]:
    """Return the quotations of a text, which is taken as it is.

    >>> [quotation] = annotate_text("“We won,” said Ana Ruiz.")
    >>> quotation.attribution.speaker.name, quotation.attribution.rule
    ('Ana Ruiz', 'quoted-verb-subject/name')
    """
    reading = read(text)
    found = fragments(reading, continued(reading, list(claims(reading))))
    meant = resolve(reading, found)
    return tuple(_quotations(reading, found, meant, article_id))


def _quotations(reading: Reading, found: list[Claim], meant: list[Resolution], article_id: str) -> Iterator[Quotation]:
    spans = [content_spans(reading, claim.content, "" if claim.rule == TRANSCRIPT else TYPOGRAPHY) for claim in found]
    speakers = _speakers(meant)
    seen: dict[str, int] = {}
    places = sorted(([(span.start, span.end) for span in spans[n]], n) for n in range(len(found)) if spans[n])
    for _, number in places:
        words = _folded(reading.text, spans[number])
        seen[words] = time = seen.get(words, 0) + 1
        yield Quotation(
            id=stable_id("q", article_id, words, str(time)),
            article_id=article_id,
            kind=_kind(reading, found[number]),
            content=spans[number],
            attribution=_attribution(reading, found[number], meant[number], speakers),
        )


def _kind(reading: Reading, claim: Claim) -> Kind:
    """Return the kind of a claim's content; what stands behind a name in a transcript was said without any marks."""
    return Kind.DIRECT if claim.rule == TRANSCRIPT else kind_of(reading, claim.content)


def _speakers(meant: list[Resolution]) -> dict[int, Speaker]:
    """Return the speaker for each person, by the identity of the latter."""
    people = {id(one.person): one.person for one in meant if one.person}
    return {number: speaker_of(person) for number, person in people.items()}


def _attribution(reading: Reading, claim: Claim, resolution: Resolution, speakers: dict[int, Speaker]) -> Attribution:
    source = reading.span(claim.source.first, claim.source.last) if claim.source else None
    cue = reading.span(*claim.cue) if claim.cue else None
    speaker = speakers.get(id(resolution.person))
    sure = confidence(claim.rule, resolution.rule)
    rule = f"{claim.rule}/{resolution.rule}"
    return Attribution(
        speaker=speaker,
        source=source,
        cue=cue,
        rule=rule,
        confidence=sure,
        unknown=resolution.unknown,
        statement=_is_statement(reading, claim),
        anonymous=resolution.anonymous,
        together=tuple([speaker_of(person) for person in resolution.together]),
    )


def _is_statement(reading: Reading, claim: Claim) -> bool:
    verb = cue_at(reading.words, claim.cue[0]) if claim.cue else None
    return verb is None or verb.statement


def _folded(text: str, spans: tuple[Span, ...]) -> str:
    """Write content so that marks, case and line breaks do not change a quotation's id."""
    return " ".join([word for span in spans for word in _WORD.findall(text, span.start, span.end)]).casefold()
