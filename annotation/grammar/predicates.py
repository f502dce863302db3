"""`ReportingVerb`, the input of a rule, and `Candidate`, its output; ranges of tokens are half-open."""

from dataclasses import dataclass

from annotation.grammar.noun_phrases import Form, NounPhrase, phrase_after, phrase_before
from annotation.grammar.subjects import Subject, can_speak, subject_before, subject_of_sentence, verb_behind_adverbs
from annotation.languages.reporting_verbs import Cue
from annotation.parsing.document import Document
from annotation.parsing.tags import ADVERB, AUXILIARY, COMMA, CONJUNCTION, NEGATION, POSSESSIVE, REGION, SUBORDINATOR
from annotation.rule import Rule

_JOINS = COMMA | CONJUNCTION
_BETWEEN = AUXILIARY | ADVERB


@dataclass(slots=True)
class Candidate:
    """A possible attribution: ranges of tokens of the content, the source, the tokens of the cue, and the rule."""

    content: tuple[tuple[int, int], ...]
    source: NounPhrase | None
    cue: tuple[int, int] | None
    rule: Rule


@dataclass(slots=True)
class ReportingVerb:
    """A reporting verb in its sentence, with its subject if that stands before it.

    `earlier` is the source of the verb before it in the same sentence. `speaker` is the subject if it can speak;
    `source` is that or, for a verb without its own, the subject of the sentence.
    """

    document: Document
    low: int
    high: int
    first: int
    last: int
    cue: Cue
    subject: Subject | None
    earlier: NounPhrase | None
    speaker: NounPhrase | None = None
    source: NounPhrase | None = None

    @property
    def place(self) -> tuple[int, int]:
        """The tokens of the verb."""
        return self.first, self.last

    @property
    def infinitive(self) -> bool:
        """Whether the verb follows a `to` that belongs to its subject's verb: `wants to say`."""
        return self.subject is not None and self.subject.infinitive

    @property
    def base_after_to(self) -> bool:
        """Whether the verb is an infinitive: `to reject the offer`."""
        return (
            self.cue.base
            and self.first > self.low
            and self.document.words[self.first - 1] in self.document.language.grammar.infinitive_markers
        )

    @property
    def relative(self) -> bool:
        """Whether the verb belongs to a relative clause: `voters who said …`."""
        return self.subject is not None and self.subject.relative

    @property
    def aside(self) -> bool:
        """Whether a comma sets the relative clause of the verb apart: `Ruiz, who said …, left`."""
        return self.relative and self.subject is not None and self._begins(self.subject.phrase.last + 1)

    @property
    def opening(self) -> bool:
        """Whether the verb's sentence has yet to begin: `While Ruiz said …, Novak`, `Asked if …, Novak`."""
        if self.subject is None or self.cue.participle:
            return self.first == self.low or (self.first == self.low + 1 and bool(self.before & SUBORDINATOR))
        before = self.subject.phrase.first - 1
        return before >= self.low and bool(self.document.tags[before] & SUBORDINATOR) and self._begins(before)

    @property
    def supposed(self) -> bool:
        """Whether the verb stands in a condition: `if Ruiz says it is over`."""
        before = self.subject.phrase.first - 1 if self.subject else -1
        return before >= self.low and self.document.words[before] in self.document.language.grammar.conditionals

    @property
    def before(self) -> int:
        """The tags of the token before the verb."""
        return self.document.tags[self.first - 1]

    def _begins(self, token: int) -> bool:
        return token <= self.low + 1 or bool(self.document.tags[token - 1] & _JOINS)


def verb_at(document: Document, low: int, high: int, first: int, cue: Cue, earlier: NounPhrase | None) -> ReportingVerb:
    """Return the verb at token `first` with its subject; `earlier` is the source of the verb before in the sentence."""
    subject = subject_before(document, first, low)
    own = _own_speaker(document, subject, cue, low, first)
    source = own or (
        earlier or _antecedent(document, low, first) or subject_of_sentence(document, low, first)
        if _carries(document, low, first, cue, earlier)
        else None
    )
    if source is None and cue.participle and first <= low + 1:
        source = _behind_comma(document, first, high)
    return ReportingVerb(document, low, high, first, first + len(cue.words), cue, subject, earlier, own, source)


