"""How gunicorn runs the application, each setting with its reason."""

import os
from typing import Any

from api.settings import Settings

_settings = Settings.from_environ(os.environ)

wsgi_app = "api.wsgi:application"
bind = f"[{_settings.host}]:{_settings.port}" if ":" in _settings.host else f"{_settings.host}:{_settings.port}"
workers = _settings.workers
# Whoosh spends its time in Python, so processes carry the load; the threads keep a slow client from holding one.
worker_class = "gthread"
threads = 4
# A worker's heartbeat file in memory: on a disk that is busy, a healthy worker would be taken for dead.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
# No search takes seconds; a request that does is a fault, and its worker is replaced.
timeout = 30
graceful_timeout = 20
keepalive = 5
# Longer addresses and more headers than any of our clients sends are refused before they cost anything.
limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190
accesslog = None
errorlog = "-"
loglevel = "warning"


def when_ready(server: Any) -> None:
    """Say where it listens, with two lines to try; gunicorn calls it once, when the socket is open."""
    address = _settings.base_url or f"http://{bind}"
    print(  # noqa: T201
        f"On Record answers at {address}\n"
        f"  curl '{address}/quotes?speaker=Lavrov'\n"
        f"  curl '{address}/quotes?q=denuclearization&format=text'",
        flush=True,
    )
