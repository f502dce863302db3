"""Readers of the formats in which news agencies deliver: NITF, NewsML-G2 and ninjs."""
