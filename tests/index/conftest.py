"""Articles drawn as strings, a record and a published index to search them in."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from annotation.quotation import Attribution, Kind, Quotation, Span, Speaker
from annotation.serialization import to_row
from corpus.article import Article, Outlet, Provenance, article_id, slug, stable_id
from corpus.store.store import Store
from corpus.text.edtf import PublicationDate
from index.engine import EngineFactory
from index.engines.arrays import ArraysEngine
from index.publishing import publisher
from index.publishing.generations import Generation
from index.search.engine_manager import EngineManager, open_engine
from tests.support import json_serializer

LAVROV = Speaker("sergey-lavrov", "Sergey Lavrov", "foreign minister", ("Sergei Lavrov", "Лавров", "Сергей Лавров"))
SPEAKERS = {"Lavrov": LAVROV, "Trump": Speaker("donald-trump", "Donald Trump", None, ("Donald J. Trump",))}

_MARKED = re.compile(r"\[(content|cue|source)\|(.*?)\]", re.DOTALL)


def draw(
    drawing: str,
    date: str | None = "2018-05-31",
    outlet: str = "TASS",
    url: str | None = None,
    language: str = "en",
) -> tuple[Article, list[Quotation]]:
    """Make an article of `“[content|We won,]” [cue|said] [source|Lavrov].`; a new source begins a new quotation."""
    text, marks = "", []
    position = 0
    for match in _MARKED.finditer(drawing):
        text += drawing[position : match.start()]
        marks.append((match[1], Span(len(text), len(text) + len(match[2]))))
        text += match[2]
        position = match.end()
    text += drawing[position:]
    digest = sha256(text.encode()).hexdigest()
    article = Article(
        id=article_id(url, text),
        text=text,
        headline=None,
        outlet=Outlet(slug(outlet), outlet),
        url=url,
        byline=None,
        dateline=None,
        published=PublicationDate(date, "the front matter", inferred=True),
        language=language,
        provenance=Provenance("drawn.txt", "text", "2018-06-13T09:00:00Z", digest, digest),
    )
    return article, list(_quotations(article, marks))


def _quotations(article: Article, marks: list[tuple[str, Span]]) -> Iterator[Quotation]:
    content: list[Span] = []
    cue = None
    for what, span in marks:
        if what == "content":
            content.append(span)
        elif what == "cue":
            cue = span
        else:
            speaker = SPEAKERS.get(span.of(article.text))
            unknown = None if speaker else "the source is anonymous"
            name = stable_id("q", article.id, str(content))
            attribution = Attribution(speaker, span, cue, "drawn", 0.9, unknown)
            yield Quotation(name, article.id, Kind.DIRECT, tuple(content), attribution)
            content, cue = [], None


class Library:
    """A store and the index made from it."""

    def __init__(self, folder: Path, factory: EngineFactory = ArraysEngine) -> None:
        self.factory = factory
        self.store = Store.open(folder / "onrecord.db")
        self.root = folder / "index"

    def put(
        self,
        drawing: str,
        date: str | None = "2018-05-31",
        outlet: str = "TASS",
        url: str | None = None,
        language: str = "en",
    ) -> Article:
        article, quotations = draw(drawing, date, outlet, url, language)
        self.store.put(article, [to_row(quotation) for quotation in quotations], "test-1")
        return article

    draw = staticmethod(draw)

    def generation(self) -> Generation:
        return publisher.publish(self.store, self.root, serialize=json_serializer)

    def publish(self) -> str:
        return self.generation().name

    def open(self) -> Any:
        return open_engine(self.root, self.factory, json_serializer)

    def searcher(self) -> Any:
        self.publish()
        return self.open()

    def manager(self) -> EngineManager:
        return EngineManager(self.root, self.factory, json_serializer)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path)
    yield library
    library.store.close()


@pytest.fixture(scope="module")
def shared_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library(tmp_path_factory.mktemp("library"))
    yield library
    library.store.close()
