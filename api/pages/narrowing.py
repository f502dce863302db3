"""Addresses of neighbouring searches: one filter more, one less, another order.

The whole state of a page is in its address. Each address leads to the first page of results.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from api.http.request_context import encoded
from api.pages.wording import FILTERS

Pairs = Sequence[tuple[str, str]]
_SEARCH_PARAMETERS = {*FILTERS, "sort", "limit"}
_DATE_PARAMETERS = {"date", "date_from", "date_to"}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A search as query parameters (`pairs`) below `path`, and the addresses of variations of it."""

    path: str
    pairs: Pairs

    @classmethod
    def of(cls, path: str, pairs: Pairs) -> "Narrowing":
        """Return the narrowing of the parameters of a request, without cursor and format.

        >>> Narrowing.of("/quotes", [("q", "dam"), ("cursor", "x")]).plus("outlet")("tass")
        '/quotes?q=dam&outlet=tass'
        """
        return cls(path, [pair for pair in pairs if pair[0] in _SEARCH_PARAMETERS])

    def plus(self, name: str) -> "AddressPrefix":
        """Return the prefix of searches with another value of a filter."""
        return AddressPrefix(self._prefix(self.pairs) + f"{name}=")

    def instead(self, name: str) -> "AddressPrefix":
        """Return the prefix of searches with a value that replaces the others; a date replaces all date filters."""
        replaced = _DATE_PARAMETERS if name == "date" else {name}
        return AddressPrefix(self._prefix([pair for pair in self.pairs if pair[0] not in replaced]) + f"{name}=")

    def without(self, name: str, value: str) -> str:
        """Return the address of the search without one value of a filter."""
        return self._prefix([pair for pair in self.pairs if pair != (name, value)]).rstrip("?&")

    def values(self, name: str) -> list[str]:
        """Return the values of a filter."""
        return [value for other, value in self.pairs if other == name]

    def beside(self, *names: str) -> Pairs:
        """Return the parameters other than `names`, for the hidden inputs of a form."""
        return [pair for pair in self.pairs if pair[0] not in names]

    def query(self, *others: tuple[str, str]) -> str:
        """Return the address of this search with parameters appended, such as a format."""
        return self._prefix([*self.pairs, *others]).rstrip("?&")

    def _prefix(self, pairs: Pairs) -> str:
        return f"{self.path}?{urlencode(pairs)}&" if pairs else f"{self.path}?"


class AddressPrefix(str):
    """An address up to a value, called with the value."""

    def __call__(self, value: str) -> str:
        """Return the address with a value."""
        return self + encoded(value)
