"""Readers of the web: `html` (pages) and `feed` (RSS, Atom)."""
