"""The commands that change or copy a record: correct, ingest of an archive, backup and erase."""

import gzip
import os
import shutil
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from api.cli.main import main
from api.cli.record import backup, correct, erase  # noqa: F401 - imported once, and not in each of a thousand processes
from api.formats import serialized
from corpus.store.backup import copy
from corpus.store.export import lines
from corpus.store.store import Store
from index import DocumentType, EngineManager, SearchRequest, engine_factory
from tests.support.faulty.ingest import AFTER, BEFORE, article, ingest, lost, unsound
from tests.support.faulty.migrate import dump

DAM, RAIN, KNEW = (article(number, text).id for number, text in AFTER.items())
_REASON = "order of the court"


def run(work: Path, *arguments: str | Path) -> int:
    """Run a command over a data folder."""
    os.environ["ONRECORD_DATA"] = str(work)
    return main([str(argument) for argument in arguments])


def silently(work: Path, *arguments: str | Path) -> tuple[int, str]:
    """Run a command and return its status and what it said."""
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        return run(work, *arguments), said.getvalue()


class Correct:
    """A correction by a person."""

    def prepare(self, before: Path) -> None:
        """Keep two texts."""
        ingest(before, BEFORE)

    def act(self, work: Path) -> int:
        """Correct who spoke in the first."""
        return run(work, *self._command(work))

    def left(self, work: Path, said: list[str], done: bool) -> list[str]:
        """Return whether the correction is lost, or a half of it is there."""
        found = unsound(work, published=done) + lost(work, BEFORE)
        speakers = {self._in_record(work), self._in_index(work)} if done else {self._in_record(work)}
        expected = {"lea-stern"} if said else {"lea-stern", "ana-ruiz"}
        return found + [f"{speakers} said it"] * (not speakers <= expected or self._in_index(work) not in _SPEAKERS)

    def repeated(self, work: Path) -> list[str]:
        """Correct it again, which may say that it is so already."""
        status, said = silently(work, *self._command(work))
        found = [] if status == 0 or "it is so already" in said else [said]
        return found + self.left(work, ["corrected"], True)

    def _command(self, work: Path) -> tuple[str, ...]:
        with Store.open_for_reading(work / "onrecord.db") as store:
            [quotation] = store.quotation_ids(DAM)
        return "correct", quotation, "--speaker", "Lea Stern", "--reason", "the desk asked", "--by", "ed"

    def _in_record(self, work: Path) -> str:
        with Store.open_for_reading(work / "onrecord.db") as store:
            [quotation] = store.quotations(DAM)
        return str(quotation.attribution["speaker"]["id"])

    def _in_index(self, work: Path) -> str:
        engine = EngineManager(work / "index", engine_factory(), serialized).engine()
        [hit] = engine.search(SearchRequest(articles=(DAM,))).hits
        return str(hit.document["speaker"]["id"])


_SPEAKERS = ("ana-ruiz", "lea-stern")


class Restore:
    """An archive, with an article that is known, a revised, a new and an erased one, read into a record."""

    def prepare(self, before: Path) -> None:
        """Write the archive into a folder with one of its texts."""
        other = before / "other"
        ingest(other, BEFORE)
        ingest(other, AFTER)
        silently(other, "erase", KNEW, "--reason", _REASON)
        with Store.open_for_reading(other / "onrecord.db") as store:
            (before / "archive.ndjson.gz").write_bytes(gzip.compress("\n".join([*lines(store), ""]).encode()))
        shutil.rmtree(other)
        ingest(before, {1: BEFORE[1]})

    def act(self, work: Path) -> int:
        """Ingest the archive."""
        return run(work, "ingest", "--verbose", work / "archive.ndjson.gz")

    def left(self, work: Path, said: list[str], done: bool) -> list[str]:
        """Return what was acknowledged and is not there as it was."""
        committed = {line.split()[1] for line in said if line.startswith("committed ")}
        with Store.open_for_reading(work / "onrecord.db") as store:
            there = {one.article.id for one in store.histories()} | {one.article_id for one in store.tombstones()}
            history = store.history(DAM)
        found = [f"{id} was acknowledged and is not there" for id in committed - there]
        if history is not None and [old.text for old in history.revisions] != [BEFORE[0]]:
            found.append("the earlier text is not there")
        return found + unsound(work, published=done)

    def repeated(self, work: Path) -> list[str]:
        """Ingest it again."""
        status, said = silently(work, "ingest", "--verbose", work / "archive.ndjson.gz")
        found = [] if status == 0 and "0 rejected" in said else [said]
        return found + self.left(work, [f"committed {id}" for id in (DAM, RAIN, KNEW)], True)


