"""Mails, DOCX and PDF: the text of a release, and one line for what is attached, encrypted, scanned or a bomb."""

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus.readers.conftest import Take
from tests.corpus.readers.make_documents import LONG, SPEECH, docx, pdf


def test_a_newsletter_is_its_html_and_its_attachment_is_named(take: Take, sample: Callable[[str], Path]) -> None:
    articles, _ = take(sample("letter.eml"))
    article = articles[None]
    assert (article.headline, article.byline) == ("Ferry stays, says mayor – today", "Jo Moor")
    assert (article.outlet.name, article.url) == ("Island News", "https://courier.example/letter/7")
    assert article.published.evidence == 'mail header Date "Sun, 04 May 2031 10:11:12 +0200"'
    assert article.text == "The council of Port Ellen met.\n\n“We will keep the ferry,” said Ana Ruiz, the mayor."
    refused = take(sample("letter.eml"))[1]
    assert refused == {None: "skipped: the attachment plan.pdf; save it as a file and ingest that"}


def test_each_mail_of_an_mbox_is_read_without_replies_and_signature(take: Take, sample: Callable[[str], Path]) -> None:
    articles, refused = take(sample("letters.mbox"))
    assert refused == {} and list(articles) == ["message 1", "message 2"]
    article = articles["message 1"]
    assert (article.headline, article.outlet.name) == ("Ferry", "Port Ellen Press Office")
    assert article.text == (
        'The council met at the Café.\n\n"We will keep the ferry," said mayor number 1. From now on it runs daily.'
    )
    assert article.provenance.encoding == "windows-1252, declared in MIME"


HEAD = "From: a@b.example\nTo: c@d.example\nSubject: Rain\nDate: Sun, 4 May 2031 10:11:12 +0200\nMIME-Version: 1.0\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("Content-Type: multipart/encrypted; boundary=x\n\n--x--", "the mail is encrypted"),
        ("Content-Type: application/pkcs7-mime\n\nMII=", "the mail is encrypted"),
        ("Content-Type: image/png\n\nx", "no text: the mail holds none"),
        (
            "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: message/rfc822\n\nSubject: "
            "In\n\nIt rained.\n--x--",
            "no text: the mail holds none outside of a mail inside the mail",
        ),
        (
            "Content-Type: multipart/mixed; boundary=x\n\n" + "boundary=x\n" * 201,
            "a mail of more than 200 nested parts",
        ),
        ("\n> It rained.\n", "no text: nothing is left of the mail"),
    ],
)
def test_a_mail_that_cannot_be_read_says_why(take: Take, content: str, reason: str) -> None:
    articles, refused = take(HEAD + content)
    assert articles == {} and refused[None].startswith(reason)


def test_words_with_a_colon_are_no_mail(take: Take) -> None:
    article = take("From: the harbour\nSubject: rain\n\nIt rained.")[0][None]
    assert article.provenance.format == "text"


def test_a_release_in_docx_is_read(take: Take, sample: Callable[[str], Path]) -> None:
    articles, refused = take(sample("release.docx"))
    article = articles[None]
    assert refused == {} and article.headline == "Ferry stays, says mayor" and article.outlet.id == "unknown"
    assert article.text == f"{LONG}\n\n{SPEECH}"
    assert (article.published.edtf, article.published.inferred) == ("2031-05-04", False)
    assert article.published.evidence == 'the line "4 May 2031" above the text'
    assert (
        article.unknown["outlet"]
        == "the document gives neither a name nor an address; --outlet NAME says who printed it"
    )


