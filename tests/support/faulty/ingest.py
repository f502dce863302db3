"""A small ingest: texts are kept one by one, each is acknowledged, and the index is published at the end."""

from hashlib import sha256
from pathlib import Path

from annotation.annotator import annotate
from annotation.serialization import to_row
from api.formats import serialized
from corpus.article import Article, Outlet, Provenance, article_id
from corpus.store.store import Store
from corpus.text.edtf import PublicationDate
from index.publishing import generations, publisher
from tests.support.stored_articles import holds

BEFORE = {0: "“The dam will hold,” said Ana Ruiz.", 1: "“It rained,” said Jo Moor."}
AFTER = BEFORE | {0: "“The dam will not hold,” said Ana Ruiz.", 2: "“We knew it,” said Lea Stern."}


def article(number: int, text: str) -> Article:
    url, digest = f"https://example.org/{number}", sha256(text.encode()).hexdigest()
    where = Provenance("news.md", "text", "2031-05-04T08:00:00Z", digest, digest)
    day, outlet = PublicationDate("2031-05-03", "dateline"), Outlet("island-news", "Island News")
    return Article(article_id(url, text), text, None, outlet, url, None, None, day, "en", where)


def ingest(folder: Path, texts: dict[int, str], *, acknowledge: bool = False) -> None:
    """Keep each text, acknowledge it, and publish at the end."""
    with Store.open(folder / "onrecord.db") as store:
        for number, text in texts.items():
            one = article(number, text)
            store.put_many([(one, [to_row(quotation) for quotation in annotate(one)])], "1")
            if acknowledge:
                print(number)
        publisher.publish(store, folder / "index", serialize=serialized)


def unsound(folder: Path, *, published: bool) -> list[str]:
    """Return the faults of record and index: one that is `published` has all that the record has."""
    with Store.open_for_reading(folder / "onrecord.db") as store:
        found = list(store.check())
        generations.open_sound(folder / "index")  # which raises when none is
        current = generations.current(folder / "index")
        if published and (current is None or current.manifest.record_version != store.version):
            found.append("the index is not of this record")
    return found


def lost(folder: Path, texts: dict[int, str]) -> list[str]:
    """Return those of some texts that the record does not hold."""
    with Store.open_for_reading(folder / "onrecord.db") as store:
        articles = {number: article(number, text) for number, text in texts.items()}
        return [
            f"text {number} was acknowledged and is not there"
            for number, one in articles.items()
            if not holds(store, one, "1") or len(store.quotations(one.id)) != 1
        ]


class Ingest:
    """An ingest of a new text, a revised and a known one."""

    def prepare(self, before: Path) -> None:
        """Keep two texts."""
        ingest(before, BEFORE)

    def act(self, work: Path) -> int:
        """Ingest the three."""
        ingest(work, AFTER, acknowledge=True)
        return 0

    def left(self, work: Path, said: list[str], done: bool) -> list[str]:
        """Return what of the acknowledged texts is not there, and what is not sound."""
        return unsound(work, published=done) + lost(work, {int(number): AFTER[int(number)] for number in said})

    def repeated(self, work: Path) -> list[str]:
        """Ingest them again."""
        ingest(work, AFTER)
        return unsound(work, published=True) + lost(work, AFTER)
