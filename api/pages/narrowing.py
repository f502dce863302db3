"""The searches one step from this one: a filter more, a filter less, another order.

A page keeps its whole state in its address, so a step is an address. Every step begins again at the first page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from api.http.request_context import encoded
from api.pages.wording import FILTERS

Pairs = Sequence[tuple[str, str]]
_KEPT = {*FILTERS, "sort", "limit"}
_DATES = {"date", "date_from", "date_to"}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Steps from the search that `pairs` make; `path` is where searches are."""

    path: str
    pairs: Pairs

    @classmethod
    def of(cls, path: str, pairs: Pairs) -> "Narrowing":
        """Take from the parameters of an address what makes its search.

        >>> Narrowing.of("/quotes", [("q", "dam"), ("cursor", "x")]).plus("outlet")("tass")
        '/quotes?q=dam&outlet=tass'
        """
        return cls(path, [pair for pair in pairs if pair[0] in _KEPT])

    def plus(self, name: str) -> "Step":
        """Return the searches with another value of a filter."""
        return Step(self._before(self.pairs) + f"{name}=")

    def instead(self, name: str) -> "Step":
        """Return the searches with a value in place of those there are; a date replaces every kind of date."""
        gone = _DATES if name == "date" else {name}
        return Step(self._before([pair for pair in self.pairs if pair[0] not in gone]) + f"{name}=")

    def without(self, name: str, value: str) -> str:
        """Return the search without one value of a filter."""
        return self._before([pair for pair in self.pairs if pair != (name, value)]).rstrip("?&")

    def given(self, name: str) -> list[str]:
        """Return the values of a filter."""
        return [value for other, value in self.pairs if other == name]

    def beside(self, *names: str) -> Pairs:
        """Return what the search has beside some parameters, for a form that asks for these."""
        return [pair for pair in self.pairs if pair[0] not in names]

    def query(self, *others: tuple[str, str]) -> str:
        """Return the address of this search with other parameters behind, as one of a format."""
        return self._before([*self.pairs, *others]).rstrip("?&")

    def _before(self, pairs: Pairs) -> str:
        return f"{self.path}?{urlencode(pairs)}&" if pairs else f"{self.path}?"


class Step(str):
    """An address up to the value that is still to come."""

    def __call__(self, value: str) -> str:
        """Return the address with a value."""
        return self + encoded(value)
