"""How fields of our schemas are written in the document: what they take, what they mean, and where they are null."""

from typing import Any

from marshmallow import fields

from api.openapi.meanings import FIELDS, MEANINGS, PARTS
from api.params.fields import LanguageTag, Words
from api.schemas.schemas import Strict


def bounds(self: Any, field: fields.Field[Any], **kwargs: Any) -> dict[str, Any]:
    """Say what our own fields take, and what every parameter means."""
    made: dict[str, Any] = {}
    if choices := getattr(field, "choices", None):
        made |= {"enum": [str(choice) for choice in choices]}
    elif isinstance(field, Words):
        # Something beyond white space, and no control characters.
        made |= {
            "minLength": 1,
            "maxLength": 256,
            "pattern": r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$",
        }
    if isinstance(field, LanguageTag):
        made["pattern"] = field.pattern
    if isinstance(field, fields.Integer) and (most := getattr(field, "most", None)) is not None:
        made |= {"minimum": getattr(field, "least", 0), "maximum": most}
    own = field.metadata.get("description")
    if _is_asked(field) and (meaning := (own or MEANINGS.get(field.name or ""))):
        made["description"] = meaning
    if not _is_asked(field) and (meaning := PARTS.get(field.data_key or field.name or "")):
        made["description"] = meaning
    if isinstance(field, fields.Raw | fields.Function) and type(field) in (fields.Raw, fields.Function):
        made |= FIELDS.get(field.name or "", {})
    return made


def _is_asked(field: fields.Field[Any]) -> bool:
    """Say whether a field is a parameter, not a part of an answer."""
    return isinstance(field.parent, Strict)


def null(self: Any, field: fields.Field[Any], ret: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """What is not known is null in an answer; what identifies a thing is always there."""
    exact = type(field.parent).__name__ in _EXACT or isinstance(field.parent, fields.Field)
    if exact or _is_asked(field) or field.name in _NEVER_NULL or isinstance(field, fields.List):
        return {}
    if "$ref" in ret or "allOf" in ret:
        reference = ret.pop("$ref", None) or ret.pop("allOf")[0]["$ref"]
        return {"anyOf": [{"$ref": reference}, {"type": "null"}]}
    kind = ret.get("type")
    return {"type": [kind, "null"]} if isinstance(kind, str) else {}


_EXACT = {"CorrectionSchema", "ProblemSchema", "FaultSchema", "HealthSchema", "ReadinessSchema"}
_NEVER_NULL = {"id", "url", "text", "kind", "paragraph", "spans", "quotations", "errors", "reasons"}


def in_words(parameters: list[dict[str, Any]]) -> None:
    """Say in words what is taken for a parameter left out: clients send what the schema calls a default."""
    for parameter in parameters:
        default = parameter["schema"].pop("default", None)
        if default is not None:
            parameter["description"] = f"{parameter.get('description', '')}; {default} without it".removeprefix("; ")
