"""The subject of a reporting verb, before it or, inverted, after it."""

from dataclasses import dataclass

from annotation.grammar.noun_phrases import Form, NounPhrase, phrase_after, phrase_before
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document

_BESIDE_VERB = Tag.ADVERB | Tag.AUXILIARY | Tag.NEGATION
_NO_ADVERB = Tag.CAPITAL | Tag.ROLE | Tag.BODY
_OPENS_APPOSITION = Tag.DETERMINER | Tag.NUMBER | Tag.OFFICE
_NOBODY = Form.OTHER  # an enum's member takes Python long to reach by its name
_REACH = 60  # tokens to look back for the name before an apposition


@dataclass(slots=True)
class Subject:
    """The subject of a verb; `relative` when a “who” stands between: `Ruiz, who said it was over, left`.

    `states` when a “which” does: `the guild, which stated`.
    """

    phrase: NounPhrase
    passive: bool = False
    doubtful: bool = False
    infinitive: bool = False
    relative: bool = False
    states: bool = False


def subject_before(document: Document, cue: int, low: int) -> Subject | None:
    """Return the subject of the verb at token `cue`, stepping over adverbs, auxiliaries and appositions before it.

    >>> from annotation.parsing.document import parse
    >>> document = parse("Okoye, a former aide to Senator Prado, has said so.")
    >>> phrase = subject_before(document, 10, 0).phrase; document.span(phrase.first, phrase.last).of(document.text)
    'Okoye'
    """
    words, tags, data = document.words, document.tags, document.language.grammar
    end, passive, doubtful, infinitive = _before_time(document, cue, low), False, False, False
    adjacent = True  # only adverbs so far
    while end > low and (tags[end - 1] & _BESIDE_VERB or _may_stand_between(document, end - 1)):
        word = words[end - 1]
        to = word in data.infinitive_markers
        if word in data.floating_quantifiers or (to and end < cue):
            break
        passive = passive or (word in data.passive_auxiliaries and adjacent)
        adjacent = adjacent and bool(tags[end - 1] & Tag.ADVERB)
        doubtful = doubtful or word in data.modal_auxiliaries or bool(tags[end - 1] & Tag.NEGATION)
        infinitive = infinitive or to
        end = _before_time(document, end - 1, low)
    ready = infinitive and end - 2 > low and words[end - 1] in data.saying_adjectives
    if ready and words[end - 2] in data.passive_auxiliaries:  # “are quick to note that”
        end, passive, infinitive = end - 2, False, False
    if end < cue and words[end] in data.possessive_clitics and not tags[end - 1] & Tag.PRONOUN:
        return None  # “Ruiz's reported plan” holds no verb
    phrase = _phrase(document, end, low)
    if phrase is not None and not can_speak(phrase):
        phrase = (
            _before_relative_clause(document, phrase.first, low)
            or _before_thing_relative(document, phrase.first, low)
            or phrase
        )
    relative = end > low and words[end - 1] in data.subject_relatives
    states = end > low and words[end - 1] in data.thing_relatives
    return Subject(phrase, passive, doubtful, infinitive, relative, states) if phrase else None


def subject_after(document: Document, cue_end: int, high: int) -> NounPhrase | None:
    """Return the subject of an inverted verb: `Lavrov` in `said Lavrov`; None when something else follows."""
    start = cue_end
    phrase = phrase_after(document, start, high)
    if (
        phrase is None
        or document.tags[start] & Tag.TIME
        or document.words[phrase.head] in document.language.grammar.never_inverted
        or document.words[start] in document.language.grammar.complementizers
    ):
        return None
    if phrase.form is Form.OTHER and not document.tags[start] & Tag.DETERMINER:
        return None
    behind = phrase.last
    if behind < high and document.tags[behind] & Tag.VERBAL:
        return None
    return phrase


def subject_of_sentence(document: Document, low: int, high: int) -> NounPhrase | None:
    """Return the first phrase of a sentence that can speak and has a verb, else the first that can speak.

    Of `When Ruiz came home, Novak wept` that is Novak.
    """
    main = _main_clause(document, low, high)
    return (_first_subject(document, main, high) if main else None) or _first_subject(document, low, high)


