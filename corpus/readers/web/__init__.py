"""Readers of pages and feeds."""
