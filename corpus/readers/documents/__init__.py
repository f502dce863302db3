"""Readers of documents: plain text with or without front matter."""
