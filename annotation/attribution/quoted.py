"""The rules for quoted regions: subject, verb or colon before, between or behind them.

Each rule takes a `ReportingVerb` and returns a `Candidate`, or None when it does not fit; `matcher.py` has the order.
"""

from collections.abc import Iterator

from annotation.grammar.clause_bounds import closes_clause, end_behind, start_before
from annotation.grammar.complements import clause_after
from annotation.grammar.noun_phrases import Form, NounPhrase, phrase_after, phrase_before, qualifies_noun
from annotation.grammar.predicates import Candidate, ReportingVerb
from annotation.grammar.subjects import subject_after, subject_of_sentence
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document
from annotation.rule import Rule

_STEPPED_OVER = Tag.COMMA | Tag.ADVERB
_INTRODUCES = Tag.COMMA | Tag.COLON
_BEFORE_REGION = _INTRODUCES | Tag.ADVERB
_BEFORE_REST = _INTRODUCES | Tag.TIME
_ENDS_JUDGEMENT = Tag.STOP | Tag.COLON | Tag.DASH
_HEARER_OR_THING = frozenset({"hearer", "as"})
_ALONE = Tag.DASH | Tag.SYMBOL | Tag.PREPOSITION
_NO_DESCRIPTION = Tag.SMALL | Tag.FINITE | Tag.CAPITAL | Tag.TIME
_DESCRIPTION = 5  # tokens of “retired fire” before a role and a name
_REMARK = 4  # tokens of “first advice” in `Madsen’s first advice:`
_JUDGEMENT = 25  # tokens between a verb of judging and the words between marks


QUOTED_VERB_SUBJECT = Rule(
    name="quoted-verb-subject",
    reads="Words between marks, the verb, its subject.",
    precision=0.99,
    example="“[content|It held all night],” [cue|said] [source|Ana Ruiz], who leads the works department.",
    outcome=("quoted-verb-subject/name: Ana Ruiz",),
    explanation="The words between marks are followed by {cue} and then {source}.",
)


def quoted_then_verb_then_subject(verb: ReportingVerb) -> Candidate | None:
    """`“It held,” said Lavrov`."""
    quoted = _region_before(verb.document, verb.first, verb.low)
    if quoted is None or verb.cue.base or verb.cue.participle:
        return None
    source = subject_after(verb.document, verb.last, verb.high)
    if source is None:
        return None
    content = _clause_before(verb, quoted)
    return Candidate((content, *_resumed(verb, source.last)), source, verb.place, QUOTED_VERB_SUBJECT)


QUOTED_SUBJECT_VERB = Rule(
    name="quoted-subject-verb",
    reads="Words between marks, the subject, its verb. An interrupted quotation is one quotation of several spans.",
    precision=0.99,
    example="“[content|It held],” [source|Ana Ruiz] [cue|said], “[content|all night.]”",
    outcome=("quoted-subject-verb/name: Ana Ruiz",),
    explanation="The words between marks stand beside {source} and {cue}.",
)


def quoted_then_subject_then_verb(verb: ReportingVerb) -> Candidate | None:
    """`“It held,” Lavrov said`, and `“It held,” he said, “all night.”`."""
    source = verb.speaker
    if source is None or verb.cue.participle:
        return None
    quoted = _region_before(verb.document, source.first, verb.low)
    if quoted is None:
        quoted = _before_description(verb, source)
    elif quoted + 1 == source.first and qualifies_noun(verb.document, quoted):
        return None
    if quoted is None:
        return None
    clause = clause_after(verb.document, verb.cue, verb.last, verb.high)
    if clause and (_ended(verb, quoted) or verb.document.regions_in(*clause)):
        return None
    content = _clause_before(verb, quoted)
    return Candidate((content, *_resumed(verb, verb.last)), source, verb.place, QUOTED_SUBJECT_VERB)


SUBJECT_VERB_JUDGEMENT = Rule(
    name="subject-verb-judgement",
    reads="A verb of judging with words between marks in its object. The object belongs to the content.",
    precision=0.95,
    example="[source|Ana Ruiz] [cue|called] [content|the toll] “[content|a shame]”.",
    outcome=("subject-verb-judgement/name: Ana Ruiz",),
    explanation="By {cue}, {source} gives somebody or something the name between marks.",
)


def subject_then_verb_then_judgement(verb: ReportingVerb) -> Candidate | None:
    """`Ruiz called [the toll a “shame” for the town]`, `described [it as “thin”]`."""
    source = verb.source
    if source is None or "as" not in verb.cue.takes:
        return None
    quoted = _judgement(verb)
    if quoted is None:
        return None
    content = verb.last, end_behind(verb.document, quoted, verb.high)
    return Candidate((content,), source, verb.place, SUBJECT_VERB_JUDGEMENT)


