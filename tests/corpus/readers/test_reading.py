"""How a file is opened, unpacked, recognised and measured, whatever its format."""

import gzip
import io
import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.readers import READERS, article, records
from corpus.readers.exports.object_formats import OBJECT_FORMATS
from corpus.readers.raw_record import RawRecord, ReadOptions, UnreadableRecord
from tests.corpus.readers.conftest import SAMPLES, Take
from tests.support.stored_articles import read

TEXT = b"---\noutlet: Island News\n---\nIt rained."
LINE = json.dumps({"text": "It rained.", "outlet": "Island News"}).encode() + b"\n"


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("pier.html", "html"),
        ("bridge.html", "html"),
        ("pages.warc", "warc"),
        ("pages.warc.gz", "warc"),
        ("rss.xml", "feed"),
        ("atom.xml", "feed"),
        ("rss10.xml", "feed"),
        ("rss091.xml", "feed"),
        ("export.jsonl", "jsonl"),
        ("export.json", "json"),
        ("commas.csv", "csv"),
    ],
)
def test_the_content_tells_the_format_whatever_the_file_is_called(
    tmp_path: Path, sample: Callable[[str], Path], name: str, format: str
) -> None:
    raw = sample(name).read_bytes()
    packed = raw if name.endswith(".gz") else gzip.compress(raw, mtime=0)
    for renamed, content in (("a", raw), ("b.txt", raw), ("c.pdf", packed)):
        path = tmp_path / renamed
        path.write_bytes(content)
        found = list(records(path))
        assert {one.format for one in found if isinstance(one, RawRecord)} == {format}
        assert {one.origin for one in found} == {str(path)}


