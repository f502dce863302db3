"""Articles: read from files of many formats, cleaned, and stored with the quotations found in them.

This is the first of the four packages: it knows formats, SQL and the file system, and nothing of how quotations are
found, searched or served. Other packages import from here only. Its rooms, from below:

text     cleaning, paragraphs, dateline and EDTF dates of an article's text
files    atomic writes and the lock of the one writer
readers  the registry of formats: web (HTML, feeds), archives (WARC), exports (CSV, JSON, JSON Lines), documents (text);
         io has streams, encodings and parsers, article what makes an article of a record's fields
store    SQLite: upsert, queries, history, corrections, backup, export and restore

Beside them `article` and `errors` hold the types, `evidence` keeps the bytes that articles were read
from, `outlets` and `urls` what identifies an outlet and an address, and `discovery` finds the files below a folder.
"""

from corpus import readers
from corpus.article import Article, LanguageEvidence, slug, stable_id, utc_now
from corpus.discovery import Refusal, files_of
from corpus.errors import BadDate, BadRecord, CorpusError, StoreError, StoreLocked, UnreadableFile, shown
from corpus.evidence import Evidence, EvidenceDamaged
from corpus.files.atomic import atomic_path, atomic_write, sync
from corpus.files.lock import sole_writer
from corpus.readers.article.builder import language_code
from corpus.readers.article.export_fields import EXPORT_FIELD_NAMES
from corpus.readers.article.language import identify
from corpus.readers.inspection import Inspection, inspect_file
from corpus.readers.io.streams import STANDARD_INPUT
from corpus.readers.raw_record import RawRecord, ReadOptions, SkippedRecord, UnreadableRecord
from corpus.store import backup, export
from corpus.store.chain.tombstones import Tombstone
from corpus.store.connection import exposed
from corpus.store.corrections import CORRECTION_KINDS, Correction
from corpus.store.history import AnnotationVersion, ArticleHistory, QuotationHistory
from corpus.store.mapping import QuotationRow
from corpus.store.queries import AnnotatedArticle, Copy
from corpus.store.restore import Restored, archive_in, restore
from corpus.store.store import Store
from corpus.store.upsert import Outcome
from corpus.text.dateline import Dateline, find_dateline
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
    "Dateline",
    "Evidence",
    "EvidenceDamaged",
    "Inspection",
    "LanguageEvidence",
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
    "Tombstone",
    "UnreadableFile",
    "UnreadableRecord",
    "archive_in",
    "atomic_path",
    "atomic_write",
    "backup",
    "day_range",
    "export",
    "exposed",
    "files_of",
    "find_dateline",
    "identify",
    "inspect_file",
    "is_web_address",
    "language_code",
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
