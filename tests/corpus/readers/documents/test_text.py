import time
from hashlib import sha256
from pathlib import Path

import pytest

from corpus.article import Article, Outlet, article_id
from corpus.errors import UnreadableFile
from tests.support.stored_articles import read

FRONT = "---\noutlet: Island News\n---\n"


def article_in(tmp_path: Path, content: str | bytes) -> Article:
    path = tmp_path / "rain.md"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (article,) = read(path)
    return article


def test_an_article_is_read_whole(tmp_path: Path) -> None:
    content = """---
outlet: Island News
language: en-GB
licence: CC BY 4.0
published: 2031-05-03
published_evidence: the front page carries the year
---
All news

# *Rain at last*

By Jo Moor

---

PORT ELLEN, May 3 (INA) - “It rained,” said
Ana Ruiz, the mayor.

---

<https://example.org/rain>

**Island News**
"""
    article = article_in(tmp_path, content)
    assert article.text == "PORT ELLEN, May 3 (INA) - “It rained,” said Ana Ruiz, the mayor."
    assert article.id == article_id("https://example.org/rain", article.text)
    assert (article.headline, article.byline) == ("Rain at last", "Jo Moor")
    assert article.outlet == Outlet("island-news", "Island News")
    assert article.dateline is not None and article.text[article.dateline.end :].startswith("“It rained,”")
    assert (article.published.edtf, article.language, article.licence) == ("2031-05-03", "en-GB", "CC BY 4.0")
    assert dict(article.unknown) == {}


def test_provenance_proves_the_bytes_and_the_text(tmp_path: Path) -> None:
    content = (FRONT + "It rained.\r\n").encode()
    article = article_in(tmp_path, content)
    proof = article.provenance
    assert (proof.origin, proof.format) == (str(tmp_path / "rain.md"), "text")
    assert proof.raw_sha256 == sha256(content).hexdigest()
    assert proof.text_sha256 == sha256(b"It rained.").hexdigest()
    assert len(proof.retrieved) == 20 and proof.retrieved.endswith("Z")


def test_an_outlet_is_all_the_front_matter_must_say(tmp_path: Path) -> None:
    article = article_in(tmp_path, FRONT + "It rained.")
    assert (article.url, article.headline, article.byline, article.dateline, article.licence) == (None,) * 5
    assert (article.language, article.published.edtf) == ("en", None)
    assert set(article.unknown) == {"url", "headline", "byline", "dateline", "licence"}
    assert article.id == article_id(None, "It rained.")


def test_what_the_text_prints_about_itself_needs_no_front_matter(tmp_path: Path) -> None:
    article = article_in(tmp_path, "# Rain\n\nIt rained.\n\n---\n\n<https://example.org/r>\n\n**Island News**")
    assert (article.outlet.name, article.url) == ("Island News", "https://example.org/r")


def test_the_front_matter_knows_better_than_the_text(tmp_path: Path) -> None:
    content = "---\noutlet: The Island News\nurl: https://example.org/1\nheadline: It Rained\n---\n"
    article = article_in(tmp_path, content + "# Rain\n\nWet.\n\n---\n\n<https://example.org/2>\n\n**Island News**")
    assert (article.outlet.name, article.url, article.headline) == (
        "The Island News",
        "https://example.org/1",
        "It Rained",
    )
    assert article.text == "Wet."


def test_a_headline_that_the_front_matter_gives_is_not_repeated_in_the_text(tmp_path: Path) -> None:
    assert article_in(tmp_path, "---\noutlet: X\nheadline: It rained.\n---\nIt rained.\n\nA lot.").text == "A lot."


def test_a_quoted_block_loses_its_marks(tmp_path: Path) -> None:
    assert article_in(tmp_path, FRONT + "She wrote.\n\n> It rained\n> and rained.").text == (
        "She wrote.\n\nIt rained and rained."
    )


