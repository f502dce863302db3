"""One immutable segment: array files, terms, postings, doc values, stored fields."""
