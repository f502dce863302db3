"""An answer that was given is given again: the same question to the same generation has the same answer, byte for byte.

Each worker remembers the latest answers as they left, packed or not, up to a number of bytes. They are found by their
ETags, which name all that they were made of, so a new generation needs no clearing up: nobody asks for the old ones any
more, and newer ones push them out. Remembered is only what every cache may keep: whole answers to a GET without a key
or a cookie.
"""

from collections import OrderedDict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from flask import Response, g, request

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_LARGEST = 8  # an answer is remembered when so many of its size could be
_AROUND = 2_000  # bytes that Python needs around an answer, about


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of an answer, what it is, and the headers beside what every response says by itself."""

    body: bytes
    content_type: str
    headers: list[tuple[str, str]]

    @property
    def size(self) -> int:
        """How many bytes it takes in memory, about."""
        return len(self.body) + _AROUND


class Again(Response):
    """A remembered answer; the headers it had join those it gets now when it leaves, which is quicker than a copy."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.body, content_type=answer.content_type)
        self._answer = answer

    def get_wsgi_response(self, environ: "WSGIEnvironment") -> tuple[Iterable[bytes], str, list[tuple[str, str]]]:
        """Return the body, the status and the headers."""
        return (self._answer.body,), self.status, [*self._answer.headers, *self.headers]


class Memory:
    """The latest answers, no more than `most` bytes of them; for any number of threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def recall(self) -> Again | None:
        """Return the answer to this request when it is remembered; `caching` has given the request its tag."""
        key = _key()
        if key is None:
            return None
        with self._lock:
            found = self._answers.get(key)
            if found is None:
                return None
            self._answers.move_to_end(key)
        return Again(found)

    def keep(self, response: Response) -> None:
        """Remember an answer that is ready to leave, if it is one that may be."""
        key = _key()
        if key is None or response.status_code != 200 or response.is_streamed or "ETag" not in response.headers:
            return
        headers = [pair for pair in response.headers if pair[0] not in ("Content-Type", "Content-Length")]
        answer = Answer(response.get_data(), response.headers["Content-Type"], headers)
        if answer.size * _LARGEST > self._most:
            return
        with self._lock:
            before = self._answers.pop(key, None)
            self._answers[key] = answer
            self._size += answer.size - (before.size if before else 0)
            while self._size > self._most:
                self._size -= self._answers.popitem(last=False)[1].size


def _key() -> Hashable | None:
    """Return what an answer is found by, None for a request whose answer is nobody else's."""
    environ, tag = request.environ, g.get("tag")
    if tag is None or environ["REQUEST_METHOD"] != "GET" or "HTTP_AUTHORIZATION" in environ or "HTTP_COOKIE" in environ:
        return None
    # The tag does not tell two orders of the same parameters apart; `links.self` does.
    return tag, environ.get("QUERY_STRING"), environ.get("HTTP_ACCEPT_ENCODING")