def test_the_same_words_in_other_bytes_are_the_same_article(tmp_path: Path) -> None:
    plain = article_in(tmp_path, FRONT + "Café.\n\nIt rained.\n")
    other = article_in(tmp_path, b"\xef\xbb\xbf" + FRONT.encode() + "Cafe\u0301.\r\n\r\n\u200bIt\u00a0rained.".encode())
    assert (other.id, other.text) == (plain.id, plain.text)
    assert other.provenance.raw_sha256 != plain.provenance.raw_sha256


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "the PDF is broken or packed in a way that is not read"),
        (
            b'<?xml version="1.0"?>',
            "unknown format: XML that is no feed",
        ),
        (b"\x1f\x8b\x08\x00\x00", "the gzip data ends in the middle"),
        (
            b"PK\x03\x04\x00",
            "broken ZIP: its directory cannot be read, or a file in it",
        ),
        (b"\x89PNG\r\n\x1a\n", "unknown format: PNG image; what can be read: "),
        (b"\xff\xfeI\x00t", "not the UTF-16-LE that its byte-order mark promises"),
        (b"It\x00rained", "unknown format: not text"),
        (FRONT.encode() + b"It rained. " * 2000 + b"\x00", "not text: it holds zero bytes"),
        (
            FRONT.encode() + b"Caf\xe9.",
            "not UTF-8, and no other encoding",
        ),
        (FRONT.encode(), "no body: there is no text below the front matter"),
        (FRONT.encode() + b"\n---\n\n \n", "no body: there is no text below the front matter"),
        (FRONT.encode() + b"\xe2\x80\x8b", "no body: there is no text below the front matter"),
        (b"---\noutlet: X\n", "front matter is not closed by a line '---' within 16,384 bytes"),
        (b'---\noutlet: "\n---\nWet.', "front matter is not YAML: "),
        (b"---\noutlet: [A]\n---\nWet.", "front matter has more than 'key: words' in line 2"),
        (
            FRONT.encode() + b"Za" + b"\xcc\x80" * 400_000,
            "not text: character 30 carries more than 30 marks",
        ),
        (FRONT.encode() + b"word " * 400_001, "2,000,004 characters; the longest text that is read has 2,000,000"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_one_clear_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "rain.md"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as raised:
        list(read(path))
    assert raised.value.reason.startswith(reason)
    assert "\n" not in str(raised.value)
    assert str(raised.value).startswith(f"{path}: ")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "cp1252", "utf-8-sig"])
def test_a_text_in_another_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    body = "„Wir fangen im Mai an“, sagte Bürgermeisterin Käthe Groß. „Später wäre zu spät.“"
    content = f"---\noutlet: Inselbote\nbyline: Käthe Groß\n---\n{body}\n".encode(encoding)
    article = article_in(tmp_path, content)
    assert (article.text, article.byline) == (body, "Käthe Groß")
    assert article.provenance.encoding is not None
    assert article.provenance.encoding.startswith(encoding.replace("cp", "windows-").removesuffix("-sig"))
    assert article.provenance.raw_sha256 == sha256(content).hexdigest()


def test_the_address_of_a_text_is_canonical_and_can_tell_the_outlet(tmp_path: Path) -> None:
    article = article_in(tmp_path, "---\nurl: HTTPS://TASS.com/rain?utm_source=x#y\n---\nIt rained.")
    assert (article.url, article.outlet.name) == ("https://tass.com/rain", "TASS")


def test_a_missing_file_and_a_folder_are_no_articles(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "none.md", "No such file or directory"), (tmp_path, "not a regular file")):
        with pytest.raises(UnreadableFile) as raised:
            list(read(path))
        assert raised.value.reason == reason


def test_a_file_too_large_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.md"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    with pytest.raises(UnreadableFile, match="50,000,001 bytes; the largest file that is read has 50,000,000"):
        list(read(path))


def test_a_name_that_cannot_be_printed_is_shown_in_escapes(tmp_path: Path) -> None:
    path = tmp_path / "rain\n\x1b[31m.md"
    path.write_text(FRONT + "It rained.")
    (article,) = read(path)
    assert article.provenance.origin == f"{tmp_path}/rain\\n\\x1b[31m.md"
    path.write_text(FRONT)
    with pytest.raises(UnreadableFile, match=r"^[ -~]+$"):
        list(read(path))


@pytest.mark.parametrize(
    "body", ["---\n" * 200_000, "a\n\n" + "b”\n\n" * 200_000, "a \nb\n\n" + "ab\n" * 200_000, "[" * 10**6]
)
def test_a_hostile_layout_takes_no_more_time_than_its_length(tmp_path: Path, body: str) -> None:
    start = time.process_time()
    article_in(tmp_path, f"{FRONT}{'The town of Port Ellen has seen a lot of rain and more'}\n\nIt,\n\n{body}")
    assert time.process_time() - start < 10  # the quadratic ways took minutes
