"""The annotation pipeline: text → document → candidates → resolved sources → quotations."""

import re
from collections.abc import Hashable, Iterator

from annotation.act import act_of
from annotation.attribution.continuations import with_continuations
from annotation.attribution.matcher import find_candidates
from annotation.attribution.speaker_labels import TRANSCRIPT
from annotation.attribution.unattributed import with_unattributed
from annotation.content_spans import TYPOGRAPHY, content_spans, kind_of
from annotation.coreference.known_speakers import speaker_of
from annotation.coreference.resolution import Resolution
from annotation.coreference.resolver import resolve
from annotation.coreference.rules import RESOLUTION_RULES
from annotation.grammar.predicates import Candidate
from annotation.languages import ENGLISH, Language, language_for
from annotation.occasion.anchor import Anchor, anchor_of
from annotation.occasion.finder import Said, occasions
from annotation.parsing.document import Document, parse
from annotation.quotation import Act, Attribution, Kind, Quotation, Span, Speaker
from annotation.rule import confidence
from corpus import Article, Dateline, stable_id

# What a quotation is may change with the rules: the store reads articles again when this differs from its own.
ANNOTATOR_VERSION = "8"
_WORD = re.compile(r"[^\W_]+")


def annotate(article: Article) -> tuple[Quotation, ...]:
    """Return the quotations of an article in the order of its text; none when its language is not read.

    `unread_reason` of the article's language says why there are none.
    """
    language = language_for(article.language)
    if language is None:
        return ()
    return annotate_text(article.text, article.id, language, article.published.edtf, article.dateline)


def annotate_text(
    text: str,
    article_id: str = "text",
    language: Language = ENGLISH,
    published: str | None = None,
    dateline: Dateline | None = None,
) -> tuple[Quotation, ...]:
    """Return the quotations of a text, which is taken as it is; “on Monday” is counted from its day (EDTF).

    >>> [quotation] = annotate_text("“We won,” said Ana Ruiz.")
    >>> quotation.attribution.speaker.name, quotation.attribution.rule
    ('Ana Ruiz', 'quoted-verb-subject/name')
    """
    document = parse(text, language)
    candidates = with_unattributed(document, with_continuations(document, list(find_candidates(document))))
    resolutions = resolve(document, candidates)
    anchor = anchor_of(published, dateline, language.occasion.month_of)
    return tuple(_quotations(document, candidates, resolutions, article_id, anchor))


def _quotations(
    document: Document, candidates: list[Candidate], resolutions: list[Resolution], article_id: str, anchor: Anchor
) -> Iterator[Quotation]:
    spans = [
        content_spans(document, candidate.content, "" if candidate.rule is TRANSCRIPT else TYPOGRAPHY)
        for candidate in candidates
    ]
    speakers = _speakers(resolutions)
    seen: dict[str, int] = {}
    places = sorted(([(span.start, span.end) for span in spans[n]], n) for n in range(len(candidates)) if spans[n])
    acts = [act_of(document, candidate) for candidate in candidates]
    keys = [_speaker_key(resolution, candidate) for resolution, candidate in zip(resolutions, candidates, strict=True)]
    said = [Said(candidates[number], keys[number], acts[number]) for _, number in places]
    for (_, number), occasion in zip(places, occasions(document, said, anchor), strict=True):
        words = _folded(document.text, spans[number])
        seen[words] = time = seen.get(words, 0) + 1
        yield Quotation(
            id=stable_id("q", article_id, words, str(time)),
            article_id=article_id,
            kind=_kind(document, candidates[number]),
            content=spans[number],
            attribution=_attribution(document, candidates[number], resolutions[number], speakers, acts[number]),
            occasion=occasion,
        )


def _speaker_key(resolution: Resolution, candidate: Candidate) -> Hashable | None:
    """Return what two quotations of one speaker have in common: the entity, or the words of the source."""
    return id(resolution.entity or candidate.source) if resolution.entity or candidate.source else None


def _kind(document: Document, candidate: Candidate) -> Kind:
    """Return the kind of a candidate's content: that of a transcript is direct though it has no marks."""
    return Kind.DIRECT if candidate.rule is TRANSCRIPT else kind_of(document, candidate.content)


def _speakers(resolutions: list[Resolution]) -> dict[int, Speaker]:
    """Return the speaker of each resolved entity, by `id()` of the entity."""
    entities = {id(resolution.entity): resolution.entity for resolution in resolutions if resolution.entity}
    return {number: speaker_of(entity) for number, entity in entities.items()}


def _attribution(
    document: Document, candidate: Candidate, resolution: Resolution, speakers: dict[int, Speaker], act: Act
) -> Attribution:
    source = document.span(candidate.source.first, candidate.source.last) if candidate.source else None
    cue = document.span(*candidate.cue) if candidate.cue else None
    speaker = speakers.get(id(resolution.entity))
    return Attribution(
        speaker=speaker,
        source=source,
        cue=cue,
        rule=f"{candidate.rule.name}/{resolution.rule}",
        confidence=confidence(candidate.rule, RESOLUTION_RULES[resolution.rule]),
        unknown=resolution.unknown,
        statement=_is_statement(document, candidate),
        anonymous=resolution.anonymous,
        together=tuple([speaker_of(entity) for entity in resolution.together]),
        act=act,
    )


def _is_statement(document: Document, candidate: Candidate) -> bool:
    verb = document.cue_at(candidate.cue[0]) if candidate.cue else None
    return verb is None or verb.statement


def _folded(text: str, spans: tuple[Span, ...]) -> str:
    """Return the content as a key for ids: without marks, case and line breaks."""
    return " ".join([word for span in spans for word in _WORD.findall(text, span.start, span.end)]).casefold()