SUBJECT_VERB_QUOTED = Rule(
    name="subject-verb-quoted",
    reads="The subject, its verb, words between marks. The hearer is not the speaker.",
    precision=0.96,
    example="[source|Ana Ruiz] [cue|told] Jan Novak: “[content|It held all night.]”",
    outcome=("subject-verb-quoted/name: Ana Ruiz",),
    explanation="{source} and {cue} lead up to the words between marks.",
)


def subject_then_verb_then_quoted(verb: ReportingVerb) -> Candidate | None:
    """`He said: “It held.”`, `Ruiz told Novak, “It held”`, `Ruiz called it “a shame”`."""
    source = verb.source
    if source is None:
        return None
    quoted = _region_after(verb)
    if quoted is None:
        return None
    last = quoted + 1
    if last < verb.high and not _breaks_off(
        verb.document, last, verb.last == quoted and _whole_clause(verb.document, quoted)
    ):
        last = end_behind(verb.document, quoted, verb.high)
    rest = _resumed(verb, last) if last == quoted + 1 else ()
    return Candidate((*_begun(verb, source, quoted), (quoted, last), *rest), source, verb.place, SUBJECT_VERB_QUOTED)


AFTER_COLON = Rule(
    name="colon",
    reads="A colon before words between marks, or after a verb.",
    precision=0.85,
    example="[source|Ana Ruiz] was brief[cue|:] “[content|Not on my watch.]”",
    outcome=("colon/name: Ana Ruiz",),
    explanation="{source} and a colon lead up to the words.",
)


def after_colon(document: Document, low: int, high: int) -> Iterator[Candidate]:
    """`Brandt: “Not on my watch.”`, `Her reply: “Ask the voters.”`, `Beck disagreed: “She signed.”`."""
    for token in range(low + 1, high - 1):
        if document.tags[token] & Tag.COLON and document.tags[token + 1] & Tag.REGION:
            if any(
                not _behind_determiner(document, at, low)
                for at in document.tagged(Tag.CUE, max(low, token - 12), token)
            ):
                return
            source = (
                _lone_name_before(document, token, low)
                or subject_of_sentence(document, low, token)
                or _owner(document, low, token)
            )
            last = _last_region(document, token + 1, high)
            yield Candidate(((token + 1, last),), source, (token, token + 1), AFTER_COLON)
            return


def _lone_name_before(document: Document, colon: int, low: int) -> NounPhrase | None:
    """Return the name that stands alone before a colon: `The bridge is open – Ana Ruiz: “At last.”`."""
    phrase = phrase_before(document, colon, low)
    alone = phrase is not None and (phrase.first == low or bool(document.tags[phrase.first - 1] & _ALONE))
    return phrase if phrase and phrase.form is Form.NAME and alone else None


def _behind_determiner(document: Document, token: int, low: int) -> bool:
    return token > low and bool(document.tags[token - 1] & Tag.DETERMINER)


def _owner(document: Document, token: int, colon: int) -> NounPhrase | None:
    """Return the owner of a remark: `Her reply:`, `Madsen’s advice was:`."""
    if document.words[token] in document.language.attribution.owner_pronouns:
        return NounPhrase(token, token + 1, token, Form.PRONOUN)
    mark = next((at for at in range(token, colon) if not document.tags[at] & Tag.NAME), colon)
    end = colon - 1 if document.words[colon - 1] in document.language.coreference.copulas else colon
    remark = range(mark + 1, end)
    if token == mark or mark == colon or not document.tags[mark] & Tag.POSSESSIVE or not 0 < len(remark) < _REMARK:
        return None
    if any(document.tags[at] & (Tag.VERBAL | Tag.PUNCTUATION) for at in remark):
        return None
    return NounPhrase(token, mark, mark - 1, Form.NAME)


def _region_before(document: Document, token: int, low: int) -> int | None:
    """Return the quoted region that ends before `token`, stepping over a comma or an adverb."""
    at = token - 1
    while at >= low and document.tags[at] & _STEPPED_OVER and token - at < 4:
        at -= 1
    return at if at >= low and document.tags[at] & Tag.REGION else None


def _before_description(verb: ReportingVerb, source: NounPhrase) -> int | None:
    """Return the region before words that describe a name: `“It held,” retired fire chief Lloyd Newton said`."""
    tags, at = verb.document.tags, source.first - 1
    if source.form is not Form.NAME:
        return None
    while at > verb.low and source.first - at < _DESCRIPTION and tags[at] & Tag.WORD and not tags[at] & _NO_DESCRIPTION:
        at -= 1
    closes = at >= verb.low and tags[at] & Tag.REGION and closes_clause(verb.document, at)
    return at if closes and at + 1 < source.first else None