class Backup:
    """A backup in place of an earlier one."""

    def __init__(self) -> None:
        self._copies: list[list[str]] = []

    def prepare(self, before: Path) -> None:
        """Back up a record, and change it."""
        ingest(before, BEFORE)
        copy(before / "onrecord.db", before / "backup.db")
        ingest(before, AFTER)
        self._copies = [dump(before / "backup.db"), dump(before / "onrecord.db")]

    def act(self, work: Path) -> int:
        """Back it up again."""
        return run(work, "backup", "--force", work / "backup.db")

    def left(self, work: Path, said: list[str], done: bool) -> list[str]:
        """Return whether the backup is neither the old one nor the new one, or the record has changed."""
        found = [] if dump(work / "backup.db") in self._copies[done or bool(said) :] else ["the backup is not whole"]
        with Store.open_for_reading(work / "backup.db") as store:
            found += store.check()
        return found + unsound(work, published=True) + lost(work, AFTER)

    def repeated(self, work: Path) -> list[str]:
        """Back it up again."""
        status, said = silently(work, "backup", "--force", work / "backup.db")
        return ([] if status == 0 else [said]) + self.left(work, [], True)


class Erase:
    """An article with an earlier text, a correction and a copy of an older schema, erased."""

    def prepare(self, before: Path) -> None:
        """Keep three texts, one of them revised and corrected."""
        ingest(before, BEFORE)
        ingest(before, AFTER)
        with Store.open(before / "onrecord.db") as store:
            [quotation] = [one.id for one in store.quotations(DAM)]
            store.correct(quotation, {"speaker": None}, "ed", "the dam is not hers")
        copy(before / "onrecord.db", before / "onrecord.db.schema-2.20310504T080000Z")

    def act(self, work: Path) -> int:
        """Erase the revised one."""
        return run(work, "erase", DAM, "--reason", _REASON)

    def left(self, work: Path, said: list[str], done: bool) -> list[str]:
        """Return whether another article is lost, this one is half there, or words of it are left when it is done."""
        unpurged = f"{DAM}: was erased, but its words may be left in a file; run 'onrecord erase' again"
        found = [fault for fault in unsound(work, published=done) if done or fault != unpurged]
        found += lost(work, {1: AFTER[1], 2: AFTER[2]})
        with Store.open_for_reading(work / "onrecord.db") as store:
            history, tombstone = store.history(DAM), store.tombstone(DAM)
        if (history is None) is (tombstone is None) or (said and tombstone is None):
            found.append("it is not erased whole")
        if history is not None and (len(history.revisions), len(history.quotations[0].corrections)) == (0, 0):
            found.append("a part of it is gone")
        return found + (_words_left(work) if done else [])

    def repeated(self, work: Path) -> list[str]:
        """Erase it again, which ends what was interrupted."""
        status, said = silently(work, "erase", DAM, "--reason", _REASON)
        return ([] if status == 0 else [said]) + self.left(work, [said], True)


def _words_left(work: Path) -> list[str]:
    engine = EngineManager(work / "index", engine_factory(), serialized).engine()
    files = {str(path): path.read_bytes() for path in work.rglob("*") if path.is_file()}
    for kind in DocumentType:
        files[kind] = b"".join(read() for read in engine.every(SearchRequest(kind)))
    words = (b"dam", b"Ana Ruiz", b"ana-ruiz")
    return [f"{name} holds {word!r}" for name, content in files.items() for word in words if word in content]
