"""Builders of invented articles, and a real record in a temporary folder."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from corpus.article import Article, Outlet, Provenance, article_id
from corpus.store.mapping import QuotationRow
from corpus.store.store import Store
from corpus.text.dateline import Dateline
from corpus.text.edtf import PublicationDate

TEXT = "PORT ELLEN, May 3 (INA) - “We will rebuild the pier,” Ana Ruiz said."
URL = "https://example.org/pier"

MakeArticle = Callable[..., Article]
MakeQuotation = Callable[..., QuotationRow]


@pytest.fixture
def make_article() -> MakeArticle:
    def make(text: str = TEXT, url: str | None = URL, day: str | None = "2031-05-03", **changes: Any) -> Article:
        digest = sha256(text.encode()).hexdigest()
        article = Article(
            id=article_id(url, text),
            text=text,
            headline="Pier to be rebuilt",
            outlet=Outlet("island-news", "Island News"),
            url=url,
            byline=None,
            dateline=Dateline(0, 26, "PORT ELLEN", "May 3", "INA"),
            published=PublicationDate(day, "dateline", inferred=True),
            language="en",
            provenance=Provenance("pier.md", "text", "2031-05-04T08:00:00Z", digest, digest),
            licence=None,
            unknown=MappingProxyType({"byline": "none is printed"}),
        )
        return replace(article, **changes)

    return make


@pytest.fixture
def make_quotation() -> MakeQuotation:
    def make(article: Article, id: str = "q-1", content: tuple[tuple[int, int], ...] = ((27, 51),)) -> QuotationRow:
        return QuotationRow(id, article.id, "direct", content, MappingProxyType({"cue": [64, 68], "rule": "test"}))

    return make


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "var" / "onrecord.db") as opened:
        yield opened
