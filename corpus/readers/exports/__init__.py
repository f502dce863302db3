"""Readers of exported records: CSV, JSON, JSON Lines."""
