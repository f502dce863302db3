"""Presenter: views of quotations and articles → the members of their JSON, all or some, in the order of the schema."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from api.formats.anno import selectors
from api.formats.dump_plan import DumpPlan, dump, plan_of, restricted
from api.formats.views import View, highlight, view_builder
from api.http.request_context import current_context
from api.schemas.articles import ArticleSchema, ProvenanceSchema
from api.schemas.quotations import QuotationSchema
from corpus import Article, Store
from index import Highlighter

INCLUDED = ("selectors", "provenance", "article")
"""The parts of a quotation that are shown under `included`, and only when asked for."""

_article_schema = ArticleSchema()
_provenance_schema = ProvenanceSchema()


@cache
def _quotation_plan() -> DumpPlan:
    return plan_of(QuotationSchema())


@dataclass(frozen=True, slots=True)
class Presenter:
    """Writes views as JSON members: all or some `fields`, with `include` parts, and with highlighted words.

    `highlighter` maps a language to the words of the query in it; `article` looks an article up by its id.
    """

    fields: Collection[str] = ()
    include: Collection[str] = ()
    highlighter: Callable[[str], Highlighter] | None = None
    article: Callable[[str], Article | None] = lambda _: None

    def __call__(self, view: View) -> dict[str, Any]:
        """Return the JSON members of a quotation."""
        members = dump(view, self._plan())
        if parts := [name for name in INCLUDED if name in self.include]:
            members["included"] = {name: self._part(name, view) for name in parts}
        if self.highlighter:
            members["highlight"] = highlight(view, self.highlighter(view["language"]))
        return members

    def _plan(self) -> DumpPlan:
        plan = _quotation_plan()
        return (
            restricted(plan, {*self.fields, *self.include} - set(INCLUDED) | set(self.fields)) if self.fields else plan
        )

    def _part(self, name: str, view: View) -> Any:
        if name == "selectors":
            return selectors(view)
        article = self.article(view["article_id"])
        if article is None:
            return None
        if name == "provenance":
            return _provenance_schema.dump(article.provenance)
        return _article_json(article, view["article_url"])


def article_of(store: Store) -> Callable[[str], Article | None]:
    """Return a lookup of articles, cached, since quotations of one article follow each other."""
    return lru_cache(maxsize=128)(store.article)


def quotation_json(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return an indexed quotation as its JSON members, as answers have them by default."""
    return Presenter()(view_builder()(document))


def article_json(article: Article) -> dict[str, Any]:
    """Return an article as its JSON members."""
    return _article_json(article, current_context().url_of("articles", article.id))


def _article_json(article: Article, url: str) -> dict[str, Any]:
    members: dict[str, Any] = _article_schema.dump(article)
    return {**members, "url": url}
