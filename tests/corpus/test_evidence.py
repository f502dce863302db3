"""The raw bytes of records, kept so that a citation can be proved."""

from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from corpus import Article, Evidence, EvidenceDamaged

RAW = b"<p>\xe2\x80\x9cThe dam will hold,\xe2\x80\x9d said Ana Ruiz.</p>"


def read_from(raw: bytes, make_article, text: str = "It rained.", day: str = "2031-05-04") -> Article:
    article = make_article(text, url=None)
    digest = sha256(raw).hexdigest()
    return replace(article, provenance=replace(article.provenance, raw_sha256=digest, retrieved=f"{day}T09:00:00Z"))


def test_the_bytes_come_back_and_any_reader_of_warc_finds_them(tmp_path: Path, make_article) -> None:
    article = read_from(RAW, make_article)
    Evidence(tmp_path / "evidence").keep([(RAW, article)])
    assert Evidence(tmp_path / "evidence").raw(article) == RAW
    with (tmp_path / "evidence" / "2031-05-04.warc.gz").open("rb") as file:
        [record] = [(one.rec_type, one.content_stream().read()) for one in ArchiveIterator(file)]
    assert record == ("resource", RAW)


def test_the_same_bytes_are_kept_once_and_each_day_has_its_file(tmp_path: Path, make_article) -> None:
    article, other = read_from(RAW, make_article), read_from(b"else", make_article, "Wind.", "2031-05-05")
    for _ in range(2):
        Evidence(tmp_path).keep([(RAW, article), (RAW, article), (b"else", other)])
    assert sorted(path.name for path in tmp_path.glob("*.gz")) == ["2031-05-04.warc.gz", "2031-05-05.warc.gz"]
    assert len(list(Evidence(tmp_path).entries())) == 2


def test_what_a_crash_left_behind_is_cut_off_by_the_next_record(tmp_path: Path, make_article) -> None:
    article, other = read_from(RAW, make_article), read_from(b"else", make_article, "Wind.")
    Evidence(tmp_path).keep([(RAW, article)])
    with (tmp_path / "2031-05-04.warc.gz").open("ab") as file:
        file.write(b"half a rec")
    with (tmp_path / "2031-05-04.index").open("a") as file:
        file.write("0123 a-x 4")
    evidence = Evidence(tmp_path)
    assert list(evidence.check()) == []
    evidence.keep([(b"else", other)])
    assert Evidence(tmp_path).raw(article) == RAW


@pytest.mark.parametrize("position", [0, 40, -20])
def test_a_damaged_record_is_a_fault_and_no_answer(tmp_path: Path, make_article, position: int) -> None:
    article = read_from(RAW, make_article)
    evidence = Evidence(tmp_path)
    evidence.keep([(RAW, article)])
    path = tmp_path / "2031-05-04.warc.gz"
    content = bytearray(path.read_bytes())
    content[position] ^= 0xFF
    path.write_bytes(content)
    try:
        assert evidence.raw(article) == RAW  # a bit that no byte of the record depends on
    except EvidenceDamaged as error:
        assert str(error).endswith("is not as it was written")
        assert list(evidence.check()) == [str(error)]


def test_an_erased_article_leaves_no_byte_and_the_others_stay(tmp_path: Path, make_article) -> None:
    article, other = read_from(RAW, make_article), read_from(b"else", make_article, "Wind.")
    evidence = Evidence(tmp_path)
    evidence.keep([(RAW, article), (b"else", other)])
    assert evidence.erase(article.id) == 1
    assert evidence.raw(article) is None
    assert evidence.raw(other) == b"else"
    for path in tmp_path.glob("*.gz"):
        assert RAW not in b"".join(one.content_stream().read() for one in ArchiveIterator(BytesIO(path.read_bytes())))
    evidence.keep([(RAW, article)])
    assert Evidence(tmp_path).raw(article) == RAW
    assert evidence.erase(other.id) + evidence.erase(article.id) == 2
    assert list(tmp_path.iterdir()) == []
