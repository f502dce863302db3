"""What writing needs: API keys, idempotency, audit."""
