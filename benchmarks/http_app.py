"""What gunicorn runs for `benchmarks.http`: On Record, and beside it a bare Flask route on the same workers."""

from flask import Flask, Response

from api.wsgi import application as ours

READY = b'{"data": ["' + b"x" * (20_000 - 14) + b'"]}\n'

bare = Flask("bare")


@bare.get("/bare")
def ready() -> Response:
    """Return 20 kB of JSON that is there already."""
    return Response(READY, content_type="application/json")


def application(environ, start_response):  # type: ignore[no-untyped-def]
    """Answer `/bare` by the one, everything else by the other."""
    app = bare if environ["PATH_INFO"] == "/bare" else ours
    return app(environ, start_response)
