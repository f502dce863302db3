"""Search of segments: searcher, sorting, facets for any engine; executor, doc sets, BM25 for the arrays engine."""
