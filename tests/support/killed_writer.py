"""A process that writes batches of articles into a store and acknowledges each article, to be killed on its way.

It is forked from a server process that has imported everything already (multiprocessing's forkserver).
"""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from corpus.article import Article, Outlet, Provenance
from corpus.store.mapping import QuotationRow
from corpus.store.store import Store
from corpus.text.edtf import PublicationDate

BATCHES, SIZE = 40, 5

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload([__name__])


class Writer:
    """A running writer and the acknowledgements it sends: the id of an article, and the outcome of its upsert."""

    def __init__(self, process: BaseProcess, pipe: Connection) -> None:
        self.process = process
        self._pipe = pipe

    def acknowledgements(self) -> Iterator[tuple[str, str]]:
        """Yield each acknowledgement as it comes, up to the end of the process."""
        while True:
            try:
                yield self._pipe.recv()
            except (EOFError, OSError):  # OSError: it was killed in the middle of one
                return


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """Start a writer to the store at `path`; at the end of the block it has ended."""
    ours, its = _context.Pipe(duplex=False)
    process = _context.Process(target=_write, args=(path, its))
    process.start()
    its.close()
    try:
        yield Writer(process, ours)
    finally:
        process.join(60)
        ours.close()


def _write(path: Path, pipe: Connection) -> None:
    with Store.open(path) as store:
        for batch in range(BATCHES):
            articles = [_article(number) for number in range(batch * SIZE, (batch + 1) * SIZE)]
            for (article, _), outcome in zip(articles, store.put_many(articles, "1"), strict=True):
                pipe.send((article.id, str(outcome)))


def _article(number: int) -> tuple[Article, list[QuotationRow]]:
    text = f"“It rained {number} times,” Ana Ruiz said. " + "It rained. " * 200
    digest = sha256(text.encode()).hexdigest()
    where = Provenance("rain.md", "text", "2031-05-04T08:00:00Z", digest, digest)
    day, outlet = PublicationDate(None, "none is given"), Outlet("island-news", "Island News")
    article = Article(f"a-{number:04}", text, None, outlet, None, None, None, day, "en", where)
    return article, [QuotationRow(f"q-{number:04}", article.id, "direct", ((1, 10),), {"speaker": None})]
