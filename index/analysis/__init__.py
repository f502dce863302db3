"""Text to terms: analyzer and stemming."""
