"""Readers of exports of databases: `csv_rows` (CSV), `json_document` (JSON) and `jsonl` (JSON Lines)."""