def _main_clause(document: Document, low: int, high: int) -> int | None:
    """Return the token behind the comma that ends a clause which opens the sentence: `When Ruiz came home, `."""
    if low >= high or document.words[low] not in document.language.grammar.subordinate_openers:
        return None
    return next((token + 1 for token in range(low, min(high, low + _REACH)) if document.tags[token] & Tag.COMMA), None)


def _first_subject(document: Document, low: int, high: int) -> NounPhrase | None:
    fallback = None
    subject_relatives = document.language.grammar.subject_relatives
    token = low
    while token < high and not document.tags[token] & Tag.REGION:
        phrase = phrase_after(document, token, high)
        if document.words[token] in subject_relatives and fallback:
            return fallback
        if phrase and can_speak(phrase) and not (token > low and document.tags[token - 1] & Tag.PREPOSITION):
            owner = bool(document.tags[phrase.last - 1] & Tag.POSSESSIVE)
            if (
                document.words[token] not in subject_relatives
                and not owner
                and verb_behind_adverbs(document, phrase.last, high)
            ):
                return phrase
            fallback = fallback or phrase
        token = phrase.last if phrase else token + 1
    return fallback


def verb_behind_adverbs(document: Document, token: int, high: int) -> bool:
    """Return whether a verb stands at a token, or behind the adverbs there."""
    while token < high and document.tags[token] & Tag.ADVERB:
        token += 1
    return token < high and (
        bool(document.tags[token] & Tag.VERBAL)
        or document.words[token].endswith(document.language.grammar.past_endings)
    )


def can_speak(phrase: NounPhrase) -> bool:
    """Return whether a phrase is a person, a body or a document, rather than a thing such as `the plan`."""
    return phrase.form is not _NOBODY


def _may_stand_between(document: Document, token: int) -> bool:
    word, data = document.words[token], document.language.grammar
    if word in data.infinitive_markers or word in data.possessive_clitics:
        return True
    return bool(word.endswith(data.adverb_endings) and not document.tags[token] & _NO_ADVERB)


def _before_time(document: Document, end: int, low: int) -> int:
    """Step over a time: `Ruiz on Monday said`, `officials last week said`, `Ruiz two weeks ago said`."""
    words, data, at = document.words, document.language.grammar, end
    phrase = data.time_phrase
    if words[at - 1] == phrase[-1] and tuple(words[max(low, at - len(phrase)) : at]) == phrase:
        return at - len(phrase)
    if at - low > 2 and words[at - 1] in data.past_time_postpositions:
        at -= 2
        while at > low and document.tags[at - 1] & (Tag.NUMBER | Tag.DETERMINER):
            at -= 1
        while at > low and words[at - 1] in data.time_quantifiers:
            at -= 1
        return at
    if at - low > 2 and words[at - 1] in data.period_nouns:
        return next(
            (token for token in range(at - 2, max(low, at - 5), -1) if document.tags[token] & Tag.PREPOSITION), at
        )
    if at - low > 2 and _is_year(words[at - 1]) and words[at - 2] in data.year_openers:
        return at - 2
    while at > low and document.tags[at - 1] & Tag.TIME and words[at - 1] not in data.time_words_and_names:
        at -= 1
    if at < end and at > low and words[at - 1] in data.time_openers:
        at -= 1
    return at


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit()


def _phrase(document: Document, end: int, low: int) -> NounPhrase | None:
    if end <= low:
        return None
    before = document.tags[end - 1]
    comma = end - 2 >= low and bool(document.tags[end - 2] & Tag.COMMA)
    if document.words[end - 1] in document.language.grammar.subject_relatives:
        phrase = phrase_before(document, end - (2 if comma else 1), low)
        return (_named_before(document, phrase, low) or phrase) if phrase and comma else phrase
    if comma and document.words[end - 1] in document.language.grammar.thing_relatives:
        return phrase_before(document, end - 2, low)
    if before & Tag.ASIDE:
        return _before_apposition(document, end - 1, low)
    return phrase_before(document, end, low)


def _named_before(document: Document, phrase: NounPhrase, low: int) -> NounPhrase | None:
    """Return the name before an apposition that a relative clause follows: `Lind, the council leader, who said`."""
    comma = phrase.first - 1
    if comma <= low or not document.tags[comma] & Tag.COMMA or not document.tags[phrase.first] & Tag.DETERMINER:
        return None
    name = phrase_before(document, comma, low)
    return name if name and name.form is Form.NAME and _verbless(document, name.last, phrase.last) else None


