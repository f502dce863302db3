"""The Whoosh engine: Whoosh's own searcher over the same segments, through a codec."""
