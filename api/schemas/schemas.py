"""marshmallow schemas: the parameters that come in and the JSON that goes out."""

from marshmallow import Schema, fields

from annotation import unread_reason
from api.params.fields import Choice, Count, Day, LanguageTag, Period, Words
from api.params.query_params import Listed
from index import Sort, dates

_MOST = 100


class Strict(Schema):
    """The parameters of one address: `pretty` is everywhere."""

    pretty = Choice(("0", "1"), load_default="1")
    format = Choice(("json", "text"))


class NoParameters(Schema):
    """An address that takes none."""


class PageParameters(Strict):
    """How much of a list, and from where."""

    limit = Count(_MOST, load_default=20)
    cursor = fields.String()


class Filters(Schema):
    """What is searched: words, and what must hold beside them."""

    q = Words()
    speaker = fields.List(Words())
    outlet = fields.List(Words())
    article = fields.List(Words())
    date = Period()
    date_from = Day()
    date_to = Day(last=True)


class QuotationFilters(Filters):
    """What quotations alone can be filtered by."""

    kind = fields.List(Choice(("direct", "mixed", "indirect")))
    language = fields.List(Words())


class ParagraphsParameters(PageParameters, Filters):
    """`GET /paragraphs`."""

    sort = Choice((Sort.NEWEST, Sort.OLDEST, Sort.RELEVANCE))


class TimelineParameters(Strict, QuotationFilters):
    """`GET /timeline`."""

    interval = Choice(("day", "month", "year"), load_default="month")


class RandomParameters(Strict, QuotationFilters):
    """`GET /quotes/random`."""

    seed = Words()


class SuggestParameters(Strict):
    """`GET /speakers/suggest`."""

    q = Words(required=True, metadata={"description": "the beginning of one or more words of a name"})
    limit = Count(_MOST, load_default=10, metadata={"description": "how many suggestions"})


class SpeakerParameters(Strict):
    """`GET /speakers/{id}`."""

    format = Choice(("json", "text", "jsonld"))


class SpeakerSchema(Schema):
    """Who speaks: the person or body, and the words the article names them by."""

    id = fields.String()
    name = fields.String()
    role = fields.String()
    as_written = fields.String()


class OutletSchema(Schema):
    """Who printed it."""

    id = fields.String()
    name = fields.String()


class AttributionSchema(Schema):
    """Why we think that they said it."""

    cue = fields.String()
    source = fields.String()
    rule = fields.String()
    confidence = fields.Float()
    status = fields.String()
    statement = fields.Boolean()
    anonymous = fields.Boolean()


class DatelineSchema(Schema):
    """What stands before the first sentence, as printed."""

    text = fields.String()
    place = fields.String()
    day = fields.String()
    agency = fields.String()


class DatesSchema(Schema):
    """When it was published, and on which evidence."""

    published = fields.String()
    evidence = fields.String()
    inferred = fields.Boolean()
    dateline = fields.Nested(DatelineSchema)


class QuotationSchema(Schema):
    """One quotation with its provenance, in the order it is shown."""

    id = fields.String()
    text = fields.String()
    kind = fields.String()
    language = fields.String()
    speaker = fields.Nested(SpeakerSchema)
    together = fields.List(fields.Nested(SpeakerSchema(only=("id", "name", "role"))))
    date = fields.String()
    dates = fields.Nested(DatesSchema)
    outlet = fields.Nested(OutletSchema)
    headline = fields.String()
    source_url = fields.String()
    paragraph = fields.String()
    paragraph_number = fields.Integer()
    spans = fields.Raw()
    attribution = fields.Nested(AttributionSchema)
    reasons = fields.Raw(attribute="unknown", data_key="unknown")
    article = fields.String(attribute="article_id")
    url = fields.String()
    article_url = fields.String()
    deep_link = fields.String()


FORMATS = ("json", "jsonld", "anno", "csv", "ndjson", "text", "atom", "csl", "bibtex", "ris")
"""The names of the formats that quotations are written in; `api/formats/registry.py` has the writers."""

_MEMBERS = tuple(field.data_key or name for name, field in QuotationSchema().dump_fields.items())


class Represented(Strict):
    """The formats of quotations, and what CSV alone is asked."""

    format = Choice(FORMATS)
    excel = Choice(("0", "1"), load_default="0")


class QuotationParameters(Represented):
    """`GET /quotes/{id}`: in which format, and which parts."""

    fields = Listed(Choice(_MEMBERS))  # type: ignore[assignment]
    include = Listed(Choice(("selectors", "provenance", "dates", "article")))


class QuotesParameters(QuotationParameters, PageParameters, QuotationFilters):
    """`GET /quotes`."""

    sort = Choice(tuple(Sort))
    facet = Listed(Choice(("speaker", "outlet", "kind", "language", "year", "month")))
    facet_size = Count(_MOST, load_default=10)
    highlight = Choice(("0", "1"), load_default="0")


