import gzip
import io
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
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
    assert refused == {None: "passed over: 1 image, 1 page not found or refused"}
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
    ("other", "kind"),
    [
        (warc("revisit", "https://courier.example/a", b"HTTP/1.1 200 OK\r\n\r\n"), "1 revisit"),
        (warc("request", "https://courier.example/a", b"GET / HTTP/1.1\r\n\r\n"), "1 request"),
        (warc("metadata", "https://courier.example/a", b"a: b"), "1 metadata record"),
        (warc("response", "dns:courier.example", b"1.2.3.4"), "1 record without a web address"),
        (record(http="HTTP/1.1 301 Moved"), "1 redirect"),
        (record(http="HTTP/1.1 503 Later"), "1 error of the server"),
        (record(Content_Type="application/pdf"), "1 PDF file"),
        (record(Content_Type="font/woff2"), "1 font"),
        (record(Content_Type="text/javascript"), "1 script"),
        (record(Content_Type="application/x-unheard-of"), "1 file of other types"),
        (record(Content_Type="audio/ogg") * 2, "2 audio files"),
    ],
)
def test_what_is_no_page_is_passed_over_and_counted_by_kind(take: Take, other: bytes, kind: str) -> None:
    articles, refused = take(archive(other, record()))
    assert len(articles) == 1 and refused == {None: f"passed over: {kind}"}


def test_an_archive_without_pages_says_so(take: Take) -> None:
    assert take(warc("warcinfo", "urn:info", b"a: b")) == ({}, {None: "an archive without pages"})


def test_a_resource_is_the_page_itself(take: Take) -> None:
    headers = b"Content-Type: text/html; charset=utf-8\r\nContent-Length"
    resource = warc("resource", RAIN, PAGE).replace(b"Content-Length", headers)
    articles, refused = take(resource)
    assert refused == {} and articles["record 1"].url == RAIN
    assert articles["record 1"].provenance.encoding == "utf-8, declared in HTTP"


def test_the_text_of_a_page_is_read_without_its_menus(take: Take) -> None:
    lines = "Rain | Island News\nHome\nAll the news of today\n"
    lines += "“It rained all day,” said Bo Lind, the harbour master.\nContact"
    head = b"Content-Type: text/plain\r\nWARC-Identified-Content-Language: eng\r\nContent-Length"
    articles, refused = take(warc("conversion", RAIN, lines.encode()).replace(b"Content-Length", head))
    article = articles["record 1"]
    assert refused == {} and article.text == "“It rained all day,” said Bo Lind, the harbour master."
    assert (article.headline, article.language, article.url) == ("Rain", "en", RAIN)


@pytest.mark.parametrize("is_page", [True, False])
def test_a_response_that_does_not_say_what_it_is_is_looked_into(take: Take, is_page: bool) -> None:
    block = b"HTTP/1.1 200 OK\r\n\r\n" + (PAGE if is_page else b"\x89PNG")
    articles, refused = take(archive(warc("response", RAIN, block), record()))
    assert len(articles) == 1 + is_page
    assert refused == ({} if is_page else {None: "passed over: 1 response without a content type"})


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("x-gzip", gzip.compress(PAGE)),
        ("X-GZIP", gzip.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("br", brotli.compress(PAGE)),
        ("gzip, br", brotli.compress(gzip.compress(PAGE))),
        ("identity", PAGE),
        ("gzip", PAGE),
    ],
)
def test_a_packed_page_is_unpacked(take: Take, coding: str, packed: bytes) -> None:
    articles, refused = take(archive(record(packed, Content_Encoding=coding), record()))
    assert refused == {} and list(articles) == ["record 1", "record 2"]


@pytest.mark.parametrize(
    ("coding", "packed", "reason"),
    [
        ("br", b"no brotli at all", "the page's compressed data is broken"),
        ("br", brotli.compress(PAGE)[:-9] + b"\xff" * 9, "the page's compressed data is broken"),
        ("deflate", b"\xff" * 40, "the page's compressed data is broken"),
        ("br", brotli.compress(b"<p>" + b"x" * 3_000_000), "the page unfolds to more than 100 times its size"),
        ("gzip", gzip.compress(b"<p>" + b"x" * 3_000_000), "the page unfolds to more than 100 times its size"),
        ("br", brotli.compress(b"<p>" + b"x" * 30_000_000), "more than 20,000,000 bytes"),
    ],
)
def test_a_packed_page_that_is_broken_or_a_bomb_costs_itself_alone(
    take: Take, coding: str, packed: bytes, reason: str
) -> None:
    articles, refused = take(archive(record(), record(packed, Content_Encoding=coding), record()))
    assert list(articles) == ["record 1", "record 3"]
    assert list(refused) == ["record 2"] and refused["record 2"].startswith(reason)


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
    assert refused["record 6"] == "the gzip data ends in the middle"


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


@pytest.mark.parametrize(
    "chunks",
    [
        b"%x\r\n%s\r\nZZ\r\nmore\r\n0\r\n\r\n" % (len(PAGE), PAGE),
        b"%x\r\n%s" % (len(PAGE) + 9, PAGE),
        b"%x\r\n%s\r\n" % (len(PAGE), PAGE),
    ],
    ids=["a size that is no number", "a chunk that breaks off", "no last chunk"],
)
def test_a_page_with_broken_chunks_is_refused_and_the_next_is_read(take: Take, chunks: bytes) -> None:
    articles, refused = take(record(chunks, Transfer_Encoding="chunked") + record())
    assert list(articles) == ["record 2"]
    assert refused == {"record 1": "the chunks of the page are broken or break off"}


def test_a_page_whose_chunks_the_crawler_has_joined_is_read(take: Take) -> None:
    articles, refused = take(record(Transfer_Encoding="chunked"))
    assert refused == {} and list(articles) == ["record 1"]
