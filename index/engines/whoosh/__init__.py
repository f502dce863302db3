"""Whoosh as an engine: its own searcher over our segments, through a codec."""
