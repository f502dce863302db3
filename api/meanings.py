"""What parameters mean, in a clause each, and the shape of what answers hold that is no plain value."""

from typing import Any

MEANINGS = {
    "q": 'words, "a phrase", OR, -word, word*, (…), speaker:, outlet:, date:; case and accents do not matter',
    "speaker": "id, full name, surname or alias, in any script we know; repeat it for any of several",
    "outlet": "id or name of who printed it; repeat it for any of several",
    "article": "id of an article; repeat it for any of several",
    "kind": "how the words are given; repeat it for any of several",
    "language": "language of the article, as en; repeat it for any of several",
    "date": "publication day, month, year or interval, in EDTF: 2018-05, 2018-05/2018-06",
    "date_from": "first publication day: a day, a month or a year",
    "date_to": "last publication day: a day, a month or a year",
    "sort": "order: newest first, oldest first, best match first, or by speaker",
    "limit": "how many on a page; 0 counts only",
    "cursor": "opaque; from links.next or links.prev of the answer before",
    "fields": "only these fields, comma separated",
    "include": "heavier parts that are left out otherwise, comma separated",
    "facet": "counts by this, beside the results",
    "facet_size": "how many counts of each",
    "highlight": "1 gives the offsets of what matched",
    "collapse": "1 gives one of each group of the same words",
    "interval": "how long each step of the timeline is",
    "seed": "any word; the same one gives the same quotations",
    "format": "the representation, over Accept",
    "excel": "1 begins a CSV so that spreadsheets read it as UTF-8",
    "pretty": "0 gives compact JSON",
}

_NUMBERS = {"type": "integer", "minimum": 0}
FIELDS: dict[str, dict[str, Any]] = {
    "spans": {"type": "array", "items": {"type": "array", "items": _NUMBERS, "minItems": 2, "maxItems": 2}},
    "reasons": {"type": "object", "additionalProperties": {"type": "string"}},
    "quotations": {"type": "array", "items": {"type": "string"}},
    "speakers": {"type": "array", "items": {"type": "string"}},
    "history": {"type": "array", "items": {"type": "object"}},
    "date": {"type": "string"},
    "dates": {"type": "object"},
    "was": {"type": "object"},
    "now": {"type": "object"},
}
