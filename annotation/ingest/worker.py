"""Worker: one record to an annotated article, in whichever process; what the store holds is not annotated again."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from annotation.languages import unread_reason
from annotation.quotation import Quotation
from annotation.serialization import to_row
from corpus import Article, QuotationRow, RawRecord, Store, StoreError, UnreadableRecord, readers

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AnnotatedRecord:
    """An article and its quotations; `quotations` is None when the record holds this text read by this annotator."""

    article: Article
    quotations: tuple[QuotationRow, ...] | None


@dataclass(frozen=True, slots=True)
class RecordAnnotator:
    """Reads and annotates batches of records; it can be pickled for another process.

    `store_path` is the store that tells what need not be annotated again, `annotator` the version of `annotate`.
    """

    store_path: Path
    annotate: Callable[[Article], Sequence[Quotation]]
    annotator: str

    def __call__(self, records: Iterable[RawRecord]) -> list[AnnotatedRecord | UnreadableRecord]:
        """Return for each record the article with its quotations, or why there is none. Raises StoreError."""
        with _store(self.store_path).snapshot() as store:  # one for all: connecting takes longer than the query
            return [self._annotated(record, store) for record in records]

    def _annotated(self, record: RawRecord, store: Store) -> AnnotatedRecord | UnreadableRecord:
        try:
            article = readers.article(record)
            stored_version = store.annotated_by(article.id, article.provenance.text_sha256)
            # An unread article costs nothing, and may have been read as English before languages were detected.
            if stored_version == self.annotator and not unread_reason(article.language):
                return AnnotatedRecord(article, None)
            return AnnotatedRecord(article, tuple(to_row(quotation) for quotation in self.annotate(article)))
        except UnreadableRecord as error:
            return error
        except StoreError:
            raise
        except Exception as error:
            # A fault of ours on one article must not cost the user the others.
            _log.debug("unexpected failure", exc_info=error)
            fault = f"a fault of onrecord, please report it: {type(error).__name__}: {' '.join(str(error).split())}"
            return UnreadableRecord(record.origin, record.position, fault[:500])


@cache
def _store(path: Path) -> Store:
    """Return the store, opened once in each process; readers never wait for the writer."""
    return Store.open_for_reading(path)