@pytest.mark.parametrize(
    ("content", "format"),
    [
        (TEXT, "text"),
        (b"It rained. <b>Really.</b>", "text"),
        (b"<https://example.org/rain>\n\nIt rained.", "text"),
        (b"text, or so they said, it rained\n", "text"),
        (b"\xef\xbb\xbf\n\n<!-- saved from a browser -->\n<html><p>It rained.", "html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html>', "html"),
        (b"<p>It rained.</p>", "html"),
        ("<html><p>It rained.".encode("utf-16"), "html"),
        (b'{"a": 1}\n', "json"),
        (b'{"a": 1}\n{"a": 1}\n', "jsonl"),
        (b'{\n"a": 1}', "json"),
        (b'{"a": [\n{"text": "x"}]}', "json"),
        (b"text,title\na,b\n", "csv"),
        (b"Title;Body;Date\na;b;c\n", "csv"),
    ],
)
def test_the_first_words_tell_the_format(content: bytes, format: str) -> None:
    assert {one.format for one in records(io.BytesIO(content)) if isinstance(one, RawRecord)} == {format}


def test_a_record_may_be_read_in_another_process() -> None:
    for path in sorted(SAMPLES.iterdir()):
        for found in pickle.loads(pickle.dumps(list(records(path)))):
            if isinstance(found, RawRecord):
                try:
                    article(found)
                except UnreadableRecord as error:
                    assert pickle.loads(pickle.dumps(error)).reason == error.reason


def test_every_article_says_what_read_it_and_where(sample: Callable[[str], Path]) -> None:
    for name in ("pier.html", "atom.xml", "export.json", "pages.warc"):
        for found in read(sample(name)):
            proof = found.provenance
            assert proof.origin == str(sample(name)) and proof.encoding
            assert proof.reader in {reader.VERSION for reader in (*READERS, *OBJECT_FORMATS)}
            assert len(proof.raw_sha256) == 64 and proof.retrieved.endswith("Z")


def test_standard_input_is_read_as_a_file_is(sample: Callable[[str], Path]) -> None:
    code = "from pathlib import Path; from corpus.readers import records; print([r.origin for r in records(Path('-'))])"
    with sample("pages.warc.gz").open("rb") as file:
        done = subprocess.run([sys.executable, "-c", code], stdin=file, capture_output=True, text=True, check=True)
    assert done.stdout == f"{['standard input'] * 4}\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\xef\xbb\xbf"[:2], "empty"),
        (b"\xff\xfe", "empty"),
        (gzip.compress(b"", mtime=0), "empty"),
        (gzip.compress(gzip.compress(TEXT, mtime=0), mtime=0), "gzip inside gzip"),
        (gzip.compress(TEXT, mtime=0)[:-9], "the gzip data ends in the middle"),
        (gzip.compress(TEXT, mtime=0)[:-8] + b"\0" * 8, "broken gzip data in the first "),
        (gzip.compress(TEXT, mtime=0) + b"no gzip", "broken gzip data in the first "),
        (b"\x1f\x8b\x08" + b"x" * 99, "broken gzip data in the first "),
        (gzip.compress(TEXT + b" " * 5_000_000, mtime=0), "the gzip data unfolds to more than 100 times its size"),
        (b"%PDF-1.7", "the PDF is broken or packed in a way that is not read"),
        (gzip.compress(b"%PDF-1.7", mtime=0), "the PDF is broken or packed in a way that is not read"),
        (b"PK\x03\x04\x14", "broken ZIP: its directory cannot be read, or a file in it"),
        (
            b"BZh91AY&SY\x00\x01",
            "unknown format: bzip2; unpack it first: bzcat FILE | onrecord ingest -; what can be read: warc, ",
        ),
        (
            b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text>",
            "unknown format: TEI; save the text of each article as text",
        ),
        (b"<?xml version='1.0'?><urlset><url>", "unknown format: a sitemap: it holds addresses and no text"),
        (b"<NewsML><NewsItem>", "unknown format: NewsML 1; ask the agency for NewsML-G2 or NITF"),
        (b"\x89PNG\r\n\x1a\n\x00", "unknown format: PNG image"),
        (b"\xff\xd8\xff\xe0\x00", "unknown format: JPEG image"),
        (b"GIF89a", "unknown format: GIF image"),
        (b"{\\rtf1", "unknown format: RTF"),
        (b"SQLite format 3\x00", "unknown format: SQLite"),
        (b"7z\xbc\xaf\x27\x1c", "unknown format: 7-Zip"),
        (b"WARC/0.17\r\n", "unknown format: WARC of a version other than 1.0 and 1.1"),
        (b"<?xml version='1.0'?><opml>", "unknown format: OPML, a list of feeds"),
        (b"<?xml version='1.0'?><catalogue>", "unknown format: XML that is no feed"),
        (b"\x01\x02\x03\x04", "unknown format"),
        (TEXT + b"x" * 20_000_000, "more than 20,000,000 bytes; the largest record that is read has 20,000,000"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_reason(take: Take, content: bytes, reason: str) -> None:
    articles, refused = take(content)
    assert articles == {} and list(refused) == [None]
    assert refused[None].startswith(reason)


def test_several_members_of_gzip_are_one_file(take: Take) -> None:
    articles, refused = take(gzip.compress(LINE, mtime=0) + gzip.compress(LINE, mtime=0) + b"\0" * 512)
    assert refused == {} and list(articles) == ["line 1", "line 2"]


def test_a_packed_file_that_breaks_gives_what_came_before(take: Take) -> None:
    packed = gzip.compress(LINE, mtime=0) + gzip.compress(LINE, mtime=0) + gzip.compress(LINE, mtime=0)[:-12]
    articles, refused = take(packed)
    assert list(articles) == ["line 1", "line 2"] and refused == {None: "the gzip data ends in the middle"}


def test_a_file_too_large_to_hold_is_refused_but_lines_may_go_on(tmp_path: Path) -> None:
    path = tmp_path / "large"
    for content, first in ((TEXT, UnreadableRecord), (b"[1]", UnreadableRecord), (LINE, RawRecord)):
        with path.open("wb") as file:
            file.write(content)
            file.truncate(50_000_001)
        found = next(records(path))
        assert isinstance(found, first)
        if isinstance(found, UnreadableRecord):
            assert found.reason == "50,000,001 bytes; the largest file that is read has 50,000,000"


def test_a_first_bad_record_stops_the_simple_way_to_read(sample: Callable[[str], Path]) -> None:
    with pytest.raises(UnreadableFile, match=r"commas\.csv: row 3: 2 columns; the first line names 5"):
        list(read(sample("commas.csv")))


def test_a_table_without_a_text_says_which_columns_it_has(tmp_path: Path) -> None:
    path = tmp_path / "stories.csv"
    path.write_text("paper,story\nX,It rained.\n")
    (refused,) = records(path)
    assert isinstance(refused, UnreadableRecord)
    assert refused.reason == "no text: the columns are paper, story; say which one holds it with --map text=COLUMN"
    (found,) = records(path, ReadOptions({"text": "story", "outlet": "paper"}))
    assert isinstance(found, RawRecord) and article(found).text == "It rained."


def test_what_a_file_says_reaches_no_message_as_it_is(take: Take) -> None:
    hostile = "\x1b[31m\u202e"
    for content in (f"{hostile},b\n".encode(), json.dumps({hostile: 1}).encode(), f"---\n{hostile}: x\n---\n".encode()):
        for reason in take(content, text="x")[1].values():
            assert reason.isprintable()
