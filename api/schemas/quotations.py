"""Quotations, paragraphs and the timeline as answers show them, and texts sent to be annotated."""

from marshmallow import Schema, fields
from marshmallow.validate import OneOf

from annotation import Act
from api.schemas import doc
from api.schemas.entities import OutletSchema, SpeakerSchema

TEXT = doc(
    "what was said, verbatim: the spans joined by one space, without marks around them and without the "
    "verb that a paraphrase hangs on (attribution.cue); format=text and the pages show it as it may be repeated"
)
KIND = doc("direct: all of it stood between quotation marks; mixed: some of it; indirect: none, a paraphrase")
DATE = doc("when it was printed: a day, a month or a year (EDTF)")
DATES = doc("how the date is known; inferred when a part of it is not printed in the article")
SOURCE_URL = doc("where it was printed")
UNKNOWN = {
    "description": "why members are null, by their names",
    "type": "object",
    "additionalProperties": {"type": "string"},
}
STATUS = doc("automatic, or corrected by a person")
ACTS = tuple(act.value for act in Act)
ACT = doc(
    "what the verb reports: says, asks, promises, demands, denies, thinks; or does, when somebody is reported to do "
    "something rather than to say it, as in “agreed to talks”"
)
SAID = doc("when it was said: a day, a month, a year, or an interval of two of them (EDTF)")
OCCASION = doc("when, where, to whom and by which medium it was said; null where no words beside it tell any of it")
_EVIDENCE = {
    "description": "for each of them that is not null, the words of the article and the rule that read them",
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "properties": {"text": {"type": "string"}, "rule": {"type": "string"}},
    },
}
_DEEP_LINK = doc("the same with a text fragment that scrolls to the words")
_TOGETHER = doc("several who speak as one; speaker is null then")
_SPANS = {
    "description": "where it stands in paragraph: pairs of start and end, half-open, counted in Unicode code points "
    "from 0 (JavaScript counts UTF-16 units: use Array.from)",
    "type": "array",
    "items": {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2},
}
_NAMED = ("id", "name", "role")


class AttributionSchema(Schema):
    """The evidence for the speaker: cue, source, rule and confidence."""

    cue = fields.String(allow_none=True, metadata=doc("the reporting verb or phrase"))
    source = fields.String(allow_none=True, metadata=doc("the words of the article that name who speaks"))
    rule = fields.String(allow_none=True, metadata=doc("how the speaker was found; docs/annotation.md explains each"))
    confidence = fields.Float(
        allow_none=True, metadata=doc("how probable it is that the speaker is right, from 0 to 1")
    )
    status = fields.String(allow_none=True, metadata=STATUS)
    statement = fields.Boolean(
        allow_none=True, metadata=doc("false for what somebody thinks, plans or finds rather than says")
    )
    anonymous = fields.Boolean(
        allow_none=True, metadata=doc("true when the article keeps the speaker's name to itself")
    )
    act = fields.String(allow_none=True, validate=OneOf(ACTS), metadata=ACT)


class DatelineSchema(Schema):
    """The dateline before the first sentence, as printed."""

    text = fields.String(metadata=TEXT)
    place = fields.String(allow_none=True)
    day = fields.String(allow_none=True)
    agency = fields.String(allow_none=True)


class DatesSchema(Schema):
    """The publication date (EDTF) with its evidence."""

    published = fields.String(allow_none=True)
    evidence = fields.String(allow_none=True)
    inferred = fields.Boolean(allow_none=True)
    dateline = fields.Nested(DatelineSchema, allow_none=True)


class OccasionSchema(Schema):
    """When, where, to whom and by which medium something was said, from the sentence that reports it."""

    said = fields.String(allow_none=True, metadata=SAID)
    place = fields.String(allow_none=True, metadata=doc("where it was said, as written"))
    event = fields.String(allow_none=True, metadata=doc("the event at which it was said, as written"))
    medium = fields.String(allow_none=True, metadata=doc("interview, statement, post, letter, court filing …"))
    addressee = fields.String(allow_none=True, metadata=doc("to whom it was said, as written"))
    language = fields.String(allow_none=True, metadata=doc("the language it was said in, as es"))
    evidence = fields.Raw(allow_none=True, metadata=_EVIDENCE)


