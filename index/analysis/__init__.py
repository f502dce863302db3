"""Text analysis: analyzer (text to terms) and stemming by language."""