def _clause_before(verb: ReportingVerb, quoted: int) -> tuple[int, int]:
    """Return the clause that ends with a region before the verb, unless another verb has claimed its beginning."""
    return (quoted if verb.earlier else start_before(verb.document, quoted, verb.low)), quoted + 1


def _region_after(verb: ReportingVerb) -> int | None:
    """Return the quoted region that the verb introduces, stepping over the hearer, time and place."""
    document, at = verb.document, verb.last
    if _HEARER_OR_THING & verb.cue.takes and at < verb.high and not document.tags[at] & Tag.REGION:
        hearer = phrase_after(document, at, verb.high)
        at = hearer.last if hearer else at
        if (
            "as" in verb.cue.takes
            and at < verb.high
            and document.words[at] in document.language.attribution.judgement_openers
        ):
            at += 1
    circumstance = at < verb.high and bool(document.tags[at] & Tag.CIRCUMSTANCE)
    for token in range(at, min(at + 14, verb.high)):
        tag = document.tags[token]
        if tag & Tag.REGION:
            opening = bool(document.tags[token - 1] & _INTRODUCES)
            return token if token == at or opening else None
        if (
            circumstance
            and tag & Tag.CUE
            and _another_verb(document, token)
            and not document.tags[token - 1] & Tag.DETERMINER
        ):
            return None
        if (token == at and tag & _BEFORE_REGION) or circumstance:
            continue
        if not tag & _INTRODUCES:
            return None
    return None


def _judgement(verb: ReportingVerb) -> int | None:
    """Return the quoted region that says what something is called, within the clause of the verb."""
    for token in range(verb.last, min(verb.last + _JUDGEMENT, verb.high)):
        tag = verb.document.tags[token]
        if tag & Tag.REGION:
            return token
        if tag & _ENDS_JUDGEMENT or (tag & Tag.CUE and _another_verb(verb.document, token)):
            return None
    return None


def _another_verb(document: Document, token: int) -> bool:
    """Return whether a cue is a verb here, and no noun such as “report” or “use”."""
    cue = document.cue_at(token)
    return cue is not None and (cue.past or cue.participle)


def _begun(verb: ReportingVerb, source: NounPhrase, quoted: int) -> tuple[tuple[int, int], ...]:
    """Return the content before the verb where the marks open in mid-sentence: `[In short], he said, “[it held]”`."""
    document, comma = verb.document, source.first - 1
    if verb.earlier or comma <= verb.low or not document.tags[comma] & document.tags[quoted - 1] & Tag.COMMA:
        return ()
    within = document.region_at[quoted].inner.of(document.text)[0].islower()
    return ((verb.low, comma),) if within and comma > verb.low else ()


def _resumed(verb: ReportingVerb, start: int) -> tuple[tuple[int, int], ...]:
    """Return the rest of an interrupted quotation in the same sentence: `, “all night.”`."""
    for token in range(start, verb.high):
        tag = verb.document.tags[token]
        if tag & Tag.REGION:
            return ((token, token + 1),) if verb.document.tags[token - 1] & _BEFORE_REST else ()
        if tag & Tag.CUE:
            return ()
    return ()


def _last_region(document: Document, token: int, high: int) -> int:
    while token < high and document.tags[token] & Tag.REGION:
        token += 1
    return token


def _whole_clause(document: Document, quoted: int) -> bool:
    """Return whether a region holds a subject and its verb: `“my wrist is fine”`."""
    first, *rest = document.region_at[quoted].inner.of(document.text)[:200].lower().split() or [""]
    begins = document.vocabulary.tags_of(first) & (Tag.PRONOUN | Tag.DETERMINER) if first else 0
    return bool(begins) and any(document.vocabulary.tags_of(word) & Tag.AUXILIARY for word in rest[:4])


def _breaks_off(document: Document, token: int, spoken: bool) -> bool:
    """Return whether the clause of a region ends with it; what was `spoken` word for word also ends before `after`."""
    return bool(
        document.tags[token] & (Tag.COMMA | Tag.STOP | Tag.REGION | (Tag.PREPOSITION | Tag.TIME if spoken else 0))
    )


def _ended(verb: ReportingVerb, quoted: int) -> bool:
    """Return whether a region closed its own sentence, so that what follows is another one."""
    document = verb.document
    return document.text[document.region_at[quoted].inner.end - 1] in ".?!"
