"""Which field is analysed how.

text      the content of a quotation, or a whole paragraph: stems with positions, ranked by BM25F
words     the same with its endings, without positions: what `negotiation*` is looked up in
id, speaker, outlet, kind, article, language   matched as they are; a paragraph has the speakers and kinds of
          all quotations in it
first, last   the days that the publication date covers, as ordinals: a date range is an overlap of two intervals
day, by   what hits are put in order by: the first day, the folded name of the speaker
document  the JSON that a page shows; its shape is made in `documents`
"""

from typing import Any

from whoosh import columns, fields

from index.analysis import StemAnalyzer, WordAnalyzer

SCHEMA_VERSION = 2
"""Grows with every change of the fields, of the analysis or of a document's shape; older generations are rebuilt."""


def quotations() -> Any:
    """Give the Whoosh schema of the quotations."""
    return fields.Schema(speaker=fields.KEYWORD(), kind=fields.ID(), **_common())


def paragraphs() -> Any:
    """Give the Whoosh schema of the paragraphs, of which each can have several kinds."""
    return fields.Schema(speaker=fields.KEYWORD(), kind=fields.KEYWORD(), **_common())


def _common() -> dict[str, Any]:
    return {
        "id": fields.ID(sortable=True),
        "text": fields.TEXT(analyzer=StemAnalyzer(), phrase=True),
        "words": fields.TEXT(analyzer=WordAnalyzer(), phrase=False),
        "outlet": fields.ID(),
        "article": fields.ID(),
        "language": fields.ID(),
        "first": fields.NUMERIC(int, bits=32),
        "last": fields.NUMERIC(int, bits=32),
        "day": _sort_column(),
        "by": _sort_column(),
        "document": fields.STORED(),
    }


def _sort_column() -> Any:
    return fields.COLUMN(columns.VarBytesColumn())  # type: ignore[no-untyped-call]
