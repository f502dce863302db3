"""Many articles: the ingest pipeline, its worker and the process pool."""
