import io
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.readers import records
from corpus.readers.raw_record import RawRecord
from tests.corpus.readers.conftest import Take

PAGE = "<html><title>Rain</title><article><p>“It rained,” said Bo Lind, the harbour master.</p></article>".encode()
RAIN = "https://courier.example/rain"


def archive(*records: bytes) -> bytes:
    return b"".join(records)


def record(
    payload: bytes = PAGE, http: str = "HTTP/1.1 200 OK", url: str = "https://courier.example/rain", **more: str
) -> bytes:
    headers = {"Content-Type": "text/html"} | {name.replace("_", "-"): value for name, value in more.items()}
    block = (
        "\r\n".join([http, *(f"{name}: {value}" for name, value in headers.items())]).encode() + b"\r\n\r\n" + payload
    )
    return warc("response", url, block)


def warc(kind: str, url: str, block: bytes, version: str = "1.0", length: int | str | None = None) -> bytes:
    head = f"WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-05-04T08:00:00.123Z\r\n"
    return f"{head}Content-Length: {len(block) if length is None else length}\r\n\r\n".encode() + block + b"\r\n\r\n"


@pytest.mark.parametrize("name", ["pages.warc", "pages.warc.gz"])
def test_each_page_that_was_found_is_an_article(take: Take, sample: Callable[[str], Path], name: str) -> None:
    articles, refused = take(sample(name))
    assert refused == {}
    assert {position: article.url for position, article in articles.items()} == {
        "record 2": "https://courier.example/one",
        "record 5": "https://tass.com/two",
        "record 6": "http://courier.example/three",
    }
    assert [article.headline for article in articles.values()] == ["One", "Café", "Three"]
    assert [article.outlet.name for article in articles.values()] == ["courier.example", "TASS", "courier.example"]
    proof = articles["record 5"].provenance
    assert (proof.format, proof.captured) == ("warc", "2031-05-04T08:00:00Z")
    assert proof.digest is not None and proof.digest.startswith("sha1:")
    assert proof.encoding == "windows-1252, declared in HTTP"
    assert proof.reader is not None and "warcio " in proof.reader


def test_version_1_1_with_parts_of_a_second_is_read(take: Take) -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    articles, refused = take(warc("response", "https://courier.example/rain", block, version="1.1"))
    assert refused == {} and articles["record 1"].provenance.captured == "2031-05-04T08:00:00Z"


@pytest.mark.parametrize(
    "other",
    [
        warc("revisit", "https://courier.example/a", b"HTTP/1.1 200 OK\r\n\r\n"),
        warc("request", "https://courier.example/a", b"GET / HTTP/1.1\r\n\r\n"),
        warc("metadata", "https://courier.example/a", b"a: b"),
        warc("response", "dns:courier.example", b"1.2.3.4"),
        warc("resource", "https://courier.example/a", PAGE),
        record(http="HTTP/1.1 301 Moved"),
        record(Content_Type="application/pdf"),
    ],
)
def test_what_is_no_page_is_passed_over(take: Take, other: bytes) -> None:
    articles, refused = take(archive(other, record()))
    assert list(articles) == ["record 2"] and refused == {}


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (warc("response", "https://courier.example/a", b"no headers at all"), "the HTTP headers cannot be read"),
        (record(Content_Encoding="compress"), "the page is compressed in a way that is not read"),
        (record(b""), "no text: the page is empty"),
        (record(b"\x81\x8d\x8f" * 99), "not UTF-8, and no other encoding"),
        (record(b"<p>" + b"x" * 20_000_001), "more than 20,000,000 bytes; the largest record"),
    ],
)
def test_a_bad_page_does_not_stop_the_good_ones(take: Take, bad: bytes, reason: str) -> None:
    articles, refused = take(archive(record(), bad, record()))
    assert list(articles) == ["record 1", "record 3"]
    assert list(refused) == ["record 2"] and refused["record 2"].startswith(reason)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (record()[:-40], "the archive ends in the middle of a record"),
        (b"not a record\r\n\r\n", "the archive is broken here: a record must begin with WARC/1.0 or WARC/1.1"),
        (warc("response", "https://a.example/", PAGE, length="many"), "the archive is broken here"),
        (warc("response", "https://a.example/", PAGE, length=5), "the archive is broken here: a record must begin"),
        (b"WARC/1.0\r\n" + b"a: b\r\n" * 200_000, "the archive is broken here: headers of more than 1,000,000 bytes"),
    ],
)
def test_a_broken_archive_gives_what_came_before_the_fault(take: Take, broken: bytes, reason: str) -> None:
    articles, refused = take(archive(record(), broken))
    assert "record 1" in articles
    assert list(refused.values())[-1].startswith(reason)


def test_an_archive_cut_in_a_packed_member_gives_what_came_before(take: Take, sample: Callable[[str], Path]) -> None:
    whole = sample("pages.warc.gz").read_bytes()
    articles, refused = take(whole[:-60])
    assert list(articles) == ["record 2", "record 5"]
    assert refused == {"record 6": "the gzip data ends in the middle"}


def test_words_of_a_page_cannot_pretend_to_be_a_record(take: Take) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    forged = record(url="https://tass.com/never-said")
    articles, refused = take(archive(record(), warc("response", RAIN, head + b"<p>" + forged, length=len(head))))
    assert list(articles) == ["record 1"]
    assert list(refused.values())[-1].startswith("the archive is broken here")


def test_an_archive_says_nothing_on_the_terminal(capfd: pytest.CaptureFixture[str], take: Take) -> None:
    take(archive(warc("response", "https://a.example/ \x1b[31m", PAGE, length=3), record()))
    assert capfd.readouterr() == ("", "")


def test_a_page_is_kept_as_it_was_sent(sample: Callable[[str], Path]) -> None:
    found = [found for found in records(io.BytesIO(record())) if isinstance(found, RawRecord)]
    assert [one.raw for one in found] == [PAGE]
