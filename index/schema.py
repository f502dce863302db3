"""Index schema: the fields, and how each is analysed.

text      content of a quotation, or a whole paragraph: stemmed by the language of the article, with positions,
          scored by BM25F
words     the same unstemmed, without positions, for prefixes such as `negotiation*`
id, speaker, outlet, kind, article, language, act   matched verbatim; a paragraph has the speakers and kinds
          of all quotations in it, and no act
first, last   first and last day of the publication date, as ordinals: a date range is an overlap of intervals
said_first, said_last   the same of the day on which it was said
document  stored bytes of the serializer
"""

from typing import Any

from whoosh import fields as whoosh_fields

from index.analysis.analyzer import StemAnalyzer, WordAnalyzer

SCHEMA_VERSION = 9
"""Incremented with every change of the fields, analysis, name index, documents or file format; an index of an older
version is rebuilt."""


def fields() -> Any:
    """Return the Whoosh schema of quotations and paragraphs."""
    return whoosh_fields.Schema(
        id=whoosh_fields.ID(stored=True),
        text=whoosh_fields.TEXT(analyzer=StemAnalyzer(), phrase=True),
        words=whoosh_fields.TEXT(analyzer=WordAnalyzer(), phrase=False),
        speaker=whoosh_fields.KEYWORD(),
        kind=whoosh_fields.KEYWORD(),
        outlet=whoosh_fields.ID(),
        article=whoosh_fields.ID(),
        language=whoosh_fields.ID(),
        act=whoosh_fields.ID(),
        # A range enumerates its days, which are few.
        first=whoosh_fields.NUMERIC(int, bits=32, shift_step=0),
        last=whoosh_fields.NUMERIC(int, bits=32, shift_step=0),
        said_first=whoosh_fields.NUMERIC(int, bits=32, shift_step=0),
        said_last=whoosh_fields.NUMERIC(int, bits=32, shift_step=0),
        document=whoosh_fields.STORED(),
    )
