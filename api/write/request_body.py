"""Read the body of a request, whole or not at all."""

from flask import request
from gunicorn.http.errors import ParseException
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, RequestTimeout


def read_body(limit: int) -> bytes:
    """Return the body of the request in hand, at most `limit` bytes.

    Raises RequestEntityTooLarge for a longer one, with a Content-Length or in chunks; RequestTimeout for one that is
    sent too slowly; BadRequest for one that breaks off or whose chunks are not as RFC 9112 has them.
    """
    # Werkzeug reads a chunked body to its limit and no further, so one byte more tells a whole body from a cut one.
    request.max_content_length = limit + 1
    try:
        body = request.get_data(cache=False)
    except TimeoutError as error:
        raise RequestTimeout("the body was not sent in time; send it again") from error
    except (OSError, ParseException) as error:
        raise BadRequest("the body breaks off, or its chunks cannot be read; send it again") from error
    if len(body) > limit:
        raise RequestEntityTooLarge
    return body
