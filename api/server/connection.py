"""A connection whose request is read, and whose answer is flushed, without a thread.

Threads see a socket with limits: `recv` ends at a deadline, and `sendall` keeps up to a megabyte that the client has
not taken yet and returns; more than that, of a stream, waits for the client no longer than a few seconds.
"""

import errno
import re
from enum import Enum
from socket import SHUT_WR, socket
from time import monotonic
from typing import Any

from gunicorn.workers.gthread import TConn

HEAD_SECONDS = 10.0  # from the first byte of a request, or a new connection, to the end of the headers
BODY_SECONDS = 60.0  # from there to the end of the body
PAUSE_SECONDS = 10.0  # between two parts of a body; for the next 64 kB of a stream
FLUSH_SECONDS = 30.0  # for the rest of an answer after the thread has gone on
LINGER_SECONDS = 2.0  # for the client to close after the answer, while what it still sends is thrown away
MAX_HEAD = 65_536
MAX_BODY = 1_000_000  # a longer one, and one in chunks, is read by the thread that answers
MAX_PENDING = 1_000_000
_CHUNK, _READ = 65_536, 16_384
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,7})[ \t]*\r\n", re.IGNORECASE)
_NOT_AWAITED = re.compile(rb"\r\n(?:transfer-encoding|expect):", re.IGNORECASE)


class Phase(Enum):
    """What a connection waits for without a thread."""

    REQUEST = "a request"
    FLUSH = "the client to take the answer"
    LINGER = "the client to close"


class LimitedSocket:
    """The socket of a request in a thread; everything but `recv` and `sendall` is that of the real one."""

    def __init__(self, raw: socket) -> None:
        self._raw = raw
        self.pending = bytearray()
        self.read_until = 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._raw, name)

    def setblocking(self, blocking: bool) -> None:
        """Do nothing: each call sets its own time limit."""

    def recv(self, size: int) -> bytes:
        """Return the next bytes. Raises TimeoutError when the body is not sent in time."""
        self._raw.settimeout(max(min(PAUSE_SECONDS, self.read_until - monotonic()), 0))
        try:
            return self._raw.recv(size)
        except BlockingIOError as error:
            raise TimeoutError("the time for the body is over") from error
        finally:
            self._raw.settimeout(0)

    def sendall(self, data: bytes) -> None:
        """Keep bytes for `flush`, send those of a stream. Raises BrokenPipeError when the client takes too little."""
        self.pending += data
        if len(self.pending) > _CHUNK and not self.flush() and len(self.pending) > MAX_PENDING:
            self._raw.settimeout(PAUSE_SECONDS)
            try:
                while len(self.pending) > MAX_PENDING:
                    del self.pending[: self._raw.send(self.pending[:_CHUNK])]
            except OSError as error:
                self.pending.clear()
                raise BrokenPipeError(errno.EPIPE, "the client does not take the answer") from error
            finally:
                self._raw.settimeout(0)

    def flush(self) -> bool:
        """Send what can be sent without waiting; return whether nothing is left. Raises BrokenPipeError."""
        try:
            while self.pending:
                del self.pending[: self._raw.send(self.pending)]
        except BlockingIOError:
            return False
        except OSError as error:
            self.pending.clear()
            raise BrokenPipeError(errno.EPIPE, "the client has gone") from error
        return True

    def shutdown(self, how: int) -> None:
        """Send what can be sent, and shut down."""
        self.flush()
        self._raw.shutdown(how)


class Connection(TConn):  # type: ignore[misc]
    """A connection, the bytes of the next request that were read so far, and what it waits for until `due`."""

    def __init__(self, cfg: Any, sock: socket, client: Any, server: Any) -> None:
        super().__init__(cfg, sock, client, server)
        self.raw = sock
        self.sock = LimitedSocket(sock)
        self.received = bytearray()
        self._length = 0
        self.phase = Phase.REQUEST
        self.due = monotonic() + HEAD_SECONDS
        self.keeps = False
        self.data_ready = True

    @property
    def is_complete(self) -> bool:
        """Whether a request is here: its headers, and its body when that is short."""
        if not self._length and (end := self.received.find(b"\r\n\r\n")) >= 0:
            head = self.received[: end + 4]
            match = None if _NOT_AWAITED.search(head) else _LENGTH.search(head)
            body = int(match[1]) if match else 0
            self._length = len(head) + (body if body <= MAX_BODY else 0)
            self.due = monotonic() + BODY_SECONDS
        return 0 < self._length <= len(self.received)

    @property
    def size(self) -> int:
        """The bytes that it holds in memory."""
        return len(self.received) + len(self.sock.pending)

    @property
    def is_too_long(self) -> bool:
        """Whether the headers do not end."""
        return not self._length and len(self.received) > MAX_HEAD

    def read(self) -> bool:
        """Read what has come; return False at the end of the connection. Raises OSError."""
        data = self.raw.recv(_READ)
        if self.phase is Phase.REQUEST:
            if not self.received:
                self.due = monotonic() + HEAD_SECONDS
            self.received += data
            while self.received.startswith(b"\r\n"):  # RFC 9112 lets a client send some before a request
                del self.received[:2]
        return bool(data)

    def begin(self) -> None:
        """Hand the request to the parser, in a thread."""
        self.sock.read_until = monotonic() + BODY_SECONDS
        self.init()
        self.parser.unreader.unread(bytes(self.received))
        self.received.clear()
        self._length = 0

    def wait(self, phase: Phase, seconds: float) -> None:
        """Set what the connection waits for, and how long."""
        self.phase, self.due = phase, monotonic() + seconds
        if phase is Phase.REQUEST:
            self.received += self.parser.unreader.take_buffered()
        elif phase is Phase.LINGER:
            self.sock.shutdown(SHUT_WR)
