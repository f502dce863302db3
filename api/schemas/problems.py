"""Problem details (RFC 9457), with a fault for each parameter."""

from marshmallow import Schema, fields

from api.schemas.quotations import STATUS


class FaultSchema(Schema):
    """A fault of one parameter, with a suggestion."""

    parameter = fields.String(required=True)
    detail = fields.String(required=True)
    given = fields.String(required=True, allow_none=True)
    suggestion = fields.String(required=True, allow_none=True)


class ProblemSchema(Schema):
    """Problem details (RFC 9457)."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True, metadata=STATUS)
    detail = fields.String(required=True)
    errors = fields.List(fields.Nested(FaultSchema), required=True)
