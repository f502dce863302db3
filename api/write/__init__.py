"""Writing over HTTP: API keys, Idempotency-Key, audit log."""
