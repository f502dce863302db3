"""`Document`: the tokens of a text outside quotation marks with their tags, and its sentences; `parse` makes it.

Rules look at the tokens, where each quoted region is a single one: `REGION said Ana Ruiz . REGION`. What stands
between marks is never read for names or verbs, so nobody in it can become a speaker.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from annotation.languages import ENGLISH, Language
from annotation.languages.reporting_verbs import Cue
from annotation.parsing import tags as Tag
from annotation.parsing.quotation_marks import Region, regions
from annotation.parsing.scare_quotes import Marked, reason
from annotation.parsing.vocabulary import Vocabulary, vocabulary_of
from annotation.quotation import Span
from corpus import find_dateline, paragraph_spans

_SALIENT = Tag.STOP | Tag.REGION | Tag.CUE | Tag.COLON | Tag.PRONOUN | Tag.NAME
_NEED_NO_CAPITAL = Tag.REGION | Tag.NUMBER
_INTRODUCES = Tag.COLON | Tag.COMMA
_NO_ATTRIBUTION = Tag.REGION | Tag.STOP | Tag.COLON | Tag.PREPOSITION
_BEHIND_VERB = Tag.STOP | Tag.COMMA | Tag.CIRCUMSTANCE
_EDGE = Tag.REGION | Tag.STOP | Tag.COLON | Tag.COMMA
_REFERENCE_MARK = re.compile(r"\[\d{1,3}\]")
_STOP = re.compile(r"[.?!:“\"\n]")
_QUESTION = 300  # characters of a question
_LONGEST = 300  # tokens; a longer sentence is none, and every rule may look through a whole sentence


@dataclass(slots=True)
class Document:
    """The tokens of a text, as columns: words in lower case, tags, offsets; and the sentences as ranges of tokens."""

    text: str
    regions: list[Region]
    paragraphs: list[tuple[int, int]]
    language: Language
    vocabulary: Vocabulary
    words: list[str] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    region_at: dict[int, Region] = field(default_factory=dict)
    quoted_regions: list[int] = field(default_factory=list)  # the tokens that are regions
    sentence_of: list[int] = field(default_factory=list)  # the number of the sentence of each token
    paragraph_at: list[int] = field(default_factory=list)  # the number of the paragraph of each sentence
    salient_tokens: list[int] = field(default_factory=list)  # the tokens that are more than words between others
    double: bool = False  # whether the text quotes between double marks
    _inner_names: frozenset[str] | None = None

    def span(self, first: int, last: int) -> Span:
        """Return the text from token `first` up to, not including, token `last`."""
        return Span(self.starts[first], self.ends[last - 1])

    def tagged(self, tag: int, low: int, high: int) -> list[int]:
        """Return the tokens from `low` up to, not including, `high` that have a tag, or one of several."""
        return [token for token, tags in enumerate(self.tags[low:high], low) if tags & tag]

    def all_tagged(self, tag: int) -> list[int]:
        """Return all tokens that have a tag, which is one of those in `_SALIENT`."""
        tags = self.tags
        return [token for token in self.salient_tokens if tags[token] & tag]

    def inner_names(self) -> frozenset[str]:
        """Return the words that are names somewhere else than first in a sentence; collected when first asked for."""
        if self._inner_names is None:
            openings = {first for first, _ in self.sentences}
            names = (token for token in self.all_tagged(Tag.NAME) if token not in openings)
            self._inner_names = frozenset(self.words[token] for token in names)
        return self._inner_names

    def regions_in(self, low: int, high: int) -> list[int]:
        """Return the regions from token `low` up to, not including, token `high`."""
        first = bisect_left(self.quoted_regions, low)
        return self.quoted_regions[first : bisect_left(self.quoted_regions, high, first)]

    def opens_sentence(self, token: int) -> bool:
        """Return whether a token is the first of its sentence."""
        return self.sentences[self.sentence_of[token]][0] == token

    def by_sentence(self, tokens: list[int]) -> list[list[int]]:
        """Return for each sentence those of some tokens that stand in it."""
        by_sentence: list[list[int]] = [[] for _ in self.sentences]
        for token in tokens:
            by_sentence[self.sentence_of[token]].append(token)
        return by_sentence

    def cue_at(self, token: int) -> Cue | None:
        """Return the reporting verb whose words begin at a token: the longest one, `called for` before `called`.

        >>> parse("He pointed out a fault.").cue_at(1).verb
        'point out'
        """
        word = self.words[token]
        vocabulary = self.vocabulary
        if word in vocabulary.only_cues:
            return vocabulary.only_cues[word]
        for cue in vocabulary.cues.get(word, ()):
            if len(cue.words) == 1 or tuple(self.words[token : token + len(cue.words)]) == cue.words:
                return cue
        return None

    def raw(self, token: int) -> str:
        """Return the word of a token as written."""
        return self.text[self.starts[token] : self.ends[token]]


def parse(text: str, language: Language = ENGLISH) -> Document:
    """Return the document of a text in a language.

    >>> parse('“Go,” she said.').words
    ['', 'she', 'said', '.']
    """
    paragraphs = list(paragraph_spans(text))
    vocabulary = vocabulary_of(language)
    quoted_regions = regions(text, paragraphs, language)
    document = Document(text, quoted_regions, _rejoined(paragraphs, quoted_regions), language, vocabulary)
    document.double = not all(_in_single_marks(text, region) for region in quoted_regions)
    dateline = find_dateline(text)
    waiting = iter(quoted_regions)
    region = next(waiting, None)
    openings: list[int] = []
    for start, end in document.paragraphs:
        first = len(document.words)
        openings.append(first)
        position = dateline.end if dateline and dateline.start == start else start
        while region is not None and region.start < end:
            if position < region.start:
                _tokenize(document, position, region.start)
            _add_region(document, region, first)
            position = region.end
            region = next(waiting, None)
        if position < end:
            _tokenize(document, position, end)
    if any(name in text for name in vocabulary.modal_names):
        _tag_modal_names(document)
    document.salient_tokens = document.tagged(_SALIENT, 0, len(document.words))
    _add_sentences(document, [*openings, len(document.words)])
    return document


def _tag_modal_names(document: Document) -> None:
    """Tag “Will” as a name where nothing is asked and no name stands before: `Will wrote`, `said Will Doyle`."""
    tags, names = document.tags, document.vocabulary.data.modal_given_names
    for token, word in enumerate(document.words):
        if word not in names or not tags[token] & Tag.CAPITAL or (token and tags[token - 1] & Tag.NAME):
            continue
        stop = _STOP.search(document.text, document.ends[token], document.ends[token] + _QUESTION)
        if stop is None or stop[0] != "?":
            tags[token] = Tag.WORD | Tag.CAPITAL | Tag.NAME


def _rejoined(paragraphs: list[tuple[int, int]], quoted_regions: list[Region]) -> list[tuple[int, int]]:
    """Join the paragraphs that a page break made out of one: a region runs from one into the other."""
    joined: list[tuple[int, int]] = []
    waiting = iter(quoted_regions)
    reach = 0  # where the regions that begin before this paragraph end
    region = next(waiting, None)
    for start, end in paragraphs:
        if joined and reach > start:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
        while region is not None and region.start < end:
            reach = region.end
            region = next(waiting, None)
    return joined


def _tokenize(document: Document, start: int, end: int) -> None:
    """Add the tokens of a stretch of text, a column at a time: this is half of all the work."""
    stretch = document.text[start:end]
    if "[" in stretch:  # a reference mark stands between words and is none
        stretch = _REFERENCE_MARK.sub(_blank, stretch)
    if " ." in stretch:
        stretch = document.vocabulary.title_and_stop.sub(r"\1  ", stretch)
    pieces = document.vocabulary.token.split(stretch)  # gap, token, gap, …, token, gap
    offsets = list(accumulate(map(len, pieces), initial=start))
    tokens = pieces[1::2]
    document.words += map(str.lower, tokens)
    document.tags += map(document.vocabulary.tags_of, tokens)
    document.starts += offsets[1:-1:2]
    document.ends += offsets[2::2]


def _blank(mark: re.Match[str]) -> str:
    return " " * len(mark[0])


def _add_region(document: Document, region: Region, first: int) -> None:
    """Add a region as one token; a scare quote is a word, with the comma or full stop inside its marks."""
    inner = region.inner.of(document.text)
    behind = document.text[region.end : region.end + 50].partition("\n")[0]
    start, end = region.start, region.end
    odd = document.double and _in_single_marks(document.text, region)
    named = reason(Marked(document.words, document.tags, first, inner.strip(), behind, document.vocabulary, odd))
    if named is None:
        document.region_at[len(document.words)] = region
        document.quoted_regions.append(len(document.words))
        _add(document, "", Tag.REGION, start, end)
        return
    stop = region.inner.end - 1
    goes_on = named == "name of a work" and behind.lstrip(" ")[:1].islower()
    typography = inner[-1] in (",." if goes_on else ",.?!") and stop > region.inner.start
    _add(
        document,
        inner.lower(),
        Tag.WORD | (Tag.CAPITAL | Tag.NAME if named == "nickname" else 0),
        start,
        stop if typography else end,
    )
    if typography:
        _add(document, inner[-1], document.vocabulary.tags_of(inner[-1]), stop, end)


def _in_single_marks(text: str, region: Region) -> bool:
    return text[region.start] in "'‘" and region.inner.start - region.start == 1


def _add(document: Document, word: str, tags: int, start: int, end: int) -> None:
    document.words.append(word)
    document.tags.append(tags)
    document.starts.append(start)
    document.ends.append(end)


def _add_sentences(document: Document, openings: list[int]) -> None:
    """Add the sentences, each with the number of its paragraph; `openings` are where paragraphs begin."""
    stops = document.all_tagged(Tag.STOP | Tag.REGION)
    at = 0
    for number, (start, last) in enumerate(pairwise(openings)):
        high = bisect_left(stops, last - 1, at)
        for end in [*[token + 1 for token in stops[at:high] if _ends_sentence(document, token, last)], last]:
            while start < end:
                limit = min(end, start + _LONGEST)
                document.sentence_of += [len(document.sentences)] * (limit - start)
                document.sentences.append((start, limit))
                document.paragraph_at.append(number)
                start = limit
        at = bisect_left(stops, last, high)


def _ends_sentence(document: Document, token: int, last: int) -> bool:
    following = document.tags[token + 1]
    if not following & _NEED_NO_CAPITAL and not document.text[document.starts[token + 1]].isupper():
        return False
    if following & Tag.NUMBER and token and document.words[token - 1] in document.vocabulary.data.number_signs:
        return False
    if document.tags[token] & Tag.STOP:
        if document.words[token] == "." and _in_brackets(document, token, last):
            return False
        return document.words[token] != ";" and not (following & Tag.REGION and document.words[token][0] in "…")
    inner = document.text[document.region_at[token].inner.end - 1]
    if inner not in ".?!…":
        return False
    introduced = token > 0 and document.tags[token - 1] & _INTRODUCES
    return bool(following & Tag.REGION or introduced) or not _attribution_follows(document, token + 1, last)


def _in_brackets(document: Document, token: int, last: int) -> bool:
    """Return whether a full stop belongs to an abbreviation in brackets: `Moss (D-N.Y.) said`."""
    before, behind = document.words[max(0, token - 4) : token], document.words[token + 1 : min(token + 4, last)]
    return "(" in before and ")" in behind and ")" not in before


def _attribution_follows(document: Document, token: int, last: int) -> bool:
    """Return whether `Vega asked.` or `Vega, a retired nurse, asked.` follows: a verb soon, with no clause after it."""
    for at in range(token, min(token + 7, last)):
        tag = document.tags[at]
        if tag & Tag.CUE and at > token:
            return _says_no_more(document, at, last)
        if tag & Tag.COMMA and at > token:
            closing = next((at for at in range(at + 1, min(at + 20, last - 1)) if _is_edge(document, at)), None)
            return (
                closing is not None
                and bool(document.tags[closing] & Tag.COMMA)
                and _says_no_more(document, closing + 1, last)
            )
        if tag & _NO_ATTRIBUTION:
            return False
    return False


def _is_edge(document: Document, token: int) -> bool:
    """Return whether a token ends a phrase; the full stop of `R-Pa.,` does not."""
    tag = document.tags[token]
    return bool(tag & _EDGE) and not (tag & Tag.STOP and document.tags[token + 1] & Tag.COMMA)


def _says_no_more(document: Document, token: int, last: int) -> bool:
    """Return whether a token is a reporting verb without a clause of its own."""
    tag, at = document.tags[token], token + 1
    while at < last and document.tags[at] & Tag.ADVERB:
        at += 1
    behind = document.tags[at] if at < last else Tag.STOP
    cue = document.cue_at(token)
    infinitive = at < last and document.words[at] in document.language.grammar.infinitive_markers
    if infinitive and cue and "to" in cue.takes:
        return False  # “She plans to visit”
    return bool(tag & Tag.CUE and behind & _BEHIND_VERB) and not tag & Tag.CAPITAL
