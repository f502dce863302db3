"""marshmallow fields of query parameters: text, integer, enumeration, EDTF day, EDTF period.

A message is one clause about the value; the suggestion follows "; ".
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from marshmallow import ValidationError, fields

from corpus import BadDate, day_range, language_code

_LONGEST = 256
_COUNT = re.compile(r"\d{1,9}", re.ASCII)


class Words(fields.String):
    """Text of 1 to 256 characters, without control characters."""

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
    """One of `choices`."""

    def __init__(self, choices: Iterable[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.choices = tuple(choices)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if text in self.choices:
            return text
        near = difflib.get_close_matches(text, self.choices, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise ValidationError(f"is not one of {', '.join(self.choices)}{hint}")


class LanguageTag(Words):
    """A BCP 47 tag of language, script and region, as `en` or `pt-BR`."""

    pattern = "^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?$"

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        tag = super()._deserialize(value, attr, data, **kwargs)
        if not re.fullmatch(self.pattern, tag) or (code := language_code(tag)) is None:
            raise ValidationError("is not the code of a language, such as en or pt-BR")
        return code


class Day(Words):
    """The first or the last day of an EDTF day, month or year, as `2018-05-31`."""

    def __init__(self, last: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.last = last

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            return day_range(text)[self.last].isoformat()
        except BadDate as error:
            raise ValidationError(_message(error, text)) from error


class Period(Words):
    """The first and the last day of an EDTF day, month, year or interval of two of them, as `2018-05/2018-06`."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            first, last = day_range(text)
        except BadDate as error:
            raise ValidationError(_message(error, text)) from error
        return first.isoformat(), last.isoformat()


def _message(error: BadDate, text: str) -> str:
    return str(error).removeprefix(f"{text!r} ")
