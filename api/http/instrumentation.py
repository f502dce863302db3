"""WSGI instrumentation: duration, status and bytes of each request.

It wraps the application, so that a stream is measured to its end, and counted when its reader leaves early.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from flask import Flask

from api.http.request_context import ENVIRON_KEY

Environ = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CompletedRequest:
    """A request that has ended: `rule` is the address as registered, `None` for none of ours; times in seconds.

    `key` is the name of the API key, None without one.
    """

    environ: Environ
    id: str
    method: str
    rule: str | None
    key: str | None
    status: int
    size: int
    seconds: float


class InstrumentedApplication:
    """A WSGI application that calls `listeners` with each request of the wrapped application when it has ended."""

    def __init__(
        self, application: Callable[..., Iterable[bytes]], listeners: Sequence[Callable[[CompletedRequest], None]]
    ) -> None:
        self._application = application
        self._listeners = tuple(listeners)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Call the application."""
        start, status = perf_counter(), [500]

        def record_status(line: str, *rest: Any) -> Any:
            status[0] = int(line[:3])
            return start_response(line, *rest)

        def complete(size: int) -> None:
            self._notify(environ, status[0], size, perf_counter() - start)

        try:
            body = self._application(environ, record_status)
        except BaseException:
            complete(0)
            raise
        return _CountedBody(body, complete)

    def _notify(self, environ: Environ, status: int, size: int, seconds: float) -> None:
        context = environ.get(ENVIRON_KEY)
        completed = CompletedRequest(
            environ,
            getattr(context, "id", ""),
            environ.get("REQUEST_METHOD", ""),
            getattr(context, "rule", None),
            getattr(context, "api_key", None),
            status,
            size,
            seconds,
        )
        for listener in self._listeners:
            listener(completed)


class _CountedBody:
    """A response body that counts its bytes and calls `complete` when it is closed, however it ends."""

    def __init__(self, body: Iterable[bytes], complete: Callable[[int], None]) -> None:
        self._body = body
        self._complete = complete
        self._size = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._body:
            self._size += len(chunk)
            yield chunk

    def close(self) -> None:
        try:
            if close := getattr(self._body, "close", None):
                close()
        finally:
            self._complete(self._size)


def install(app: Flask, listeners: Sequence[Callable[[CompletedRequest], None]]) -> None:
    """Call `listeners` with each completed request of an app."""
    app.wsgi_app = InstrumentedApplication(app.wsgi_app, listeners)  # type: ignore[method-assign]