class ParagraphSchema(Schema):
    """One paragraph, with the ids of the quotations in it."""

    id = fields.String()
    text = fields.String()
    number = fields.Integer()
    language = fields.String()
    quotations = fields.Raw()
    speakers = fields.Raw()
    date = fields.String()
    dates = fields.Nested(DatesSchema)
    outlet = fields.Nested(OutletSchema)
    headline = fields.String()
    source_url = fields.String()
    reasons = fields.Raw(attribute="unknown", data_key="unknown")
    article = fields.String(attribute="article_id")
    article_url = fields.String()
    deep_link = fields.String()


class HistorySchema(Schema):
    """Everything that was said of a quotation, as it is now and as it came about."""

    id = fields.String()
    text = fields.String()
    status = fields.String()
    kind = fields.String()
    speaker = fields.Nested(SpeakerSchema(only=("id", "name", "role")))
    history = fields.Raw()
    article = fields.String()
    url = fields.String()
    article_url = fields.String()


class LanguageEvidenceSchema(Schema):
    """How the language is known: as declared, as detected, and which of them holds."""

    declared = fields.String()
    detected = fields.String()
    evidence = fields.String()


class ProvenanceSchema(Schema):
    """Where an article came from, and checksums to prove it."""

    origin = fields.String()
    position = fields.String()
    format = fields.String()
    reader = fields.String()
    encoding = fields.String()
    retrieved = fields.String()
    captured = fields.String()
    digest = fields.String()
    raw_sha256 = fields.String()
    text_sha256 = fields.String()
    language_evidence = fields.Nested(LanguageEvidenceSchema)


class CopySchema(Schema):
    """Another article with the same text, word for word."""

    id = fields.String()
    outlet = fields.Nested(OutletSchema)
    source_url = fields.String(attribute="url")


class ArticleSchema(Schema):
    """One article, without its text: we quote articles, we do not republish them."""

    id = fields.String()
    headline = fields.String()
    byline = fields.String()
    outlet = fields.Nested(OutletSchema)
    language = fields.String()
    unread = fields.Function(lambda article: unread_reason(article.language))
    date = fields.Function(lambda article: article.published.edtf)
    dates = fields.Function(dates)
    source_url = fields.String(attribute="url")
    licence = fields.String()
    summary = fields.Boolean()
    reasons = fields.Function(lambda article: dict(article.unknown), data_key="unknown")
    provenance = fields.Nested(ProvenanceSchema)


class FullArticleSchema(ArticleSchema):
    """One article with its copies and its quotations, in the order of its text."""

    url = fields.String(attribute="own_url")
    copies = fields.List(fields.Nested(CopySchema))
    quotations = fields.List(fields.Nested(QuotationSchema))


class OutletEntrySchema(Schema):
    """One outlet of a generation, counted."""

    id = fields.String()
    name = fields.String()
    quotations = fields.Integer()
    articles = fields.Integer()
    first = fields.String()
    last = fields.String()
    quotes_url = fields.String()
    url = fields.String()


class SpeakerEntrySchema(OutletEntrySchema):
    """One speaker of a generation, counted."""

    role = fields.String()
    aliases = fields.List(fields.String())
    outlets = fields.List(fields.String())


class HealthSchema(Schema):
    """The process answers."""

    status = fields.String()


class ReadinessSchema(HealthSchema):
    """A generation answers."""

    generation = fields.String()
    quotations = fields.Integer()


class FaultSchema(Schema):
    """What is wrong with one parameter."""

    parameter = fields.String(required=True)
    detail = fields.String(required=True)
    given = fields.String(required=True, allow_none=True)
    suggestion = fields.String(required=True, allow_none=True)


class ProblemSchema(Schema):
    """A fault, as RFC 9457 has it."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    errors = fields.List(fields.Nested(FaultSchema), required=True)


class AddressSchema(Schema):
    """One address and what it is."""

    address = fields.String()
    what = fields.String()


class LineSchema(Schema):
    """A line for a terminal, and what it does."""

    what = fields.String()
    line = fields.String()


class HomeSchema(Schema):
    """What there is to ask."""

    name = fields.String()
    what = fields.String()
    lines = fields.List(fields.Nested(LineSchema), data_key="try")
    addresses = fields.List(fields.Nested(AddressSchema))


class PeriodSchema(Schema):
    """How many there are in one period."""

    period = fields.String()
    count = fields.Integer()


class SuggestionSchema(Schema):
    """One speaker whose name begins so; `matched` is that name."""

    id = fields.String()
    name = fields.String()
    role = fields.String()
    matched = fields.String()
    quotations = fields.Integer()
    url = fields.String()


class AnnotateParameters(Strict):
    """`POST /annotate`: the language that the sender declares."""

    language = LanguageTag(
        metadata={"description": "language of the text, as en; a text of 200 characters or more is checked against it"}
    )


class TextSchema(Schema):
    """A text to find quotations in."""

    text = fields.String(required=True)


class AnnotatedSchema(Schema):
    """One quotation of a text that is not kept."""

    text = fields.String()
    kind = fields.String()
    spans = fields.Raw()
    speaker = fields.Nested(SpeakerSchema)
    together = fields.List(fields.Nested(SpeakerSchema(only=("id", "name", "role"))))
    attribution = fields.Raw()
