"""The engines side by side: each builds an index of the same rows, opens it, and answers the same queries.

A peer gets our analyzer's output joined by spaces and cuts it at white space, so that all index the same terms and
every total must be equal. Each has the fields and indexes that its own users would give it, and is asked in its own
language.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol

from benchmarks.queries import Query
from corpus.text.edtf import day_range
from index.analysis.analyzer import terms_of, words
from index.documents.serializer import Document


class Row(NamedTuple):
    """A quotation as the peers index it: terms and words joined by spaces, days as ordinals, 0 when unknown."""

    id: str
    terms: str
    words: str
    speaker: str
    outlet: str
    kind: str
    language: str
    article: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The ids of a page, how many match in all, and the commonest speakers when they were asked for."""

    ids: tuple[str, ...]
    total: int
    speakers: tuple[tuple[str, int], ...] = ()


class Engine(Protocol):
    """One way to search."""

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        """Index documents in an empty folder, on one core, up to where they can be searched."""

    def open(self, folder: Path) -> None:
        """Get ready to answer from what `build` made."""

    def prepare(self, query: Query) -> None:
        """Do what is no part of the measured time: find out where page 50 begins, for engines that page by cursor."""

    def ask(self, query: Query) -> Answer:
        """Answer: a page of 20 ids and the exact total."""


def row(document: Document) -> Row:
    """Return the row of a document."""
    language, speaker = document["language"], document["speaker"]
    days = day_range(document["date"]) if document["date"] else None
    return Row(
        document["id"],
        " ".join(terms_of(document["text"], language)),
        " ".join(words(document["text"], language)),
        speaker["id"] if speaker else "",
        document["outlet"]["id"],
        document["kind"],
        language,
        document["article_id"],
        days[0].toordinal() if days else 0,
        days[1].toordinal() if days else 0,
    )


def named(name: str) -> Engine:
    """Return an engine that has neither built nor opened anything; only its own package is imported."""
    module, kind = _ENGINES[name]
    engine: Engine = getattr(import_module(f"benchmarks.engines.{module}"), kind)()
    return engine


_ENGINES = {
    "ours": ("ours", "Ours"),
    "tantivy": ("tantivy", "Tantivy"),
    "fts5": ("fts5", "Fts5"),
    "whoosh": ("whoosh", "Whoosh"),
}
