"""The gunicorn worker: gthread, where only complete requests get a thread.

gunicorn's own gives a thread to each connection that sends a byte, and lets it read the headers, write the answer and
await the end without limit; eight half-sent requests stop two workers. Here the poller reads requests and writes what a
client has not taken, each with a time limit.
"""

import errno
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from selectors import EVENT_READ, EVENT_WRITE
from socket import socket
from time import monotonic
from typing import Any, cast
from urllib.parse import unquote_to_bytes

from gunicorn import util
from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, ThreadWorker

from api.http.shares import SHARED_THREADS
from api.server.connection import FLUSH_SECONDS, LINGER_SECONDS, Connection, Phase

_SWEEP_SECONDS = 0.25
_MAX_HELD = 64_000_000  # bytes of requests that are not complete and answers that are not taken, of all connections
_NOTHING_TO_ACCEPT = (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK)
_HEALTH = (b"GET /healthz", b"HEAD /healthz")
_READS = (b"GET ", b"HEAD ", b"OPTIONS ")
_STREAMS = (b"csv", b"ndjson", b"text/*")


class PollingWorker(ThreadWorker):  # type: ignore[misc]
    """A thread worker whose poller reads requests and flushes answers."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._waiting: dict[Connection, None] = {}  # those without a thread, the longest waiting first
        self._swept = 0.0

    def accept(self, listener: socket) -> None:
        """Accept a connection; when there is no room for it, the one that waited longest is closed."""
        try:
            sock, client = listener.accept()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE):
                self._make_room()
            elif error.errno not in _NOTHING_TO_ACCEPT:
                raise
            return
        self.nr_conns += 1
        if self.nr_conns >= self.worker_connections:
            self._make_room()
        connection = Connection(self.cfg, sock, client, listener.getsockname())
        self._wait(connection, EVENT_READ)

    def finish_request(self, conn: Connection, future: "Future[bool]") -> None:
        """Flush the rest of an answer, then await the next request or the end; on the thread of the poller."""
        try:
            conn.keeps = future.result()
            if conn.sock.pending:
                conn.wait(Phase.FLUSH, FLUSH_SECONDS)
                self._wait(conn, EVENT_WRITE)
            else:
                self._go_on(conn)
        except (Exception, SystemExit):
            self._close(conn)

    def murder_pending(self) -> None:
        """Close connections whose time is over, and the slowest when all hold too much memory."""
        now = monotonic()
        if now < self._swept + _SWEEP_SECONDS:
            return
        self._swept = now
        for conn in [conn for conn in self._waiting if conn.due <= now]:
            if conn.phase is Phase.REQUEST and conn.received:
                self._refuse(conn, 408, "Request Timeout")
            else:
                self._close(conn)
        held = sum(conn.size for conn in self._waiting)
        for conn in [conn for conn in self._waiting if conn.size] if held > _MAX_HELD else ():
            if held > _MAX_HELD:
                held -= conn.size
                self._close(conn)

    def murder_keepalived(self, force: bool = False) -> None:
        """Close all waiting connections if forced; their own time limits do it otherwise."""
        for conn in list(self._waiting) if force else ():
            self._close(conn)

    def _cap_keepalive(self, deadline: float) -> None:
        for conn in self._waiting:
            if conn.phase is Phase.REQUEST and not conn.received:
                conn.due = min(conn.due, deadline)

    def _go_on(self, conn: Connection) -> None:
        if conn.keeps:
            conn.wait(Phase.REQUEST, self.cfg.keepalive if self.alive else STOP_KEEPALIVE_LINGER)
        else:
            conn.wait(Phase.LINGER, LINGER_SECONDS)
        if conn.keeps and conn.is_complete:
            self.enqueue_req(conn)
        else:
            self._wait(conn, EVENT_READ)

    def _wait(self, conn: Connection, event: int) -> None:
        self._waiting[conn] = None
        self.poller.register(conn.raw, event, partial(self._on_ready, conn))

    def _stop_waiting(self, conn: Connection) -> None:
        if conn in self._waiting:
            del self._waiting[conn]
            self.poller.unregister(conn.raw)

    def _on_ready(self, conn: Connection, _: socket) -> None:
        try:
            if conn.phase is Phase.FLUSH:
                if conn.sock.flush():
                    self._stop_waiting(conn)
                    self._go_on(conn)
            elif not conn.read():
                self._close(conn)
            elif conn.phase is Phase.REQUEST and conn.is_complete:
                self._stop_waiting(conn)
                self.enqueue_req(conn)
            elif conn.is_too_long:
                self._refuse(conn, 431, "Request Header Fields Too Large")
        except BlockingIOError:
            pass
        except Exception as error:
            if not isinstance(error, OSError):
                self.log.exception("a connection is closed")
            self._close(conn)

    def _refuse(self, conn: Connection, status: int, reason: str) -> None:
        self._stop_waiting(conn)
        try:
            util.write_error(conn.sock, status, reason, "")
            conn.received.clear()
            conn.wait(Phase.LINGER, LINGER_SECONDS)
            self._wait(conn, EVENT_READ)
        except OSError:
            self._close(conn)

    def _make_room(self) -> None:
        if longest := next(iter(self._waiting), None):
            self._close(longest)

    def _close(self, conn: Connection) -> None:
        self._stop_waiting(conn)
        self.nr_conns -= 1
        conn.close()


class Worker(PollingWorker):
    """The worker with its threads: what may take long has some of its own, and `/healthz` one."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._health_pool = ThreadPoolExecutor(1, "health")
        self._long_pool = ThreadPoolExecutor(SHARED_THREADS + 2, "long")  # two to say that the others are taken

    def enqueue_req(self, conn: Connection) -> None:
        """Give a complete request to a thread."""
        future = self._pool(bytes(conn.received)).submit(self.handle, conn)
        future.add_done_callback(lambda done: self.method_queue.defer(self.finish_request, conn, done))

    def handle(self, conn: Connection) -> bool:
        """Answer a request; return whether the connection is kept."""
        conn.begin()
        keeps = bool(super().handle(conn))
        conn.sock.flush()
        return keeps

    def _pool(self, request: bytes) -> ThreadPoolExecutor:
        if request.startswith(_HEALTH):
            return self._health_pool
        return self._long_pool if may_take_long(request) else cast(ThreadPoolExecutor, self.tpool)

    def _keepalive_after(self, conn: Connection, keepalive: bool) -> bool:
        """Return whether the connection is kept: a body that was not read must at least have come already."""
        conn.sock.read_until = 0.0
        return keepalive and bool(conn.parser.finish_body(deadline=monotonic() + 1))


def may_take_long(request: bytes) -> bool:
    """Return whether a request may write, annotate or stream; the application decides, this only chooses threads."""
    if not request.startswith(_READS):
        return True
    words = unquote_to_bytes(request).lower()
    return any(word in words for word in _STREAMS)
