"""What the index keeps of one document, whatever it is a document of."""

from typing import NamedTuple


class Entry(NamedTuple):
    """A document as it is indexed.

    `number` is its place in the article, `date` an EDTF date; `by` is what it is put in order by among speakers, ""
    behind all; `credits` say in JSON who each of the speakers is, with role and aliases; `stored` is the
    document as `finished` writes it.
    """

    id: str
    article: str
    number: int
    text: str
    language: str
    outlet: str
    speakers: tuple[str, ...]
    kinds: tuple[str, ...]
    by: str
    date: str | None
    credits: tuple[str, ...]
    stored: bytes


SINGLE = ("id", "article", "outlet", "language", "date", "by")
"""The columns in which a document has one value at most; an entry calls it by the same name."""

SEVERAL = {"speaker": "speakers", "kind": "kinds", "credit": "credits"}
"""The columns in which it can have several, each with what an entry calls them."""

COLUMNS = (*SINGLE, *SEVERAL)
LISTED = ("id", "article", "outlet", "language", "speaker", "kind")
"""The columns whose documents are also listed by value, so that a filter is a look-up."""
