"""Query parameters of each address, as marshmallow schemas; `metadata` is what the OpenAPI document says of them."""

from marshmallow import Schema, fields

from api.formats.registry import FORMATS_BY_NAME
from api.params.fields import Choice, Count, Day, LanguageTag, Period, Words
from api.params.query_params import Listed
from api.schemas import doc
from api.schemas.quotations import ACT, ACTS, KIND, QuotationSchema
from index import Sort

"""The names of the formats that quotations are written in; `api/formats/registry.py` has the writers."""

_MOST = 100
_MEMBERS = tuple(field.data_key or name for name, field in QuotationSchema().dump_fields.items())
_FORMAT = doc("the representation, over Accept")
_SORT = doc(
    "order: -date newest first (the default without q), date oldest first, relevance best match first "
    "(the default with q), by speaker, or by the day on which it was said: said the first, -said the last before"
)


class Strict(Schema):
    """Base of the parameters of every address that answers JSON."""

    pretty = Choice(("0", "1"), load_default="1", metadata=doc("0 gives compact JSON"))
    format = Choice(("json", "text"), metadata=_FORMAT)


class NoParameters(Schema):
    """The parameters of an address that takes none."""


class PageParameters(Strict):
    """Page size and cursor of a list."""

    limit = Count(_MOST, load_default=20, metadata=doc("how many on a page, or in all of a stream; 0 gives none"))
    cursor = fields.String(
        metadata=doc(
            "opaque; from links.next or links.prev of the answer before, for the same search written the same way"
        )
    )


class Filters(Schema):
    """Query and filters of a search of quotations or paragraphs."""

    q = Words(
        metadata=doc(
            'words, "a phrase", OR, -word, word* (3 letters or more), (…) up to 4 deep, speaker:, '
            "outlet:, date:; at most 24 words; case and accents do not matter"
        )
    )
    speaker = fields.List(
        Words(), metadata=doc("id, full name, surname or alias, in any script we know; repeat it for any of several")
    )
    outlet = fields.List(Words(), metadata=doc("id or name of who printed it; repeat it for any of several"))
    article = fields.List(Words(), metadata=doc("id of an article; repeat it for any of several"))
    date = Period(metadata=doc("publication day, month, year or closed interval, in EDTF: 2018-05, 2018-05/2018-06"))
    date_from = Day(metadata=doc("first publication day: a day, a month or a year"))
    date_to = Day(last=True, metadata=doc("last publication day: a day, a month or a year"))


class QuotationFilters(Filters):
    """Filters of a search of quotations."""

    kind = fields.List(
        Choice(("direct", "mixed", "indirect"), metadata=KIND),
        metadata=doc("how the words are given; repeat it for any of several"),
    )
    act = fields.List(Choice(ACTS, metadata=ACT), metadata=doc("what the verb reports; repeat it for any of several"))
    said_from = Day(metadata=doc("first day on which it can have been said: a day, a month or a year"))
    said_to = Day(last=True, metadata=doc("last day on which it can have been said: a day, a month or a year"))
    language = fields.List(Words(), metadata=doc("language of the article, as en; repeat it for any of several"))


class ParagraphsParameters(PageParameters, Filters):
    """`GET /paragraphs`."""

    sort = Choice((Sort.NEWEST, Sort.OLDEST, Sort.RELEVANCE), metadata=_SORT)


class TimelineParameters(Strict, QuotationFilters):
    """`GET /timeline`."""

    interval = Choice(
        ("day", "month", "year"), load_default="month", metadata=doc("how long each step of the timeline is")
    )


class RandomParameters(Strict, QuotationFilters):
    """`GET /quotes/random`."""

    seed = Words(metadata=doc("any word; the same one gives the same quotations"))


class SuggestParameters(Strict):
    """`GET /speakers/suggest`."""

    q = Words(required=True, metadata=doc("the beginning of one or more words of a name"))
    limit = Count(_MOST, load_default=10, metadata=doc("how many suggestions"))


class SpeakerParameters(Strict):
    """`GET /speakers/{id}`."""

    format = Choice(("json", "text", "jsonld"), metadata=_FORMAT)


class Represented(Strict):
    """Base of the parameters of addresses that answer in each of `FORMATS`."""

    format = Choice(FORMATS_BY_NAME, metadata=_FORMAT)
    excel = Choice(("0", "1"), load_default="0", metadata=doc("1 begins a CSV so that spreadsheets read it as UTF-8"))


class QuotationParameters(Represented):
    """`GET /quotes/{id}`."""

    fields = Listed(  # type: ignore[assignment]
        Choice(_MEMBERS), metadata=doc("only these fields, comma separated")
    )
    include = Listed(
        Choice(("selectors", "provenance", "dates", "article")),
        metadata=doc("heavier parts, comma separated; they are in included"),
    )


class QuotesParameters(QuotationParameters, PageParameters, QuotationFilters):
    """`GET /quotes`."""

    sort = Choice(tuple(Sort), metadata=_SORT)
    facet = Listed(
        Choice(("speaker", "outlet", "kind", "act", "language", "year", "month")),
        metadata=doc("counts by these, comma separated, beside the results"),
    )
    facet_size = Count(_MOST, load_default=10, metadata=doc("how many counts of each"))
    highlight = Choice(
        ("0", "1"),
        load_default="0",
        metadata=doc(
            "1 adds highlight, where the words matched: pairs of offsets in text and in paragraph, as in spans"
        ),
    )


class AnnotateParameters(Strict):
    """`POST /annotate`: the language that the sender declares."""

    language = LanguageTag(
        metadata={"description": "language of the text, as en; a text of 200 characters or more is checked against it"}
    )