class QuotationSchema(Schema):
    """One quotation with its provenance, in the order it is shown."""

    id = fields.String()
    text = fields.String(metadata=TEXT)
    kind = fields.String(metadata=KIND)
    language = fields.String(allow_none=True)
    speaker = fields.Nested(SpeakerSchema, allow_none=True)
    together = fields.List(fields.Nested(SpeakerSchema(only=_NAMED), metadata=_TOGETHER), metadata=_TOGETHER)
    date = fields.String(allow_none=True, metadata=DATE)
    dates = fields.Nested(DatesSchema, allow_none=True, metadata=DATES)
    outlet = fields.Nested(OutletSchema, allow_none=True)
    headline = fields.String(allow_none=True)
    source_url = fields.String(allow_none=True, metadata=SOURCE_URL)
    paragraph = fields.String(metadata=doc("the paragraph, or paragraphs, that it stands in"))
    paragraph_number = fields.Integer(allow_none=True, metadata=doc("which paragraph of the article, from 1"))
    spans = fields.Raw(metadata=_SPANS)
    attribution = fields.Nested(AttributionSchema, allow_none=True)
    occasion = fields.Nested(OccasionSchema, allow_none=True, metadata=OCCASION)
    reasons = fields.Raw(attribute="unknown", data_key="unknown", metadata=UNKNOWN)
    article = fields.String(attribute="article_id", allow_none=True)
    url = fields.String()
    article_url = fields.String(allow_none=True)
    deep_link = fields.String(allow_none=True, metadata=_DEEP_LINK)


class ParagraphSchema(Schema):
    """One paragraph, with the ids of its quotations."""

    id = fields.String()
    text = fields.String(metadata=TEXT)
    number = fields.Integer(allow_none=True)
    language = fields.String(allow_none=True)
    quotations = fields.List(fields.String())
    speakers = fields.List(fields.String(), allow_none=True)
    date = fields.String(allow_none=True, metadata=DATE)
    dates = fields.Nested(DatesSchema, allow_none=True, metadata=DATES)
    outlet = fields.Nested(OutletSchema, allow_none=True)
    headline = fields.String(allow_none=True)
    source_url = fields.String(allow_none=True, metadata=SOURCE_URL)
    reasons = fields.Raw(attribute="unknown", data_key="unknown", metadata=UNKNOWN)
    article = fields.String(attribute="article_id", allow_none=True)
    article_url = fields.String(allow_none=True)
    deep_link = fields.String(allow_none=True, metadata=_DEEP_LINK)


class HistorySchema(Schema):
    """A quotation as it is now, and its history: annotations and corrections in order."""

    id = fields.String()
    text = fields.String(metadata=TEXT)
    status = fields.String(allow_none=True, metadata=STATUS)
    kind = fields.String(metadata=KIND)
    speaker = fields.Nested(SpeakerSchema(only=_NAMED), allow_none=True)
    history = fields.Raw(allow_none=True, metadata={"type": "array", "items": {"type": "object"}})
    article = fields.String(allow_none=True)
    url = fields.String()
    article_url = fields.String(allow_none=True)


class PeriodSchema(Schema):
    """The count of quotations in one period of the timeline."""

    period = fields.String(allow_none=True)
    count = fields.Integer(allow_none=True)


class TextSchema(Schema):
    """A text sent to be annotated."""

    text = fields.String(required=True, metadata=TEXT)


class AnnotatedSchema(Schema):
    """One quotation of a text sent to be annotated; nothing of it is stored."""

    text = fields.String(metadata=TEXT)
    kind = fields.String(metadata=KIND)
    spans = fields.Raw(metadata=_SPANS)
    speaker = fields.Nested(SpeakerSchema, allow_none=True)
    together = fields.List(fields.Nested(SpeakerSchema(only=_NAMED), metadata=_TOGETHER), metadata=_TOGETHER)
    attribution = fields.Raw()
    occasion = fields.Nested(OccasionSchema, allow_none=True, metadata=OCCASION)
