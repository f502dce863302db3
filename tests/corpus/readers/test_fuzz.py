"""Broken and hostile input: never anything but an article or a reason, and never for long."""

import gzip
import io
import json
import pickle
import random
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article
from corpus.readers import article, records
from corpus.readers.raw_record import RawRecord, ReadOptions, UnreadableRecord
from tests.corpus.readers.conftest import SAMPLES

EXPORT_FIELD_NAMES = sorted(path.name for path in SAMPLES.iterdir())


class Articles:
    """Articles of records, each read once: a file cut or changed in many places has most of its records unchanged."""

    def __init__(self) -> None:
        self._outcomes: dict[bytes, Article | UnreadableRecord] = {}

    def __call__(self, record: RawRecord) -> Article:
        key = pickle.dumps((record.format, record.raw, sorted(record.metadata.items())))
        if key not in self._outcomes:
            try:
                self._outcomes[key] = article(record)
            except UnreadableRecord as error:
                self._outcomes[key] = error
        outcome = self._outcomes[key]
        if isinstance(outcome, UnreadableRecord):
            raise outcome
        return outcome


def outcome(
    raw: bytes, article: Callable[[RawRecord], Article] = article, **mapping: str
) -> Iterator[Article | UnreadableRecord]:
    """Read as the program does and check what every answer promises."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for found in records(io.BytesIO(raw), ReadOptions(mapping)):
            assert isinstance(found, RawRecord | UnreadableRecord)
            try:
                if isinstance(found, UnreadableRecord):
                    raise found
                read = article(found)
                assert read.text and ("\ufffd" not in read.text or b"\xef\xbf\xbd" in raw or b"\\ufffd" in raw)
                read.text.encode()
                yield read
            except UnreadableRecord as error:
                assert error.reason.isprintable() and str(error).isprintable()
                yield error


@pytest.mark.parametrize("name", EXPORT_FIELD_NAMES)
def test_a_sample_cut_anywhere_is_read_or_refused(name: str) -> None:
    raw = (SAMPLES / name).read_bytes()
    articles = Articles()
    for end in range(0, len(raw), 7):
        list(outcome(raw[:end], articles))


@pytest.mark.parametrize("name", EXPORT_FIELD_NAMES)
def test_a_sample_with_bytes_changed_is_read_or_refused(name: str) -> None:
    raw = (SAMPLES / name).read_bytes()
    chance, articles = random.Random(name), Articles()
    for _ in range(150):
        changed = bytearray(raw)
        for _ in range(chance.randint(1, 8)):
            position = chance.randrange(len(changed))
            changed[position : position + chance.randint(0, 2)] = chance.randbytes(chance.randint(0, 3))
        list(outcome(bytes(changed), articles))
        list(outcome(gzip.compress(bytes(changed), mtime=0), articles))


@pytest.mark.parametrize("name", EXPORT_FIELD_NAMES)
def test_a_sample_read_twice_says_the_same(name: str) -> None:
    raw = (SAMPLES / name).read_bytes()
    first, again = ([getattr(one, "text", None) or str(one) for one in outcome(raw)] for _ in range(2))
    assert first == again and first


TAGS = Path(__file__).with_name("fuzz_tags.txt").read_text().splitlines()
FEED_TAGS = Path(__file__).with_name("fuzz_feed_tags.txt").read_text().splitlines()
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["text", "url", "date", "source"]) | st.text(), inner)
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(TAGS) | st.text(max_size=9), max_size=40))
def test_any_page_is_read_or_refused(parts: list[str]) -> None:
    list(
        outcome(
            ("<html><link rel=canonical href=https://a.example/b>" + "".join(parts)).encode("utf-8", "surrogatepass")
        )
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(FEED_TAGS) | st.text(max_size=9), max_size=40))
def test_any_feed_is_read_or_refused(parts: list[str]) -> None:
    list(outcome(("<rss><channel>" + "".join(parts)).encode("utf-8", "surrogatepass")))


@settings(max_examples=200, deadline=None)
@given(JSON, st.booleans())
def test_any_json_is_read_or_refused(value: object, is_ascii: bool) -> None:
    line = json.dumps(value, ensure_ascii=is_ascii).encode("utf-8", "surrogatepass")
    list(outcome(line))
    list(outcome(b'{"text": "x", "outlet": "X"}\n' + line))
    list(outcome(b'[{"text": "x", "outlet": "X"},' + line))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    list(outcome(raw))
    for start in (
        b"<html><p>",
        b"<rss>",
        b"text,url\n",
        b'{"text": "',
        b"[{",
        b"WARC/1.0\r\n",
        b"\x1f\x8b\x08\x00",
        b"---\n",
    ):
        list(outcome(start + raw))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet='ab",;\t\r\n\x00é“', max_size=20), max_size=12))
def test_any_table_is_read_or_refused(rows: list[str]) -> None:
    list(outcome(("text,outlet\n" + "\n".join(rows)).encode()))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from([b"WARC/1.0\r\n", b"\r\n", b"WARC-Type: response\r\n", b"Content-Length: 40\r\n"])
        | st.sampled_from(
            [b"WARC-Target-URI: https://a.example/\r\n", b"HTTP/1.1 200 OK\r\n", b"Content-Type: text/html\r\n"]
        )
        | st.sampled_from(
            [b"Content-Encoding: gzip\r\n", b"Transfer-Encoding: chunked\r\n", b"<p>x", b" cont\r\n", b": \r\n"]
        )
        | st.binary(max_size=5),
        max_size=25,
    )
)
def test_any_archive_is_read_or_refused(parts: list[bytes]) -> None:
    list(outcome(b"WARC/1.0\r\nWARC-Type: response\r\n" + b"".join(parts)))


def test_the_samples_lie_where_the_tests_look() -> None:
    assert len(EXPORT_FIELD_NAMES) >= 12 and all((SAMPLES / name).stat().st_size < 5_000 for name in EXPORT_FIELD_NAMES)
    assert Path(__file__).parent == SAMPLES.parent
