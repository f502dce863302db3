"""Each request from its first byte to its last: how long it took, what came of it, how much was sent.

It stands around the application, so that a stream is measured to its end, and one that its reader left is counted too.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from flask import Flask, request

Environ = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """One request that has ended: `rule` is the address as registered, `None` for none of ours; times in seconds."""

    environ: Environ
    id: str
    method: str
    rule: str | None
    status: int
    size: int
    seconds: float


class Watch:
    """A WSGI application that passes requests on and tells `listeners` of each when it has ended."""

    def __init__(
        self, application: Callable[..., Iterable[bytes]], listeners: Sequence[Callable[[Seen], None]]
    ) -> None:
        self._application = application
        self._listeners = tuple(listeners)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer as the application does."""
        began, status = perf_counter(), [500]

        def started(line: str, *rest: Any) -> Any:
            status[0] = int(line[:3])
            return start_response(line, *rest)

        def ended(size: int) -> None:
            self._tell(environ, status[0], size, perf_counter() - began)

        try:
            answer = self._application(environ, started)
        except BaseException:
            ended(0)
            raise
        return _Counted(answer, ended)

    def _tell(self, environ: Environ, status: int, size: int, seconds: float) -> None:
        seen = Seen(
            environ,
            environ.get("onrecord.request_id", ""),
            environ.get("REQUEST_METHOD", ""),
            environ.get("onrecord.rule"),
            status,
            size,
            seconds,
        )
        for listener in self._listeners:
            listener(seen)


class _Counted:
    """An answer that counts its bytes and says when it is over, however it ends."""

    def __init__(self, answer: Iterable[bytes], ended: Callable[[int], None]) -> None:
        self._answer = answer
        self._ended = ended
        self._size = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._answer:
            self._size += len(chunk)
            yield chunk

    def close(self) -> None:
        try:
            if close := getattr(self._answer, "close", None):
                close()
        finally:
            self._ended(self._size)


def install(app: Flask, listeners: Sequence[Callable[[Seen], None]]) -> None:
    """Watch the requests of an app."""
    app.url_value_preprocessor(_name)  # which comes before whatever may answer at once
    app.wsgi_app = Watch(app.wsgi_app, listeners)  # type: ignore[method-assign]


def _name(endpoint: str | None, values: dict[str, Any] | None) -> None:
    if request.url_rule is not None:
        request.environ["onrecord.rule"] = request.url_rule.rule
