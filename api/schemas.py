"""marshmallow schemas: the parameters that come in and the JSON that goes out.

A message is one clause about the value; what follows "; " is the suggestion.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from marshmallow import Schema, ValidationError, fields

from corpus.dates import day_range
from corpus.errors import BadDate
from index.documents import dates
from index.request import Sort

_MOST = 100
_LONGEST = 256
_COUNT = re.compile(r"\d{1,9}", re.ASCII)


class Words(fields.String):
    """Text from a caller: not empty, not endless, without control characters."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not value.strip():
            raise ValidationError("is empty; leave it out or give it a value")
        if len(value) > _LONGEST:
            raise ValidationError(f"is longer than {_LONGEST} characters")
        if any(unicodedata.category(c) in ("Cc", "Cs") for c in value):
            raise ValidationError("holds control characters")
        return str(value)


class Count(fields.Integer):
    """A whole number in the digits 0 to 9, from 0 to `most`."""

    def __init__(self, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        if not _COUNT.fullmatch(value) or int(value) > self.most:
            raise ValidationError(f"is not a whole number from 0 to {self.most}")
        return int(value)


class Choice(Words):
    """One of a few words."""

    def __init__(self, choices: Iterable[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.choices = tuple(choices)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        given = super()._deserialize(value, attr, data, **kwargs)
        if given in self.choices:
            return given
        near = difflib.get_close_matches(given, self.choices, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise ValidationError(f"is not one of {', '.join(self.choices)}{hint}")


class Day(Words):
    """The first or the last day of an EDTF day, month or year, as `2018-05-31`."""

    def __init__(self, last: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.last = last

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        given = super()._deserialize(value, attr, data, **kwargs)
        try:
            return day_range(given)[self.last].isoformat()
        except BadDate as error:
            raise ValidationError(str(error).removeprefix(f"{given!r} ")) from error


class Strict(Schema):
    """The parameters of one address: `pretty` is everywhere."""

    pretty = Choice(("0", "1"), load_default="1")
    format = Choice(("json", "text"))


class PageParameters(Strict):
    """How much of a list, and from where."""

    limit = Count(_MOST, load_default=20)
    cursor = fields.String()


class SearchParameters(PageParameters):
    """What quotations and paragraphs are searched by."""

    q = Words()
    speaker = fields.List(Words())
    outlet = fields.List(Words())
    article = fields.List(Words())
    date_from = Day()
    date_to = Day(last=True)


class QuotesParameters(SearchParameters):
    """`GET /quotes`."""

    kind = fields.List(Choice(("direct", "mixed", "indirect")))
    language = fields.List(Words())
    sort = Choice(tuple(Sort))


class ParagraphsParameters(SearchParameters):
    """`GET /paragraphs`."""

    sort = Choice((Sort.NEWEST, Sort.OLDEST, Sort.RELEVANCE))


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
    date = fields.Function(lambda article: article.published.edtf)
    dates = fields.Function(dates)
    source_url = fields.String(attribute="url")
    licence = fields.String()
    summary = fields.Boolean()
    reasons = fields.Function(lambda article: dict(article.unknown), data_key="unknown")
    provenance = fields.Nested(ProvenanceSchema)
