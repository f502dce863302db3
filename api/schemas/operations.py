"""Health, readiness and the home address."""

from marshmallow import Schema, fields

from api.schemas.quotations import STATUS


class HealthSchema(Schema):
    """Liveness: the process answers."""

    status = fields.String(metadata=STATUS)


class ReadinessSchema(HealthSchema):
    """Readiness: a generation is published and searchable."""

    generation = fields.String()
    quotations = fields.Integer()
    lag = fields.Integer(
        allow_none=True,
        metadata={"description": "seconds for which something accepted cannot be found; null when that is not known"},
    )


class AddressSchema(Schema):
    """One address of the API and its summary."""

    address = fields.String(allow_none=True)
    what = fields.String(allow_none=True)


class LineSchema(Schema):
    """A command line to try, and its effect."""

    what = fields.String(allow_none=True)
    line = fields.String(allow_none=True)


class HomeSchema(Schema):
    """The home address: name, command lines to try, addresses."""

    name = fields.String(allow_none=True)
    what = fields.String(allow_none=True)
    lines = fields.List(fields.Nested(LineSchema), data_key="try")
    addresses = fields.List(fields.Nested(AddressSchema))
