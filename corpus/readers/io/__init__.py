"""Bytes to characters and trees, within bounds.

`streams` opens, peeks into and unpacks files, `encodings` decodes them, `html_tree` parses HTML, `strict_json` parses
JSON, and `limits` holds the largest sizes.
"""
