"""Documents and articles → what answers show of them: addresses added, members in their order, parts chosen.

A *view* of a quotation is its document with the addresses that answers name. Every representation is written from it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from annotation import Span
from api.formats.anno import selectors
from api.formats.dump_plan import Shape, only, shape, shown
from api.http import urls
from api.schemas.articles import ArticleSchema, ProvenanceSchema
from api.schemas.quotations import QuotationSchema
from corpus import Article, Store
from index import Wanted, deep_link

View = Mapping[str, Any]
HEAVY = ("selectors", "provenance", "article")
"""The parts of a quotation that are shown under `included`, and only when asked for."""

_article_schema = ArticleSchema()
_provenance_schema = ProvenanceSchema()


def viewer() -> Callable[[Mapping[str, Any]], View]:
    """Return what makes views with the addresses of the server that answers; it outlives the request."""
    here = urls.server()

    def view(document: Mapping[str, Any]) -> View:
        passages = [document["paragraph"][start:end] for start, end in document["spans"]]
        return {
            **document,
            "url": f"{here}/quotes/{document['id']}",
            "article_url": f"{here}/articles/{document['article_id']}",
            "deep_link": deep_link(document["source_url"], passages),
            "speakers_url": f"{here}/speakers/",
        }

    return view


@cache
def _quotation_shape() -> Shape:
    return shape(QuotationSchema())


@dataclass(frozen=True, slots=True)
class Presenter:
    """Writes views as JSON members: all of them or some `fields`, with `include` parts and with `marked` words.

    `marked` tells for a language what is looked for in texts of it.
    """

    fields: Collection[str] = ()
    include: Collection[str] = ()
    marked: Callable[[str], Wanted] | None = None
    article: Callable[[str], Article | None] = lambda _: None

    def __call__(self, view: View) -> dict[str, Any]:
        """Return the JSON of a quotation."""
        written = shown(view, self._members())
        if heavy := [name for name in HEAVY if name in self.include]:
            written["included"] = {name: self._part(name, view) for name in heavy}
        if self.marked:
            written["highlight"] = highlight(view, self.marked(view["language"]))
        return written

    def _members(self) -> Shape:
        members = _quotation_shape()
        return only(members, {*self.fields, *self.include} - set(HEAVY) | set(self.fields)) if self.fields else members

    def _part(self, name: str, view: View) -> Any:
        if name == "selectors":
            return selectors(view)
        article = self.article(view["article_id"])
        if article is None:
            return None
        return _provenance_schema.dump(article.provenance) if name == "provenance" else article_json(article, view)


def article_of(store: Store) -> Callable[[str], Article | None]:
    """Return a lookup of articles in the store with a small cache: quotations of one article stand together."""
    return lru_cache(maxsize=128)(store.article)


def quotation_json(document: Mapping[str, Any]) -> dict[str, Any]:
    """Turn an indexed quotation into its JSON, as an answer has it by default."""
    return Presenter()(viewer()(document))


def article_json(article: Article, view: View | None = None) -> dict[str, Any]:
    """Turn an article into its JSON; outside of a request its address is taken from a `view` of a quotation in it."""
    written: dict[str, Any] = _article_schema.dump(article)
    return {**written, "url": view["article_url"] if view else urls.of("articles", article.id)}


def highlight(view: View, marked: Wanted) -> dict[str, list[list[int]]]:
    """Return where the words of a query stand, in `text` and, the same words, in `paragraph`."""
    found = marked.spans(view["text"])
    return {
        "text": [[span.start, span.end] for span in found],
        "paragraph": [pair for span in found for pair in _in_paragraph(span, view["spans"])],
    }


def _in_paragraph(span: Span, spans: Sequence[Sequence[int]]) -> list[list[int]]:
    """Move a span of the text, which is the spans of the paragraph joined by one space, to where they are."""
    moved = []
    begins = 0
    for start, end in spans:
        length = end - start
        first, last = max(span.start, begins), min(span.end, begins + length)
        if first < last:
            moved.append([start + first - begins, start + last - begins])
        begins += length + 1
    return moved
