"""Sixty-five thousand quotations that nobody said, in an index of their own, and a reading of them without any index.

The quotations are those of the benchmarks. What is found over HTTP is compared with what the reading finds by looking
at each of them in turn.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from api.formats import serialized
from benchmarks.synthetic import Synthetic
from corpus.text.edtf import day_range
from index.analysis.analyzer import terms_of
from index.documents.serializer import Document
from index.publishing import publisher

SIZE = 65_000
_READ = "read.json"


class Read(NamedTuple):
    """What is known of one quotation: ids, and its terms with a space around each."""

    id: str
    kind: str
    speaker: str | None
    outlet: str
    date: str | None
    language: str
    article: str
    terms: str

    def has(self, *words: str) -> bool:
        """Return whether it has all of some words, in whatever form."""
        return all(term in self.terms for word in words for term in _terms(word, self.language))

    def published(self, edtf: str) -> bool:
        """Return whether it can have been published in a day, month, year or interval."""
        if self.date is None:
            return False
        (begins, ends), (first, last) = _days(self.date), _days(edtf)
        return begins <= last and ends >= first


class Archive:
    """The quotations as they were read, and the words, speakers and outlets that they are made of."""

    def __init__(self, folder: Path) -> None:
        self.data = Synthetic()
        self.every: list[Read] = [Read(*fields) for fields in json.loads((folder / _READ).read_text())]

    def matching(self, holds: Callable[[Read], bool]) -> list[Read]:
        """Return the quotations of which something holds."""
        return [one for one in self.every if holds(one)]


def build(folder: Path) -> None:
    """Write the index of the quotations into a data folder, and what an Archive reads."""
    every: list[Read] = []
    publisher.publish_documents(folder / "index", _noted(Synthetic().documents(SIZE), every), serialize=serialized)
    (folder / _READ).write_text(json.dumps(every))


def _noted(documents: Iterable[Document], every: list[Read]) -> Iterator[Document]:
    for document in documents:
        speaker, language = document["speaker"], document["language"]
        every.append(
            Read(
                document["id"],
                document["kind"],
                speaker and speaker["id"],
                document["outlet"]["id"],
                document["date"],
                language,
                document["article_id"],
                f" {' '.join(terms_of(document['text'], language))} ",
            )
        )
        yield document


@cache
def _terms(word: str, language: str) -> list[str]:
    return [f" {term} " for term in terms_of(word, language)]


_days = cache(day_range)
