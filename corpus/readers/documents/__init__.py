"""Readers of documents: `text` (plain text and Markdown, with or without front matter)."""
