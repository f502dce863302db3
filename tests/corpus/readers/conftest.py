"""Whatever is given is read as a file would be: its articles by position, and the reasons of what is refused."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.readers import article, records
from corpus.readers.raw_record import ReadOptions, UnreadableRecord

SAMPLES = Path(__file__).with_name("samples")

Taken = tuple[dict[str | None, Article], dict[str | None, str]]
Take = Callable[..., Taken]


@pytest.fixture
def take() -> Take:
    def take(source: Path | bytes | str, **mapping: str) -> Taken:
        articles: dict[str | None, Article] = {}
        refused: dict[str | None, str] = {}
        source = source.encode() if isinstance(source, str) else source
        stream = io.BytesIO(source) if isinstance(source, bytes) else source
        for found in records(stream, ReadOptions(mapping)):
            try:
                if isinstance(found, UnreadableRecord):
                    raise found
                articles[found.position] = article(found)
            except UnreadableRecord as error:
                assert "\n" not in str(error) and len(str(error)) < 600
                refused[error.position] = error.reason
        return articles, refused

    return take


@pytest.fixture
def sample() -> Callable[[str], Path]:
    return SAMPLES.joinpath
