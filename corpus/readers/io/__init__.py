"""Bytes to characters and trees: streams, encodings, HTML trees, strict JSON, and the limits of each."""
