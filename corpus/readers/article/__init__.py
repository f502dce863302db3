"""The fields of an article from what a file holds: metadata, layout, front matter, dates."""
