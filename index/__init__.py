"""Find it: quotations and paragraphs in a full-text index.

Building, from the record to files:

    writer       the record → a published generation: what changed is added to the last one, or all is read again
    documents    quotation and article → a document; `finished` writes what a page shows of it, `entry` what is indexed
    target       one target (quotations or paragraphs) of a generation: segments taken over, and a new one
    building     documents → a segment, by `tokens` (text → numbers), `inversion` (→ postings), `columns`, `stored`
    tables       the speakers and outlets, counted from columns; `naming` makes their names ready to be looked up
    generations  what is published, whole or not at all; `manifest` and `fingerprints` tell whether it is as written

Asking, from a request to a page:

    searcher     one generation, and staying with the newest; `names` tells whom a name means
    engine       one target: `grammar` reads the query into a `tree`, `plan` settles what it means in this generation,
                 `executor` finds it in each `segment`, `ordering` cuts out the page, `facets` counts beside it
    found        lists of documents and what each is worth; `phrases`, `scoring` and `scratch` beside it
    codec        the same segments for Whoosh (their terms: `codec_terms`), against which the answers are tested

Only this package knows Whoosh, and nothing here knows HTTP. The index is disposable: the record can always make it
again.
"""

from index.documents import serialized
from index.documents.builder import Document, dates, speakers_of
from index.documents.pretty_json import HERE, pretty
from index.documents.text_fragments import deep_link
from index.errors import BadPlace, IndexMissing, PlaceGone, QueryError, SearchError
from index.names.resolver import Resolution
from index.publishing import generations
from index.publishing.generations import Generation
from index.publishing.publisher import publish
from index.publishing.staleness import outdated
from index.query import parser
from index.query.highlighting import Wanted, wanted
from index.request import Count, HitKey, Page, SearchRequest, Sort, Target
from index.schema import SCHEMA_VERSION
from index.search.searcher import Current, Searcher

__all__ = [
    "HERE",
    "SCHEMA_VERSION",
    "BadPlace",
    "Count",
    "Current",
    "Document",
    "Generation",
    "HitKey",
    "IndexMissing",
    "Page",
    "PlaceGone",
    "QueryError",
    "Resolution",
    "SearchError",
    "SearchRequest",
    "Searcher",
    "Sort",
    "Target",
    "Wanted",
    "dates",
    "deep_link",
    "generations",
    "outdated",
    "parser",
    "pretty",
    "publish",
    "serialized",
    "speakers_of",
    "wanted",
]
