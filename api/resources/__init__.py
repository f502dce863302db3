"""Flask blueprints, one resource a file."""
