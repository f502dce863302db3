"""Engines that answer a search over the segments of a generation."""
