"""Which field is analysed how.

text      the content of a quotation, or a whole paragraph: stems by the language of the article, with positions,
          ranked by BM25F
words     the same with its endings, without positions: what `negotiation*` is looked up in
id, speaker, outlet, kind, article, language   matched as they are; a paragraph has the speakers and kinds of
          all quotations in it
first, last   the days that the publication date covers, as ordinals: a date range is an overlap of two intervals
document  the JSON that a page shows, made in `finished`
"""

from typing import Any

from whoosh import fields as whoosh_fields

from index.analysis.analyzer import StemAnalyzer, WordAnalyzer

SCHEMA_VERSION = 7
"""Grows with every change of the fields, the analysis, the lists of names, a document's shape or how it is stored;
what is older is made anew."""


def fields() -> Any:
    """Return the Whoosh schema of quotations, and of paragraphs."""
    return whoosh_fields.Schema(
        id=whoosh_fields.ID(stored=True),
        text=whoosh_fields.TEXT(analyzer=StemAnalyzer(), phrase=True),
        words=whoosh_fields.TEXT(analyzer=WordAnalyzer(), phrase=False),
        speaker=whoosh_fields.KEYWORD(),
        kind=whoosh_fields.KEYWORD(),
        outlet=whoosh_fields.ID(),
        article=whoosh_fields.ID(),
        language=whoosh_fields.ID(),
        # A range goes through its days one by one: there are few.
        first=whoosh_fields.NUMERIC(int, bits=32, shift_step=0),
        last=whoosh_fields.NUMERIC(int, bits=32, shift_step=0),
        document=whoosh_fields.STORED(),
    )
