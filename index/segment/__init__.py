"""Segments: immutable files of postings, term dictionaries, doc values and stored fields; writer and reader."""
