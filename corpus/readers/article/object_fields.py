"""Objects of JSON whose form is known (ninjs, the answers of WordPress, the Guardian, NYT, NewsAPI, GDELT) → an
export's fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class ObjectFields:
    """Fields by names that `EXPORT_FIELD_NAMES` lists; `partial` is why the text is not the whole article."""

    fields: Mapping[str, Any]
    partial: str | None = None


class ObjectFormat(Protocol):
    """One form of object: its name and version, by which names it is recognised, and what its fields are."""

    FORMAT: str
    VERSION: str

    def matches(self, names: set[str]) -> bool:
        """Return whether an object with these names is of this form."""
        ...

    def fields_of(self, item: Mapping[str, Any]) -> ObjectFields:
        """Return the fields of an object; raises BadRecord."""
        ...


def first_words(item: Mapping[str, Any], *names: str) -> str | None:
    """Return the first string that one of the names has; `a.b` is a name inside an object."""
    for path in names:
        value: Any = item
        for name in path.split("."):
            value = value.get(name) if isinstance(value, dict | Mapping) else None
        if isinstance(value, str) and value.strip():
            return value
    return None


def name_of(part: Mapping[str, Any]) -> str | None:
    """Return the name that an object gives."""
    return first_words(part, "name", "title", "value", "literal")


def html_first(bodies: Mapping[str, str]) -> str | None:
    """Return the body that is marked up, whose paragraphs are certain, else the first."""
    return next((words for name, words in bodies.items() if "html" in name), next(iter(bodies.values()), None))


def plain(words: str | None) -> str | None:
    """Return words with references of HTML as characters (`&#8217;`)."""
    return unescape(words) if words else None
