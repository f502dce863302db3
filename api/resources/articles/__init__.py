"""Articles, their history, and annotation of a text that is sent."""
