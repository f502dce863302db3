"""Home, health, metrics and the documentation page."""
