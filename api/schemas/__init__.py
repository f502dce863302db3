"""marshmallow schemas: what is accepted and what is shown."""
