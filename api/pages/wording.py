"""Labels for filters and their values on the pages."""

from api.formats.quoted import NOT_SAID
from api.pages import phrasing

KINDS = {"direct": "word for word", "mixed": "partly word for word", "indirect": "paraphrased"}
# What a quotation is beside words that are said; “says” needs no label on a card.
ACTS = {
    "says": "said", "asks": "a question", "promises": "a promise", "demands": "a demand", "denies": "a denial",
    **NOT_SAID,
}  # fmt: skip
# Label of each filter.
FILTERS = {
    "q": "Words", "speaker": "Speaker", "outlet": "Outlet", "kind": "Wording", "act": "Said or done",
    "language": "Language", "article": "Article", "date": "Date", "date_from": "From", "date_to": "To",
    "said_from": "Said from", "said_to": "Said until",
}  # fmt: skip
_LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ru": "Russian",
    "sv": "Swedish", "uk": "Ukrainian", "zh": "Chinese", "und": "not stated",
}  # fmt: skip


def value_label(name: str, value: str) -> str:
    """Return the label for a value of a filter or of a facet.

    >>> value_label("kind", "direct"), value_label("language", "en"), value_label("date", "2018-05/2018-06")
    ('word for word', 'English', 'May to June 2018')
    """
    if name == "kind":
        return KINDS.get(value, value)
    if name == "act":
        return ACTS.get(value, value)
    if name == "language":
        return _LANGUAGES.get(value, value)
    return period(value) if name.startswith(("date", "said")) else value


def period(value: str) -> str:
    """Return an EDTF date or interval in words: `May to June 2018`."""
    first, _, last = value.partition("/")
    return phrasing.between(first, last) if last else phrasing.day(first)
