"""Clients that are slow on purpose, and how long others wait meanwhile.

    python -m tests.support.slow_clients [SECONDS]

Asks a server over 100,000 invented quotations and prints the times of the others as JSON; exit 1 when one is over its
bar.
"""

import http.client
import json
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support import archive
from tests.support.serving import Server, serving

BAR = 0.250  # seconds, 99th percentile
CHEAP = ("/healthz", "/quotes?limit=5&q=harbour")
TEXT = ("“We won,” said Ana Ruiz, the mayor of the town. “And we go on,” she added on Monday. " * 2400)[
    :200_000
].encode()


@contextmanager
def besieging(server: Server, slow: int, readers: int, annotations: int) -> Iterator[list[int]]:
    """Keep clients busy in threads until the block ends; yield the statuses of the annotations.

    A third of the `slow` send a head byte by byte, a third half a head and no more, a third half a body.
    """
    stop, statuses = threading.Event(), list[int]()
    with ExitStack() as stack:
        for n in range(slow):
            stack.enter_context(_thread(_trickle, server, n % 3, stop))
        for _ in range(readers):
            stack.enter_context(_thread(_ask_and_not_read, server, stop))
        for _ in range(annotations):
            stack.enter_context(_thread(_annotate, server, statuses, stop))
        stack.callback(stop.set)
        yield statuses


def latencies(server: Server, seconds: float, addresses: tuple[str, ...] = CHEAP) -> dict[str, list[float]]:
    """Return the seconds that each request took, each on a connection of its own; every answer has to be 200."""
    times: dict[str, list[float]] = {address: [] for address in addresses}
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for address in addresses:
            begins = time.monotonic()
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
            connection.request("GET", address)
            response = connection.getresponse()
            response.read()
            connection.close()
            times[address].append(time.monotonic() - begins)
            assert response.status == 200, response.status
            time.sleep(0.01)
    return times


def percentile(times: list[float], part: float) -> float:
    """Return the time that `part` of all requests stay below."""
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]


@contextmanager
def _thread(target: Callable[..., None], *arguments: object) -> Iterator[None]:
    thread = threading.Thread(target=target, args=arguments)
    thread.start()
    try:
        yield
    finally:
        thread.join()


_HEADS = (
    b"GET /quotes HTTP/1.1\r\nHost: a\r\nX-Slow: " + b"x" * 500,
    b"GET /quotes HTTP/1.1\r\nHos",
    b"POST /annotate HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 9000\r\n\r\nAna Ruiz",
)


def _trickle(server: Server, kind: int, stop: threading.Event) -> None:
    head = _HEADS[kind]
    at_once = 0 if kind == 0 else len(head)
    while not stop.is_set():
        try:
            with socket.create_connection(("127.0.0.1", server.port), timeout=0.1) as connection:
                connection.sendall(head[:at_once])
                for byte in [*head[at_once:], *b"x" * 8000]:
                    if stop.wait(0.1):
                        return
                    if kind != 1:
                        connection.sendall(bytes([byte]))
                    if _is_closed(connection):
                        break
        except OSError:
            stop.wait(0.1)


def _is_closed(connection: socket.socket) -> bool:
    try:
        connection.setblocking(False)
        return not connection.recv(65536)
    except BlockingIOError:
        return False
    finally:
        connection.settimeout(0.1)


def _ask_and_not_read(server: Server, stop: threading.Event) -> None:
    while not stop.is_set():
        with socket.socket() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect(("127.0.0.1", server.port))
            connection.sendall(b"GET /quotes?format=csv HTTP/1.1\r\nHost: a\r\n\r\n")
            stop.wait(5)


def _annotate(server: Server, statuses: list[int], stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
            connection.request("POST", "/annotate", TEXT, {"Content-Type": "text/plain"})
            response = connection.getresponse()
            response.read()
            statuses.append(response.status)
            connection.close()
        except OSError:
            statuses.append(0)
        stop.wait(float(response.headers.get("Retry-After", 0)) if statuses[-1] == 503 else 0)


def main() -> int:
    seconds = float(sys.argv[1]) if sys.argv[1:] else 60
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir()
        archive.build(data)
        with serving(data, Path(folder)) as server:
            latencies(server, 1)
            with besieging(server, 64, 16, 16) as statuses:
                time.sleep(2)
                times = latencies(server, seconds)
    figures = {
        address: {
            "requests": len(each),
            **{f"p{part:.0%}"[:-1]: round(1000 * percentile(each, part), 1) for part in (0.5, 0.99, 1)},
        }
        for address, each in times.items()
    }
    print(
        json.dumps({"milliseconds": figures, "annotations": {str(s): statuses.count(s) for s in sorted({*statuses})}})
    )
    return int(any(percentile(each, 0.99) > BAR for each in times.values()))


if __name__ == "__main__":
    sys.exit(main())
