"""Articles as answers show them, with their provenance, and the answer to an article that was sent."""

from marshmallow import Schema, fields

from annotation import unread_reason
from api.schemas.entities import OutletSchema
from api.schemas.quotations import DATE, DATES, SOURCE_URL, UNKNOWN, QuotationSchema
from index import dates


class LanguageEvidenceSchema(Schema):
    """The language as declared, as detected, and which of them holds."""

    declared = fields.String(allow_none=True)
    detected = fields.String(allow_none=True)
    evidence = fields.String(allow_none=True)


class ProvenanceSchema(Schema):
    """The origin of an article: file or record, format, encoding, retrieval, and checksums (SHA-256)."""

    origin = fields.String(allow_none=True)
    position = fields.String(allow_none=True)
    format = fields.String(allow_none=True)
    reader = fields.String(allow_none=True)
    encoding = fields.String(allow_none=True)
    retrieved = fields.String(allow_none=True)
    captured = fields.String(allow_none=True)
    digest = fields.String(allow_none=True)
    raw_sha256 = fields.String(allow_none=True)
    text_sha256 = fields.String(allow_none=True)
    language_evidence = fields.Nested(
        LanguageEvidenceSchema,
        allow_none=True,
        metadata={
            "description": "the language as declared and as detected, and which of them holds; English may be assumed"
        },
    )


class CopySchema(Schema):
    """Another article with the same text, word for word."""

    id = fields.String()
    outlet = fields.Nested(OutletSchema, allow_none=True)
    source_url = fields.String(attribute="url", allow_none=True, metadata=SOURCE_URL)


class ArticleSchema(Schema):
    """One article, without its text: we quote articles, we do not republish them."""

    id = fields.String()
    headline = fields.String(allow_none=True)
    byline = fields.String(allow_none=True)
    outlet = fields.Nested(OutletSchema, allow_none=True)
    language = fields.String(allow_none=True)
    unread = fields.Function(
        lambda article: unread_reason(article.language),
        allow_none=True,
        metadata={
            "type": "string",
            "description": "why the article has no quotations, when its language is not read",
        },
    )
    date = fields.Function(lambda article: article.published.edtf, allow_none=True, metadata={**DATE, "type": "string"})
    dates = fields.Function(dates, allow_none=True, metadata={**DATES, "type": "object"})
    source_url = fields.String(attribute="url", allow_none=True, metadata=SOURCE_URL)
    licence = fields.String(allow_none=True)
    summary = fields.Boolean(allow_none=True)
    reasons = fields.Function(lambda article: dict(article.unknown), data_key="unknown", metadata=UNKNOWN)
    provenance = fields.Nested(ProvenanceSchema, allow_none=True)


class FullArticleSchema(ArticleSchema):
    """One article with its copies and its quotations, in the order of its text."""

    url = fields.String(attribute="own_url")
    copies = fields.List(fields.Nested(CopySchema))
    quotations = fields.List(fields.Nested(QuotationSchema))


class KeptSchema(Schema):
    """The outcome of storing an article: `new`, `revised` or `unchanged`."""

    id = fields.String()
    outcome = fields.String(allow_none=True)
    quotations = fields.List(fields.String())
    url = fields.String()
