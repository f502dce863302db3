"""Speakers and outlets, alone and counted over the whole corpus."""

from marshmallow import Schema, fields

from api.schemas import doc


class SpeakerSchema(Schema):
    """A speaker (person or body), and the words of the article that name it."""

    id = fields.String()
    name = fields.String(allow_none=True)
    role = fields.String(allow_none=True)
    as_written = fields.String(allow_none=True, metadata=doc("the words of the article that name the speaker"))


class OutletSchema(Schema):
    """The outlet that printed an article."""

    id = fields.String()
    name = fields.String(allow_none=True)


class OutletEntrySchema(Schema):
    """An outlet with its counts in the published generation."""

    id = fields.String()
    name = fields.String(allow_none=True)
    quotations = fields.Integer()
    articles = fields.Integer(allow_none=True)
    first = fields.String(allow_none=True)
    last = fields.String(allow_none=True)
    quotes_url = fields.String(allow_none=True)
    url = fields.String()


class SpeakerEntrySchema(OutletEntrySchema):
    """A speaker with its counts in the published generation."""

    role = fields.String(allow_none=True)
    aliases = fields.List(fields.String())
    outlets = fields.List(fields.String())


class SuggestionSchema(Schema):
    """A completion of a speaker's name; `matched` is the name or alias that begins with the query."""

    id = fields.String()
    name = fields.String(allow_none=True)
    role = fields.String(allow_none=True)
    matched = fields.String(allow_none=True)
    quotations = fields.Integer()
    url = fields.String()
