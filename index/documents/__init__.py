"""Articles and quotations to documents of the index."""
