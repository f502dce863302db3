"""gunicorn configuration, each setting with its reason.

TERM finishes what has begun and stops. HUP starts new workers, with the code and the index as they are now; when they
are ready, the old ones accept nothing more and finish: no request is lost, and none waits for the program to load. What
a program sent on a connection that it kept open can meet the old worker's last moment; HTTP clients send that again by
themselves.
"""

import json
import os
import re
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from gunicorn import util
from gunicorn.http import message

from api.params.cursors import share_key_in_memory
from api.server import reload as _reload  # `reload` is a setting of gunicorn
from api.settings import Settings

_settings = Settings.from_environ(os.environ)

wsgi_app = "api.wsgi:application"
bind = f"[{_settings.host}]:{_settings.port}" if ":" in _settings.host else f"{_settings.host}:{_settings.port}"
workers = _settings.workers
# Searching takes the processor, so processes carry the load. Slow clients hold no thread, and what may take long has
# others than these (decision 28).
worker_class = "api.server.worker.Worker"
threads = 4
# A worker's heartbeat file in memory: on a disk that is busy, a healthy worker would be taken for dead.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
# No search takes seconds; a worker that gives no sign of life so long is replaced.
timeout = 30
# The longest answer is a download of everything, which a good line takes in half a minute.
graceful_timeout = 60
# Long enough for a page's next request, short enough that idle connections do not hold up a stop.
keepalive = 5
# Each worker loads the program itself: a HUP then runs what is installed now, and no worker inherits another's files.
preload_app = False
# The application refuses long addresses and many headers in words; these only bound what it is asked to look at.
limit_request_line = 8190
limit_request_fields = 100
limit_request_field_size = 16380
# A writer's articles come with a length; a few connections waiting to be accepted are no harm.
backlog = 512
# The application writes its own line for each request; gunicorn's has no request id and escapes less.
accesslog = None
errorlog = "-"
loglevel = "warning"
# Nobody is to change settings of a running server through a socket in a home folder.
control_socket_disable = True

# Where the workers count, one file each: set before anything imports prometheus_client, kept through a HUP.
_MADE = "_ONRECORD_METRICS_MADE_BY"
if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    with suppress(OSError):  # on a full disk each worker counts by itself
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="onrecord-metrics-")
        os.environ[_MADE] = str(os.getpid())
_ended: set[int] = set()  # workers whose counts are still in files of their own


share_key_in_memory()


def post_worker_init(worker: Any) -> None:
    """Tell the arbiter that a worker can answer."""
    _reload.mark_ready(worker)


_reload.install()


def child_exit(server: Any, worker: Any) -> None:
    """Add the counts of a worker that is gone to those of all before it; what cannot be written now is tried again."""
    from api.server import metric_files

    _ended.add(worker.pid)
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        with suppress(OSError):
            metric_files.fold(Path(folder), _ended)
            _ended.clear()


def on_exit(server: Any) -> None:
    """Take away what was made for the workers' counts."""
    if os.environ.get(_MADE) == str(os.getpid()):
        shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)


def when_ready(server: Any) -> None:
    """Print the address and two commands to try; gunicorn calls it once, when the socket is open."""
    address = _settings.base_url or f"http://{bind}"
    print(  # noqa: T201
        f"On Record answers at {address}\n"
        "Open it in a browser, or try\n"
        f"  curl '{address}/quotes?speaker=Lavrov'\n"
        f"  curl '{address}/quotes?q=denuclearization&format=text'",
        flush=True,
    )


def _refuse(sock: Any, status_int: int, reason: str, mesg: str) -> None:
    """Answer with problem+json what gunicorn refuses before the application sees it: its own HTML shows the input."""
    body = json.dumps({"type": "about:blank", "title": reason, "status": status_int, "detail": _WORDS, "errors": []})
    head = (
        f"HTTP/1.1 {status_int} {reason}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n"
        f"X-Content-Type-Options: nosniff\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: {len(body) + 1}\r\n\r\n"
    )
    util.write_nonblock(sock, f"{head}{body}\n".encode("latin-1", "replace"))


_WORDS = (
    f"the request is not HTTP as we read it, or its first line has more than {limit_request_line} bytes, a header more "
    f"than {limit_request_field_size}, or there are more than {limit_request_fields} headers"
)
util.write_error = _refuse

# curl sends what somebody types as it stands, `?speaker=Лавров`: UTF-8, where RFC 9112 wants percent-encoding. gunicorn
# would refuse it; here it is encoded. Blanks and control characters stay refused.
message.RFC9112_TARGET_INVALID = re.compile(r"[\x00-\x20\x7f]")


def pre_request(worker: Any, req: Any) -> None:
    """Write what is not ASCII in a query string as it should have been sent; each character is a byte here."""
    if not req.query.isascii():
        req.query = re.sub(r"[^\x00-\x7f]", lambda byte: f"%{ord(byte[0]):02X}", req.query)
