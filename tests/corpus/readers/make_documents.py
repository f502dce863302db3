"""Write the samples that are binary anew, or held by others: `python tests/corpus/readers/make_documents.py`."""

import io
import json
import zipfile
from pathlib import Path

SAMPLES = Path(__file__).with_name("samples")
SPEECH = "“We will keep the ferry,” said Ana Ruiz, the mayor of Port Ellen."
LONG = "The council of Port Ellen met on Monday in the old school to hear what a new ferry would cost the town."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(*paragraphs: str, core: str = "", more: dict[str, str] | None = None) -> bytes:
    """Return a document; a paragraph that begins with `=` has the style Title, one with `<` is XML as it is."""
    body = "".join(map(_paragraph, paragraphs))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        files = {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        }
        if core:
            files["docProps/core.xml"] = f'<c xmlns:d="urn:d">{core}</c>'
        for name, words in {**files, **(more or {})}.items():
            file.writestr(zipfile.ZipInfo(name), words, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _paragraph(words: str) -> str:
    if words.startswith("<"):
        return f"<w:p>{words}</w:p>"
    style = '<w:pPr><w:pStyle w:val="Title"/></w:pPr>' if words.startswith("=") else ""
    return f"<w:p>{style}<w:r><w:t>{words.removeprefix('=')}</w:t></w:r></w:p>"


def pdf(*pages: tuple[str, ...], info: str = "", encrypt: str = "") -> bytes:
    """Return a PDF with a line of text for each of the words of a page."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R/Lang(en)>>",
        "",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj T* " for line in (line.replace("(", "\\(").replace(")", "\\)") for line in lines))
        stream = f"BT /F1 10 Tf 12 TL 40 800 Td {shown}ET"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents "
            f"{len(objects) + 2} 0 R>>"
        )
        objects.append(f"<</Length {len(stream.encode('cp1252'))}>>stream\n{stream}\nendstream")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    objects.append(f"<<{info}>>")
    out, places = b"%PDF-1.4\n", []
    for number, words in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj{words}endobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<<"
    end += f"/Size {len(objects) + 1}/Root 1 0 R/Info {len(objects)} 0 R{encrypt}>>"
    return out + f"{end}\nstartxref\n{len(out)}\n%%EOF\n".encode()


def wacz() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr(zipfile.ZipInfo("archive/crawl.warc.gz"), (SAMPLES / "pages.warc.gz").read_bytes())
        file.writestr(zipfile.ZipInfo("datapackage.json"), json.dumps({"profile": "data-package"}))
    return buffer.getvalue()


def arc() -> bytes:
    page = (
        f"<html lang=en><title>Ferry stays</title><body><article><h1>Ferry "
        f"stays</h1><p>{LONG}</p><p>{SPEECH}</p></article></body></html>"
    ).encode()
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    gone = b"HTTP/1.1 404 Not Found\r\n\r\n"
    about = b"1 0 Island\nURL IP-address Archive-date Content-type Archive-length\n"
    records = [
        b"filedesc://island.arc 0.0.0.0 20070504101112 text/plain %d\n%s\n" % (len(about), about),
        b"http://courier.example/ferry 10.0.0.1 20070504101112 text/html %d\n%s\n" % (len(block), block),
        b"http://courier.example/gone 10.0.0.1 20070504101113 text/html %d\n%s\n" % (len(gone), gone),
    ]
    return b"".join(records)


if __name__ == "__main__":
    created = "<d:created>2031-05-02T08:00:00Z</d:created>"
    release = docx(
        "FOR IMMEDIATE RELEASE",
        "4 May 2031",
        "=Ferry stays, says mayor",
        LONG,
        SPEECH,
        "###",
        "Contact: press@port-ellen.example",
        core=created,
    )
    (SAMPLES / "release.docx").write_bytes(release)
    lines = (
        "Press release",
        "4 May 2031",
        "Ferry stays, says mayor",
        "",
        "The council of Port Ellen met on Monday in the old school to hear",
        "what a new ferry would cost the town.",
        "",
        "\x93We will keep the ferry,\x94 said Ana Ruiz, the mayor of Port Ellen.".encode("latin-1").decode("cp1252"),
    )
    (SAMPLES / "release.pdf").write_bytes(pdf(lines))
    (SAMPLES / "crawl.wacz").write_bytes(wacz())
    (SAMPLES / "old.arc").write_bytes(arc())
