"""Index entry: the indexed and stored fields of one document, and the doc values (columns) made of them."""

from typing import NamedTuple


class IndexedDocument(NamedTuple):
    """A quotation or a paragraph as it is indexed.

    `number` is its position in the article, `date` and `said` EDTF dates, `sort_key` the folded name it is sorted by
    among speakers ("" sorts last), `speaker_records` a JSON record of name, role and aliases for each, `stored` the
    bytes of the serializer.
    """

    id: str
    article: str
    number: int
    text: str
    language: str
    outlet: str
    speakers: tuple[str, ...]
    kinds: tuple[str, ...]
    sort_key: str
    date: str | None
    speaker_records: tuple[str, ...]
    stored: bytes
    act: str | None = None
    said: str | None = None


SINGLE = {
    "id": "id", "article": "article", "outlet": "outlet", "language": "language", "date": "date", "by": "sort_key",
    "act": "act", "said": "said",
}  # fmt: skip
"""Columns with at most one value a document, each with the field it is made of."""

SEVERAL = {"speaker": "speakers", "kind": "kinds", "credit": "speaker_records"}
"""Columns with several values a document, each with the field it is made of."""

COLUMNS = (*SINGLE, *SEVERAL)
LISTED = ("id", "article", "outlet", "language", "speaker", "kind", "act")
"""Columns that also have postings, so that a filter is a look-up."""
