"""Work for the tests of the workers: it gives each record back as an article, or kills the process that does it."""

import os
from pathlib import Path

from annotation.ingest.pool import Batch, Results
from annotation.ingest.worker import AnnotatedRecord
from corpus.readers.raw_record import UnreadableRecord


def work(batch: Batch) -> Results:
    """Refuse each record with its own bytes as the reason; `die` kills, `die once PATH` only while PATH is there."""
    results: list[AnnotatedRecord | UnreadableRecord] = []
    for record in batch:
        words = record.raw.decode()
        if words == "die":
            os._exit(9)
        if words.startswith("die once "):
            flag = Path(words.removeprefix("die once "))
            if flag.exists():
                flag.unlink()
                os._exit(9)
        results.append(UnreadableRecord(record.origin, record.position, words))
    return results
