"""Quotations, paragraphs and the timeline."""
