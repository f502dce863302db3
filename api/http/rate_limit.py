"""Rate limit per client address, set by `ONRECORD_RATE_LIMIT`; needs the extra `limit` (flask-limiter)."""

from flask import Flask, request

from api.settings import Settings, SettingsError

_EXEMPT = ("health.healthz", "health.readyz", "metrics.show_metrics")


def install(app: Flask, settings: Settings) -> None:
    """Answer 429 with Retry-After to a client (an IP address) above the limit.

    Each worker counts for itself unless `ONRECORD_RATE_STORE` names a store
    that all share. Raises SettingsError when the extra is missing or the limit cannot be read.
    """
    if settings.rate_limit is None:
        return
    try:
        from flask_limiter import Limiter
        from limits import parse_many
    except ImportError as error:
        raise SettingsError("ONRECORD_RATE_LIMIT needs flask-limiter; install onrecord[limit]") from error
    try:
        parse_many(settings.rate_limit)
    except ValueError as error:
        raise SettingsError(f"ONRECORD_RATE_LIMIT is such as 100/minute, not {settings.rate_limit!r}") from error
    limiter = Limiter(
        _client,
        app=app,
        default_limits=[settings.rate_limit],
        storage_uri=settings.rate_store,
        headers_enabled=True,
        strategy="moving-window",
    )
    limiter.request_filter(_is_exempt)


def _client() -> str:
    return request.remote_addr or "unknown"


def _is_exempt() -> bool:
    """Health and metrics are exempt from rate limits."""
    return request.endpoint in _EXEMPT