def test_tracked_insertions_are_read_and_deletions_and_doubles_are_not(take: Take) -> None:
    marked = (
        "<w:r><w:t>It "
        "</w:t></w:r><w:ins><w:r><w:t>rained</w:t></w:r></w:ins><w:del><w:r><w:delText>snowed</w:delText></w:r></w:del>"
        "<w:r><w:t>.</w:t></w:r><Fallback><w:r><w:t>Twice.</w:t></w:r></Fallback>"
    )
    article = take(docx("=Rain", marked, core="<d:created>2031-05-02T08:00:00Z</d:created>"))[0][None]
    assert article.text == "It rained."
    assert (article.published.edtf, article.published.inferred) == ("2031-05-02", True)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (docx("x" * 30_000_000), "a file of 30,000,"),
        (docx("x" * 3_000_000), "a file in the ZIP unfolds to more than 100 times its size"),
        (docx("=Rain"), "no text: the document holds no words"),
        (docx().replace(b"document.xml", b"workbook.xml"), "unknown format: a ZIP: unpack it and ingest the folder"),
        (docx("It rained.")[:-30], "broken ZIP"),
        (
            docx("It rained.").replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"),
            "the ZIP is encrypted",
        ),
    ],
)
def test_a_document_that_cannot_be_read_says_why(take: Take, content: bytes, reason: str) -> None:
    articles, refused = take(content)
    assert articles == {} and refused[None].startswith(reason)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("META-INF/container.xml", "unknown format: EPUB"),
        ("xl/workbook.xml", "unknown format: a spreadsheet (XLSX)"),
        ("content.xml", "unknown format: an OpenDocument file"),
        ("any.txt", "unknown format: a ZIP"),
    ],
)
def test_another_zip_is_named_for_what_it_is(take: Take, tmp_path: Path, name: str, reason: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr(name, "x")
    assert take(tmp_path / "a.zip")[1][None].startswith(reason)


def test_xml_of_a_document_with_entities_is_refused(take: Take) -> None:
    content = docx("It rained.", more={"docProps/app.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'})
    assert take(content)[1][None] == "the XML declares entities of its own, which are not read"


def test_a_release_in_pdf_is_read(take: Take, sample: Callable[[str], Path]) -> None:
    articles, refused = take(sample("release.pdf"))
    article = articles[None]
    assert refused == {} and article.headline == "Ferry stays, says mayor" and article.language == "en"
    assert article.text == f"{LONG}\n\n{SPEECH}"
    assert article.published.edtf == "2031-05-04"


def test_lines_that_every_page_repeats_are_left_out_and_words_cut_in_two_are_joined(take: Take) -> None:
    first = (
        "Island News",
        "Rain at last",
        "It rained on all the islands and on the towns that lie be-",
        "tween them, said Bo Lind.",
        "1",
    )
    pages = [
        first,
        *(
            ("Island News", f"It rained in {town} too, which nobody had hoped for this year.", f"{n}")
            for n, town in ((2, "Norrham"), (3, "Port Ellen"))
        ),
    ]
    text = take(pdf(*pages))[0][None].text
    assert text.startswith("It rained on all the islands and on the towns that lie between them, said Bo Lind.")
    assert "Island News" not in text and text.endswith("Port Ellen too, which nobody had hoped for this year.")


def test_a_scanned_pdf_says_that_it_has_no_text(take: Take) -> None:
    assert (
        take(pdf(()))[1][None] == "no text: the PDF has no text layer; it is scanned, so recognise its text (OCR) first"
    )


def test_an_encrypted_pdf_is_named(take: Take) -> None:
    lock = f"/ID[<{'00' * 16}><{'00' * 16}>]/Encrypt<</Filter/Standard/V 1/R 2/O<{'11' * 32}>/U<{'22' * 32}>/P -4>>"
    assert (
        take(pdf(("It rained.",), encrypt=lock))[1][None]
        == "the PDF is encrypted; save it without a password and ingest that"
    )


@pytest.mark.parametrize(("package", "name"), [("pypdf", "release.pdf"), ("mwparserfromhell", "wikinews.xml")])
def test_a_package_that_is_missing_is_named_with_what_to_install(
    take: Take, sample: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, package: str, name: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    [reason] = take(sample(name))[1].values()
    assert package in reason and reason.endswith("pip install 'onrecord[formats]'")
