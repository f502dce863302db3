"""What parameters mean, in a clause each, and the shape of what answers hold that is no plain value."""

from typing import Any

MEANINGS = {
    "q": 'words, "a phrase", OR, -word, word* (3 letters or more), (…) up to 4 deep, speaker:, outlet:, date:; '
    "at most 24 words; case and accents do not matter",
    "speaker": "id, full name, surname or alias, in any script we know; repeat it for any of several",
    "outlet": "id or name of who printed it; repeat it for any of several",
    "article": "id of an article; repeat it for any of several",
    "kind": "how the words are given; repeat it for any of several",
    "language": "language of the article, as en; repeat it for any of several",
    "date": "publication day, month, year or closed interval, in EDTF: 2018-05, 2018-05/2018-06",
    "date_from": "first publication day: a day, a month or a year",
    "date_to": "last publication day: a day, a month or a year",
    "sort": "order: -date newest first (the default without q), date oldest first, relevance best match first (the "
    "default with q), or by speaker",
    "limit": "how many on a page, or in all of a stream; 0 gives none",
    "cursor": "opaque; from links.next or links.prev of the answer before, for the same search written the same way",
    "fields": "only these fields, comma separated",
    "include": "heavier parts, comma separated; they are in included",
    "facet": "counts by these, comma separated, beside the results",
    "facet_size": "how many counts of each",
    "highlight": "1 adds highlight, where the words matched: pairs of offsets in text and in paragraph, as in spans",
    "collapse": "1 gives one of each group of the same words",
    "interval": "how long each step of the timeline is",
    "seed": "any word; the same one gives the same quotations",
    "format": "the representation, over Accept",
    "excel": "1 begins a CSV so that spreadsheets read it as UTF-8",
    "pretty": "0 gives compact JSON",
}

PARTS = {
    "text": "what was said, verbatim: the spans joined by one space, without marks around them and without the verb "
    "that a paraphrase hangs on (attribution.cue); format=text and the pages show it as it may be repeated",
    "kind": "direct: all of it stood between quotation marks; mixed: some of it; indirect: none, a paraphrase",
    "spans": "where it stands in paragraph: pairs of start and end, half-open, counted in Unicode code points from 0 "
    "(JavaScript counts UTF-16 units: use Array.from)",
    "as_written": "the words of the article that name the speaker",
    "together": "several who speak as one; speaker is null then",
    "paragraph": "the paragraph, or paragraphs, that it stands in",
    "paragraph_number": "which paragraph of the article, from 1",
    "date": "when it was printed: a day, a month or a year (EDTF)",
    "dates": "how the date is known; inferred when a part of it is not printed in the article",
    "source_url": "where it was printed",
    "deep_link": "the same with a text fragment that scrolls to the words",
    "cue": "the reporting verb or phrase",
    "source": "the words of the article that name who speaks",
    "rule": "how the speaker was found; docs/annotation.md explains each",
    "confidence": "how probable it is that the speaker is right, from 0 to 1",
    "status": "automatic, or corrected by a person",
    "statement": "false for what somebody thinks, plans or finds rather than says",
    "anonymous": "true when the article keeps the speaker's name to itself",
    "unread": "why the article has no quotations, when its language is not read",
    "language_evidence": "the language as declared and as detected, and which of them holds; English may be assumed",
    "unknown": "why members are null, by their names",
}

_NUMBERS = {"type": "integer", "minimum": 0}
FIELDS: dict[str, dict[str, Any]] = {
    "spans": {"type": "array", "items": {"type": "array", "items": _NUMBERS, "minItems": 2, "maxItems": 2}},
    "reasons": {"type": "object", "additionalProperties": {"type": "string"}},
    "quotations": {"type": "array", "items": {"type": "string"}},
    "speakers": {"type": "array", "items": {"type": "string"}},
    "history": {"type": "array", "items": {"type": "object"}},
    "date": {"type": "string"},
    "unread": {"type": "string"},
    "dates": {"type": "object"},
    "was": {"type": "object"},
    "now": {"type": "object"},
}
