"""Readers of web archives: `warc` (WARC 1.0 and 1.1)."""
