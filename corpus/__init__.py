"""What was published: articles come in and are kept.

`readers` turn files into articles, `cleaning`, `dateline` and `dates` settle what the text says about itself, and
`store` keeps the record: articles and the quotations found in them. Nothing here knows what a quotation means, how
it is searched or who asks for it.
"""

from corpus import readers
from corpus.article import Article, slug, stable_id, utc_now
from corpus.discovery import Refusal, files_of
from corpus.errors import BadDate, BadRecord, CorpusError, StoreError, StoreLocked, UnreadableFile, shown
from corpus.files.fsync import sync
from corpus.files.lock import sole_writer
from corpus.readers.article.export_fields import EXPORT_FIELD_NAMES
from corpus.readers.inspection import Inspection, inspect_file
from corpus.readers.io.streams import STANDARD_INPUT
from corpus.readers.raw_record import RawRecord, ReadOptions, SkippedRecord, UnreadableRecord
from corpus.store import backup, export
from corpus.store.corrections import CORRECTION_KINDS, Correction
from corpus.store.history import AnnotationVersion, ArticleHistory, QuotationHistory
from corpus.store.mapping import QuotationRow
from corpus.store.queries import AnnotatedArticle
from corpus.store.restore import Restored, archive_in, restore
from corpus.store.store import Copy, Outcome, Store
from corpus.text.dateline import find_dateline
from corpus.text.edtf import day_range
from corpus.text.paragraphs import paragraph_spans
from corpus.urls import is_web_address, tracks

__all__ = [
    "CORRECTION_KINDS",
    "EXPORT_FIELD_NAMES",
    "STANDARD_INPUT",
    "AnnotatedArticle",
    "AnnotationVersion",
    "Article",
    "ArticleHistory",
    "BadDate",
    "BadRecord",
    "Copy",
    "CorpusError",
    "Correction",
    "Inspection",
    "Outcome",
    "QuotationHistory",
    "QuotationRow",
    "RawRecord",
    "ReadOptions",
    "Refusal",
    "Restored",
    "SkippedRecord",
    "Store",
    "StoreError",
    "StoreLocked",
    "UnreadableFile",
    "UnreadableRecord",
    "archive_in",
    "backup",
    "day_range",
    "export",
    "files_of",
    "find_dateline",
    "inspect_file",
    "is_web_address",
    "paragraph_spans",
    "readers",
    "restore",
    "shown",
    "slug",
    "sole_writer",
    "stable_id",
    "sync",
    "tracks",
    "utc_now",
]
