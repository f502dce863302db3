"""A body is read whole or refused, with a Content-Length or in chunks."""

import io
from typing import NoReturn

import pytest
from flask import Flask
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from api.write.request_body import read_body

app = Flask(__name__)


class BrokenChunks(io.RawIOBase):
    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> NoReturn:
        raise OSError("the chunk has no size")


def chunked(body: io.RawIOBase | io.BytesIO):
    environ = {"wsgi.input": body, "wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    return app.test_request_context("/articles", method="POST", environ_overrides=environ)


@pytest.mark.parametrize("size", [0, 1, 99_999, 100_000])
def test_a_body_within_the_limit_is_read_whole(size: int) -> None:
    with app.test_request_context("/articles", method="POST", data=b"x" * size):
        assert len(read_body(100_000)) == size
    with chunked(io.BytesIO(b"x" * size)):
        assert len(read_body(100_000)) == size


@pytest.mark.parametrize("size", [100_001, 100_002, 6_000_000])
def test_a_body_over_the_limit_is_refused_however_it_is_sent(size: int) -> None:
    with app.test_request_context("/articles", method="POST", data=b"x" * size), pytest.raises(RequestEntityTooLarge):
        read_body(100_000)
    with chunked(io.BytesIO(b"x" * size)), pytest.raises(RequestEntityTooLarge):
        read_body(100_000)


def test_broken_chunks_are_a_bad_request() -> None:
    with chunked(BrokenChunks()), pytest.raises(BadRequest):
        read_body(100_000)