def _verbless(document: Document, low: int, high: int) -> bool:
    return not any(tag & Tag.FINITE for tag in document.tags[low:high])


def _before_apposition(document: Document, closing: int, low: int) -> NounPhrase | None:
    """Step from the second comma of `Okoye, a former aide, said` to the name before the first."""
    kind = document.tags[closing] & Tag.ASIDE
    if described := _before_relative_clause(document, closing, low, kind) or _opens_clause(document, closing, low):
        return described
    for token in range(closing - 1, max(low, closing - _REACH), -1):
        if not document.tags[token] & kind:
            continue
        phrase = phrase_before(document, token, low)
        named = phrase is not None and (phrase.form is Form.NAME or bool(document.tags[phrase.head] & Tag.CAPITAL))
        if phrase and named and phrase.first > low and document.tags[phrase.first - 1] & Tag.PREPOSITION:
            continue  # `Ana Ruiz, 43, of Baldwin, Miss., said`, `Falk, keeper at the Lamp House, Storvik, said`
        if phrase and can_speak(phrase) and (_starts_apposition(document, token + 1) or phrase.form is Form.NAME):
            return phrase
    phrase = phrase_before(document, closing, low)
    return phrase if phrase and phrase.form is Form.NAME and kind & Tag.COMMA else None


def _opens_clause(document: Document, closing: int, low: int) -> NounPhrase | None:
    """Return the phrase that opens the sentence, or stands right behind marks, where nothing but an aside follows it.

    `The singer, born in Bremen, said`, `“It held,” Ruiz, a fellow of the institute in Bremen, Germany, said`.
    """
    tags = document.tags
    regions = document.regions_in(low, closing)
    start = max(low, closing - _REACH, regions[-1] + 1 if regions else low)
    phrase = phrase_after(document, start, closing)
    if phrase is None or phrase.form is Form.PRONOUN or not tags[phrase.last] & tags[closing] & Tag.ASIDE:
        return None
    if not _starts_aside(document, phrase.last + 1) or tags[start] & Tag.TIME:
        return None
    return phrase if _verbless(document, phrase.last + 2, closing) else None


def _before_relative_clause(document: Document, end: int, low: int, kind: int = 0) -> NounPhrase | None:
    """Step over a whole relative clause: `an official who knew of internal plans`, `Ruiz, whose firm, Norra, builds,`.

    `kind` is the mark that must set it apart, 0 for one that no mark sets apart.
    """
    relatives = document.language.grammar.personal_relatives
    for token in range(end - 1, max(low, end - _REACH), -1):
        tag = document.tags[token]
        if tag & Tag.REGION or (tag & Tag.COMMA and not kind):
            return None
        if document.words[token] in relatives and bool(document.tags[token - 1] & Tag.ASIDE) == bool(kind):
            phrase = phrase_before(document, token - 1 if kind else token, low)
            return phrase if phrase and can_speak(phrase) else None
    return None


def _before_thing_relative(document: Document, end: int, low: int) -> NounPhrase | None:
    """Return the thing that opens the sentence before a relative clause: `The survey which asks the shops said`."""
    phrase = phrase_after(document, low, end)
    relatives = document.language.grammar.thing_relatives
    if phrase is None or phrase.last >= end or not document.tags[low] & Tag.DETERMINER:
        return None
    return phrase if document.words[phrase.last] in relatives else None


def _starts_aside(document: Document, token: int) -> bool:
    """Return whether a description or a participle begins at a token: `a former aide`, `formerly known as`."""
    data = document.language.grammar
    if document.words[token].endswith(data.adverb_endings):
        token += 1
    word = document.words[token]
    participle = word in data.participles or word.endswith((*data.past_endings, *data.gerund_endings))
    return participle or bool(document.tags[token] & _OPENS_APPOSITION)


def _starts_apposition(document: Document, token: int) -> bool:
    tag, word, data = document.tags[token], document.words[token], document.language.grammar
    if word in data.relative_openers or tag & _OPENS_APPOSITION:
        return True
    return bool(tag & Tag.CAPITAL) or word in data.apposition_openers or word.endswith(data.gerund_endings)
