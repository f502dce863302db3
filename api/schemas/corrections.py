"""Corrections of quotations: the request body, read strictly, and the stored correction."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema
from marshmallow.validate import OneOf

from api.schemas.quotations import KIND
from corpus import CORRECTION_KINDS


class Line(fields.String):
    """One line of 1 to `most` characters."""

    def __init__(self, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str) or not value.strip() or len(value) > self.most or not value.isprintable():
            raise ValidationError(f"is not one line of 1 to {self.most} characters")
        return value


class CorrectionSchema(Schema):
    """A correction: at least one of the first three, and the reason. `speaker` is a name in full, null for nobody."""

    error_messages = {  # noqa: RUF012 - marshmallow declares it so
        "unknown": "is nothing that can be corrected",
        "type": "is not a JSON object",
    }

    speaker = Line(200, allow_none=True)
    kind = fields.String(
        validate=OneOf(CORRECTION_KINDS, error=f"is not one of {', '.join(CORRECTION_KINDS)}"), metadata=KIND
    )
    withdrawn = fields.Boolean(truthy={True}, falsy={False}, error_messages={"invalid": "is not true or false"})
    reason = Line(
        2000, required=True, error_messages={"required": "is missing; say why, for those who read the history"}
    )

    @validates_schema(skip_on_field_errors=True)
    def _changes_something(self, data: dict[str, Any], **kwargs: Any) -> None:
        if not data.keys() & {"speaker", "kind", "withdrawn"}:
            raise ValidationError("changes nothing; give speaker, kind or withdrawn")


class CorrectedSchema(Schema):
    """A stored correction."""

    id = fields.String()
    what = fields.String(allow_none=True)
    when = fields.String(allow_none=True)
    number = fields.Integer(allow_none=True)
    who = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)
    was = fields.Raw(allow_none=True, metadata={"type": "object"})
    now = fields.Raw(allow_none=True, metadata={"type": "object"})
    url = fields.String()
    history_url = fields.String(allow_none=True)
