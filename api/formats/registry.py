"""Quotations in every format there is: one table, with the media type and the writers for one and for many.

JSON and text are for answers to read; `csv` and `ndjson` stream every match; the others hold a page.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from api.formats import anno, atom, citations, csv, json, jsonld, ndjson, text
from api.formats.streaming import Matches, csv_lines, ndjson_lines
from api.formats.views import Presenter, View

Written = str | Iterator[str]


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around quotations in an answer: how they are shown, what is said of the search, where pages are."""

    parameters: Mapping[str, Any]
    present: Presenter
    meta: Mapping[str, Any] = field(default_factory=dict)
    links: Mapping[str, str | None] = field(default_factory=dict)
    facets: Mapping[str, Any] | None = None

    @property
    def total(self) -> int:
        """How many matches there are in all."""
        return int(self.meta.get("total", 1))

    @property
    def rest(self) -> dict[str, Any]:
        """The members of a JSON answer behind its data."""
        facets = {} if self.facets is None else {"facets": self.facets}
        return {**facets, "meta": self.meta, "links": self.links}

    def body(self, data: Any) -> dict[str, Any]:
        """Put the members of a JSON answer around its data."""
        return {"data": data, **self.rest}

    def json(self, value: Any) -> str:
        """Write JSON as the caller wants it: for people unless `pretty=0`."""
        return json.compact(value) if self.parameters["pretty"] == "0" else json.pretty(value)


@dataclass(frozen=True, slots=True)
class Representation:
    """A format: its media type, how one quotation and how many are written, and which parameters only it takes.

    `every` writes every match there is, line by line; None for what holds a page.
    """

    media_type: str
    one: Callable[[View, Around], Written]
    many: Callable[[Iterable[View], Around], Written]
    takes: frozenset[str] = frozenset()
    every: Callable[[Matches, Around], Iterator[str]] | None = None
    filename: str | None = None


def _json_one(view: View, around: Around) -> str:
    return around.json(around.body(around.present(view)))


def _json_many(views: Iterable[View], around: Around) -> str:
    return around.json(around.body([around.present(view) for view in views]))


def _text_many(views: Iterable[View], around: Around) -> str:
    parts = [text.quotation(view) for view in views]
    closing = "\n".join([f"{len(parts)} of {around.total} quotations", *around.meta.get("warnings", ())])
    return text.listing(parts, closing, around.links.get("next"))


def _csv(views: Iterable[View], around: Around) -> Iterator[str]:
    return csv.lines(
        map(Presenter(), views), around.parameters.get("fields", ()), around.parameters.get("excel") == "1"
    )


def _ndjson(views: Iterable[View], around: Around) -> Iterator[str]:
    return ndjson.lines(map(around.present, views))


def _csl(views: Iterable[View], around: Around) -> str:
    return around.json(citations.csl(views))


def _bibtex(views: Iterable[View], _: Around) -> str:
    return "".join(citations.bibtex(views))


def _ris(views: Iterable[View], _: Around) -> str:
    return "".join(citations.ris(views))


def _jsonld_many(views: Iterable[View], around: Around) -> str:
    return around.json(jsonld.many(views, around.links["self"] or "", around.total))


def _anno_many(views: Iterable[View], around: Around) -> str:
    links = around.links
    return around.json(anno.many(views, links["self"] or "", around.total, links.get("next"), links.get("prev")))


def _atom_many(views: Iterable[View], around: Around) -> str:
    return atom.feed(views, around.links["self"] or "", around.links.get("next"), around.links.get("prev"))


def _alone(many: Callable[[Iterable[View], Around], Written]) -> Callable[[View, Around], Written]:
    return lambda view, around: many([view], around)


_PARTS = frozenset({"fields", "include", "highlight"})

FORMATS: Mapping[str, Representation] = {
    "json": Representation(json.MEDIA_TYPE, _json_one, _json_many, _PARTS | {"facet", "facet_size"}),
    "jsonld": Representation(jsonld.MEDIA_TYPE, lambda v, around: around.json(jsonld.one(v)), _jsonld_many),
    "anno": Representation(anno.MEDIA_TYPE, lambda v, around: around.json(anno.one(v)), _anno_many),
    "csv": Representation(
        csv.MEDIA_TYPE,
        _alone(_csv),
        _csv,
        frozenset({"fields", "excel"}),
        lambda matches, around: csv_lines(matches, around.parameters),
        filename="quotations.csv",
    ),
    "ndjson": Representation(
        ndjson.MEDIA_TYPE,
        _alone(_ndjson),
        _ndjson,
        _PARTS,
        lambda matches, around: ndjson_lines(matches, around.present),
    ),
    "text": Representation(text.MEDIA_TYPE, lambda v, around: text.quotation(v) + "\n", _text_many),
    "atom": Representation(atom.MEDIA_TYPE, _alone(_atom_many), _atom_many),
    "csl": Representation(citations.CSL_TYPE, _alone(_csl), _csl),
    "bibtex": Representation(citations.BIBTEX_TYPE, _alone(_bibtex), _bibtex),
    "ris": Representation(citations.RIS_TYPE, _alone(_ris), _ris),
}
