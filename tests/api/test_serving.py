"""The real server: several workers, a reload and a stop under load, and what gunicorn refuses by itself."""

import json
import os
import re
import signal
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.serving import Server, serving
from tests.support.waiting import wait_until


@pytest.fixture(scope="module")
def server(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(data, tmp_path_factory.mktemp("server")) as running:
        yield running


def get(address: str) -> tuple[int, bytes]:
    with urllib.request.urlopen(address, timeout=30) as response:
        return response.status, response.read()


def raw(server: Server, request: bytes) -> str:
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b"")).decode()


def has_read_all(connection: socket.socket) -> bool:
    """Return whether the other end of a connection has taken everything that was sent from the kernel's queue."""
    ends = [f":{connection.getpeername()[1]:04X}", f":{connection.getsockname()[1]:04X}"]
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        local, remote, _, queues = line.split()[1:5]
        if [local[-5:], remote[-5:]] == ends:
            return int(queues.partition(":")[2], 16) == 0
    return False


def workers(server: Server) -> set[int]:
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text()
    return set(map(int, children.split()))


def test_reloads_under_load_lose_and_delay_no_request(server: Server) -> None:
    faults, seconds, stop = list[BaseException](), list[float](), threading.Event()

    def ask() -> None:
        while not stop.wait(0.01):
            began = time.monotonic()
            try:
                assert get(f"{server.address}/quotes?limit=1")[0] == 200
            except BaseException as error:
                faults.append(error)
            seconds.append(time.monotonic() - began)

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    try:
        for _ in range(2):
            before = workers(server)
            server.process.send_signal(signal.SIGHUP)
            wait_until(lambda: len(workers(server)) == 2 and not workers(server) & before)  # noqa: B023
    finally:
        stop.set()
        for asker in askers:
            asker.join()
    assert not faults
    assert len(seconds) > 20
    assert max(seconds) < 5  # one second where nothing else runs: `make soak`


def test_a_worker_that_is_killed_while_old_ones_finish_is_replaced(data: Path, tmp_path: Path) -> None:
    with serving(data, tmp_path) as server:
        old = workers(server)
        unfinished = [socket.create_connection(("127.0.0.1", server.port), timeout=30) for _ in range(8)]
        for connection in unfinished:
            connection.sendall(b"GET /quotes HTTP/1.1\r\nHost: a\r\nConnec")
        wait_until(lambda: all(map(has_read_all, unfinished)))
        server.process.send_signal(signal.SIGHUP)
        wait_until(lambda: len(workers(server) - old) == 2)
        new = workers(server) - old
        for pid in new:
            os.kill(pid, signal.SIGKILL)
        wait_until(lambda: len(workers(server) - old - new) == 2)
        assert get(f"{server.address}/quotes?limit=1")[0] == 200
        for connection in unfinished:
            connection.close()


def test_the_metrics_of_all_workers_are_added_up(server: Server) -> None:
    for _ in range(40):
        get(f"{server.address}/outlets/tass")

    def counted() -> int:
        text = get(f"{server.address}/metrics")[1].decode()
        [number] = re.findall(r'onrecord_requests_total\{address="/outlets/<identifier>",.*status="200"\} (\d+)', text)
        return int(number)

    wait_until(lambda: counted() >= 40)  # a request is counted when its answer has been sent
    assert counted() == 40


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"<script>\r\n\r\n",
        b"GET /" + b"x" * 9000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: 1\r\n" % n for n in range(200)) + b"\r\n",
        b"GET / HTTP/1.1\r\nbad header\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused_in_our_words(server: Server, request_bytes: bytes) -> None:
    head, _, body = raw(server, request_bytes).partition("\r\n\r\n")
    assert re.match(r"HTTP/1.1 4\d\d ", head)
    assert "application/problem+json" in head
    assert json.loads(body)["status"] == int(head.split()[1])
    assert "more than 8190 bytes" in json.loads(body)["detail"]
    assert "Access-Control-Allow-Origin: *" in head
    assert "script" not in body


@pytest.mark.parametrize("address", ["/quotes?speaker=Лавров&limit=0", "/quotes?speaker=%D0%9Bавров&limit=0"])
def test_what_curl_sends_as_it_was_typed_is_understood(server: Server, address: str) -> None:
    request = f"GET {address} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode()
    head, _, body = raw(server, request).partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 200 ")
    assert json.loads(body)["meta"]["query"]["speaker"][0]["given"] == "Лавров"


def test_a_path_as_it_was_typed_is_looked_for_and_not_found(server: Server) -> None:
    answer = raw(server, "GET /quotes/Лавров HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith("HTTP/1.1 404 ")


def test_bytes_that_are_no_utf_8_are_refused(server: Server) -> None:
    answer = raw(server, b"GET /quotes?q=\xff\xfe HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    assert answer.startswith("HTTP/1.1 400 ")
    assert "is not UTF-8" in answer


def test_each_request_has_one_line_in_the_log(server: Server) -> None:
    request = urllib.request.Request(f"{server.address}/outlets/tass", headers={"X-Request-Id": "find-me"})
    urllib.request.urlopen(request, timeout=30).close()

    def logged() -> list[tuple[str, int]]:
        entries = [json.loads(line) for line in server.log.splitlines() if line.endswith("}")]
        return [(entry["path"], entry["status"]) for entry in entries if entry["id"] == "find-me"]

    # The line is written when the answer has been sent.
    assert wait_until(logged) == [("/outlets/tass", 200)]


def test_a_stop_finishes_what_has_begun(data: Path, tmp_path: Path) -> None:
    with serving(data, tmp_path) as server:
        connection = socket.create_connection(("127.0.0.1", server.port), timeout=30)
        connection.sendall(b"GET /quotes?limit=1 HTTP/1.1\r\nHost: a\r\nConnec")
        wait_until(lambda: has_read_all(connection))
        server.process.terminate()
        wait_until(lambda: len(workers(server)) < 2)  # the idle one has ended, so the signal has been passed on
        connection.sendall(b"tion: close\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
        connection.close()
        assert answer.startswith(b"HTTP/1.1 200 ")
        assert json.loads(answer.partition(b"\r\n\r\n")[2])["meta"]["total"] == 17
        assert server.process.wait(30) == 0
        assert "Traceback" not in server.log


@pytest.mark.parametrize(
    ("chunks", "status"),
    [
        (b"%x\r\n%s\r\n0\r\n\r\n" % (1_000_000, b"x" * 1_000_000), 413),
        (b"ZZ\r\nabc\r\n0\r\n\r\n", 400),
        (b"5\r\nabc", 400),
    ],
    ids=["over the limit", "a size that is no number", "a chunk that breaks off"],
)
def test_a_chunked_body_is_refused_when_it_cannot_be_read_whole(server: Server, chunks: bytes, status: int) -> None:
    head = b"POST /annotate HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/plain\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n" + chunks)
        connection.shutdown(socket.SHUT_WR)
        received = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
    assert received.startswith(f"HTTP/1.1 {status} "), server.log
    assert "application/problem+json" in received
    assert "Traceback" not in server.log
