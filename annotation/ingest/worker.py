"""What is done with each record, in whichever process: read the article, and find its quotations if they are new."""

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
class Done:
    """An article and its quotations; `quotations` is None when the record holds this text read by this annotator."""

    article: Article
    quotations: tuple[QuotationRow, ...] | None


@dataclass(frozen=True, slots=True)
class Work:
    """How records become articles with quotations; it can be pickled, so a worker can do it.

    `record` is the path of the record, looked into for what need not be annotated again.
    """

    record: Path
    annotate: Callable[[Article], Sequence[Quotation]]
    annotator: str

    def __call__(self, records: Iterable[RawRecord]) -> list[Done | UnreadableRecord]:
        """Give for each record the article with its quotations, or why there is none."""
        with _opened(self.record).snapshot() as kept:  # one for all: connecting takes longer than what is asked
            return [self._one(record, kept) for record in records]

    def _one(self, record: RawRecord, kept: Store) -> Done | UnreadableRecord:
        try:
            article = readers.article(record)
            kept_by = kept.annotated_by(article.id, article.provenance.text_sha256)
            # An unread article costs nothing, and may have been read as English before languages were detected.
            if kept_by == self.annotator and not unread_reason(article.language):
                return Done(article, None)
            return Done(article, tuple(to_row(quotation) for quotation in self.annotate(article)))
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
def _opened(path: Path) -> Store:
    """Open the record once in each process; readers never wait for the writer."""
    return Store.open_for_reading(path)
