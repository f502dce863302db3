"""Full-text index of quotations and paragraphs.

    publish(store, root, serialize=…)   store → a generation of files below `root`, by `publishing`
    EngineManager(root, factory, …)     the newest generation, opened by an engine
    engine.search(SearchRequest(…))     → Page of hits, facets and warnings

Rooms, each importing only those before it: `analysis` (text to terms), `documents` (quotations as JSON), `segment` (the
files), `names` (name look-up), `query` (parser, planner, highlighting) and `publishing` (generations), `search`
(execution, scoring, sorting, facets), `engines` (implementations of `Engine`).

Nothing here knows HTTP, or what the stored bytes of a document look like: the caller hands in a `Serializer`. Only this
package knows Whoosh. The index is disposable: it can always be rebuilt from the store.
"""

from index.documents.builder import dates, occasion_members, speakers_of
from index.documents.serializer import Document, Serializer
from index.documents.text_fragments import deep_link
from index.engine import Engine
from index.engines import ENGINES, engine_factory
from index.errors import BlockDamaged, ExpiredCursor, IndexMissing, InvalidCursor, QueryError, SearchError
from index.names.resolver import Resolution
from index.publishing import generations
from index.publishing.generations import Generation
from index.publishing.publisher import publish
from index.publishing.staleness import lag, outdated
from index.query import parser
from index.query.highlighting import Highlighter
from index.request import Count, DocumentType, HitKey, Page, SearchRequest, Sort
from index.search.engine_manager import EngineManager

__all__ = [
    "ENGINES",
    "BlockDamaged",
    "Count",
    "Document",
    "DocumentType",
    "Engine",
    "EngineManager",
    "ExpiredCursor",
    "Generation",
    "Highlighter",
    "HitKey",
    "IndexMissing",
    "InvalidCursor",
    "Page",
    "QueryError",
    "Resolution",
    "SearchError",
    "SearchRequest",
    "Serializer",
    "Sort",
    "dates",
    "deep_link",
    "engine_factory",
    "generations",
    "lag",
    "occasion_members",
    "outdated",
    "parser",
    "publish",
    "speakers_of",
]