def _antecedent(document: Document, low: int, verb: int) -> NounPhrase | None:
    """Return the antecedent of a relative clause that a verb goes on with: `Vik, who sang and told`."""
    for token in range(verb - 1, low, -1):
        if document.tags[token] & (COMMA | REGION):
            return None
        if document.words[token] in document.language.grammar.subject_relatives:
            apart = bool(document.tags[token - 1] & COMMA)
            phrase = phrase_before(document, token - 1 if apart else token, low)
            return phrase if phrase and can_speak(phrase) else None
    return None


def _own_speaker(document: Document, subject: Subject | None, cue: Cue, low: int, verb: int) -> NounPhrase | None:
    if subject is None or hardly_anybody(document, subject.phrase):
        return None
    stated = (
        document.words[subject.phrase.head] in document.language.grammar.lettered_things
        and subject.phrase.last == verb
        and document.words[verb] in document.language.grammar.stating_participles
    )
    if stated:
        return subject.phrase
    if cue.participle and (shown := _person_shown(document, subject.phrase, verb)):
        return shown
    if cue.participle and not subject.passive and not _absolute(document, subject, low):
        return None
    data = document.language.grammar
    if subject.states:
        return subject.phrase if cue.verb in data.stating_verbs else None
    return subject.phrase if can_speak(subject.phrase) or cue.verb in data.saying_verbs else None


def _person_shown(document: Document, phrase: NounPhrase, verb: int) -> NounPhrase | None:
    """Return the person whom a recording shows speaking: `Ruiz` of `footage of Ruiz saying`."""
    if can_speak(phrase) or phrase.last != verb:
        return None
    for token in range(phrase.head + 1, phrase.last - 1):
        if document.words[token] in document.language.grammar.genitive_prepositions:
            shown = phrase_after(document, token + 1, verb)
            return shown if shown and shown.last == verb and shown.form is Form.NAME else None
    return None


def hardly_anybody(document: Document, phrase: NounPhrase) -> bool:
    """Return whether a subject says that hardly anybody speaks: `Few people say`."""
    data = document.language.grammar
    counted = phrase.first > 0 and document.words[phrase.first - 1] in data.articles
    return document.words[phrase.first] in data.few_or_none and not counted


def _absolute(document: Document, subject: Subject, low: int) -> bool:
    """Whether a participle has a subject of its own: `with Ruiz calling it “a shame”`."""
    phrase = subject.phrase
    owns = bool(document.tags[phrase.last - 1] & POSSESSIVE)
    opened = phrase.first > low and document.words[phrase.first - 1] in document.language.grammar.absolute_openers
    return opened and not owns


def _carries(document: Document, low: int, verb: int, cue: Cue, earlier: NounPhrase | None) -> bool:
    """Return whether a verb has its subject from before: `, noting that`, `and said`, `went on to say`."""
    before = _joint(document, low, verb)
    data = document.language.grammar
    if cue.participle or before in data.infinitive_markers:
        return True
    if before not in data.subject_carriers:
        return False
    return not cue.base or (
        earlier is not None and (earlier.joint or document.words[earlier.head] in data.plural_pronouns)
    )


def _joint(document: Document, low: int, verb: int) -> str:
    """Return the word before a verb and its auxiliaries: “but” in `but has said`, “not” in `but has not said`."""
    words, tags, at = document.words, document.tags, verb - 1
    between = document.language.grammar.auxiliaries_and_adverbs
    while at > low and tags[at] & _BETWEEN and not tags[at] & NEGATION and words[at] in between:
        at -= 1
    return words[at] if at >= low else ""


def _behind_comma(document: Document, token: int, high: int) -> NounPhrase | None:
    """Return the subject of the main clause behind an opening participle: `Citing “errors”, Ruiz left`.

    Of several commas it is the one that a subject with its verb follows: `Calling Ruiz, the mayor, “lazy,” Novak left`.
    """
    subject = None
    for at in range(token, high):
        inner = document.region_at[at].inner.end - 1 if document.tags[at] & REGION else None
        if document.tags[at] & COMMA or (inner is not None and document.text[inner] == ","):
            subject = subject or subject_of_sentence(document, at + 1, high)
            phrase = phrase_after(document, at + 1, high)
            if phrase and phrase.last < high and can_speak(phrase) and verb_behind_adverbs(document, phrase.last, high):
                return phrase
    return subject
