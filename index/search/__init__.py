"""Searching one generation: executor, doc sets, scoring, sorting, facets."""
