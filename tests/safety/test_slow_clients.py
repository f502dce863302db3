"""Clients that send or read slowly: they hold no thread that others need."""

import json
import selectors
import socket
import time
from collections.abc import Iterator

import pytest

from api.formats.registry import FORMATS
from api.server.connection import Connection, LimitedSocket
from api.server.worker import PollingWorker, may_take_long
from tests.support import archive, slow_clients
from tests.support.built_once import SharedFolders
from tests.support.serving import Server, serving

HALF = b"GET /quotes HTTP/1.1\r\nHost: a\r\nX-"


@pytest.fixture(scope="module")
def server(shared_folders: SharedFolders, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = shared_folders.build("archive", archive.build)
    with serving(data, tmp_path_factory.mktemp("server"), ONRECORD_DATA=str(data)) as running:
        yield running


@pytest.fixture
def pair() -> Iterator[tuple[Connection, socket.socket]]:
    """A connection of a worker, and the client's end of it."""
    ours, client = socket.socketpair()
    with ours, client:
        yield Connection(None, ours, None, None), client


def test_others_are_answered_while_clients_are_slow(server: Server) -> None:
    slow_clients.latencies(server, 0.5)
    with slow_clients.besieging(server, slow=64, readers=8, annotations=4) as statuses:
        time.sleep(0.5)
        times = slow_clients.latencies(server, 3)
    # The bar is a quarter of a second, on a machine that does nothing else (`make slow-clients`); slow clients that
    # held threads would cost ten.
    assert all(slow_clients.percentile(each, 0.99) < 2 for each in times.values())
    assert 200 in statuses
    assert set(statuses) <= {200, 503}


def test_half_sent_requests_are_finished_when_the_rest_comes(server: Server) -> None:
    half = [socket.create_connection(("127.0.0.1", server.port), timeout=30) for _ in range(40)]
    for connection in half:
        connection.sendall(HALF)
    assert slow_clients.latencies(server, 0.2)
    for connection in half:
        connection.sendall(b"Rest: 1\r\nConnection: close\r\n\r\n")
    for connection in half:
        with connection:
            assert b"".join(iter(lambda: connection.recv(65536), b"")).startswith(b"HTTP/1.1 200 ")  # noqa: B023


def test_requests_sent_together_are_answered_in_turn(server: Server) -> None:
    request = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall(request * 2 + request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        answers = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answers.count(b"HTTP/1.1 200 ") == 3


def test_headers_without_end_are_refused(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall(HALF + b"x" * 70_000)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 431 ")
    assert json.loads(body)["status"] == 431


def test_a_share_of_threads_that_is_taken_is_503_at_once(server: Server) -> None:
    readers, statuses = [], []
    for _ in range(16):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", server.port))
        connection.sendall(b"GET /quotes?format=csv HTTP/1.1\r\nHost: a\r\n\r\n")
        readers.append(connection)
    for connection in readers:
        connection.settimeout(30)
        statuses.append(connection.recv(4096))
    refused = [head for head in statuses if head.startswith(b"HTTP/1.1 503 ")]
    assert len(refused) >= 16 - 2 * 4
    assert all(b"Retry-After: 2\r\n" in head and b"application/problem+json" in head for head in refused)
    for connection in readers:
        connection.close()


@pytest.mark.parametrize(
    ("sent", "complete"),
    [
        (b"GET / HTTP/1.1\r\nHost: a\r\n", False),
        (b"\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n", False),
        (b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", True),
        (b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nabcd", False),
        (b"POST / HTTP/1.1\r\ncontent-length:5\r\n\r\nabcde", True),
        (b"POST / HTTP/1.1\r\nContent-Length: 4000000\r\n\r\n", True),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", True),
        (b"POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n", True),
    ],
)
def test_a_request_waits_for_a_thread_until_it_is_complete(
    pair: tuple[Connection, socket.socket], sent: bytes, complete: bool
) -> None:
    connection, client = pair
    client.sendall(sent)
    assert connection.read()
    assert connection.is_complete is complete


def test_a_body_that_does_not_come_in_time_ends_the_request(pair: tuple[Connection, socket.socket]) -> None:
    connection, _ = pair
    with pytest.raises(TimeoutError):
        connection.sock.recv(1)  # its deadline is over


def test_an_answer_that_is_not_taken_is_kept_and_not_waited_for(pair: tuple[Connection, socket.socket]) -> None:
    connection, client = pair
    limited: LimitedSocket = connection.sock
    limited.sendall(b"x" * 900_000)
    assert limited.pending
    client.settimeout(5)
    taken = 0
    while limited.pending or taken < 900_000:
        taken += len(client.recv(65536))
        limited.flush()
    assert taken == 900_000


@pytest.fixture
def worker() -> PollingWorker:
    """A worker with one connection and no threads."""
    worker = PollingWorker.__new__(PollingWorker)
    worker._waiting, worker._swept, worker.poller, worker.nr_conns = {}, 0.0, selectors.DefaultSelector(), 1
    return worker


def test_a_request_that_is_not_complete_in_time_is_408_and_the_connection_ends(
    worker: PollingWorker, pair: tuple[Connection, socket.socket]
) -> None:
    connection, client = pair
    worker._wait(connection, selectors.EVENT_READ)
    connection.received += HALF
    worker.murder_pending()
    assert worker.nr_conns == 1  # there is time left
    connection.due = worker._swept = 0.0
    worker.murder_pending()
    assert client.recv(65536).startswith(b"HTTP/1.1 408 ")
    connection.due = worker._swept = 0.0
    worker.murder_pending()
    assert (worker.nr_conns, client.recv(65536)) == (0, b"")


def test_the_slowest_give_way_when_all_hold_too_much_memory(
    worker: PollingWorker, pair: tuple[Connection, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    connection, _ = pair
    worker._wait(connection, selectors.EVENT_READ)
    connection.received += HALF
    monkeypatch.setattr("api.server.worker._MAX_HELD", 10)
    worker.murder_pending()
    assert worker.nr_conns == 0


def test_every_format_that_streams_has_the_threads_for_it() -> None:
    for format in FORMATS:
        if format.stream:
            assert may_take_long(b"GET /quotes?format=%s HTTP/1.1\r\n\r\n" % format.name.encode())
            assert may_take_long(b"GET /quotes HTTP/1.1\r\nAccept: %s\r\n\r\n" % format.media_type.encode())
    assert may_take_long(b"GET /quotes?format=%63sv HTTP/1.1\r\n\r\n")
    assert may_take_long(b"POST /annotate HTTP/1.1\r\n\r\n")
    assert not may_take_long(b"GET /quotes?q=harbour HTTP/1.1\r\nAccept: */*\r\n\r\n")
