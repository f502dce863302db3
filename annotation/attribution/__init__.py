"""Candidates and rules: which words are quoted and which words name their source."""
