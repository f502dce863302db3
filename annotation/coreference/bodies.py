"""Body index: the antecedent of “it” and of “the foundation” among the bodies that an article names."""

from functools import cached_property

from annotation.grammar.noun_phrases import NounPhrase
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document

_REACH = 2  # sentences that name a body, from the one of the pronoun back


class BodyIndex:
    """The places where an article names a body: `the Norra Water Office`; collected when first asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def latest(self, token: int) -> tuple[int, int] | None:
        """Return the tokens of the only body named in the nearest sentence before a token that names any."""
        here = self._document.sentence_of[token]
        for sentence in range(here, max(-1, here - _REACH), -1):
            names = [name for name in self._by_sentence.get(sentence, ()) if name[0] < token]
            if names:
                subjects = [name for name in names if self._acts(name)] if self._several(names) else names
                return subjects[-1] if subjects and not self._several(subjects) else None
        return None

    def named_like(self, source: NounPhrase) -> tuple[int, int] | None:
        """Return the tokens of the only body whose name ends with the head of a source: `the foundation`."""
        head = self._document.words[source.head]
        names = [
            name
            for sentence in self._by_sentence.values()
            for name in sentence
            if self._document.words[name[1] - 1] == head
        ]
        return names[0] if names and not self._several(names) else None

    def _several(self, names: list[tuple[int, int]]) -> bool:
        return len({tuple(self._document.words[first:last]) for first, last in names}) > 1

    def _acts(self, name: tuple[int, int]) -> bool:
        """Return whether a verb stands behind a name, and no preposition or “and” before it and its article."""
        document, (first, last) = self._document, name
        while first > 0 and document.tags[first - 1] & Tag.DETERMINER:
            first -= 1
        governed = first > 0 and document.tags[first - 1] & Tag.PREPOSITION
        behind = document.tags[last] if last < len(document.tags) else 0
        past = last < len(document.words) and document.words[last].endswith(document.language.grammar.past_endings)
        joined = first > 0 and bool(document.tags[first - 1] & Tag.CONJUNCTION)
        return not (governed or joined) and bool(behind & Tag.VERBAL or past)

    @cached_property
    def _by_sentence(self) -> dict[int, list[tuple[int, int]]]:
        """The names by the number of their sentence, in the order of the text."""
        document, last = self._document, 0
        names: dict[int, list[tuple[int, int]]] = {}
        for token in document.all_tagged(Tag.NAME):
            if token < last:
                continue
            last = token + 1
            while last < len(document.tags) and document.tags[last] & Tag.NAME:
                last += 1
            if last - token > 1 and document.tags[last - 1] & Tag.BODY:
                names.setdefault(document.sentence_of[token], []).append((token, last))
        return names
