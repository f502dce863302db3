"""Write samples/pages.warc and samples/pages.warc.gz anew: `python tests/corpus/readers/make_warc.py`."""

import gzip
import io
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

SAMPLES = Path(__file__).with_name("samples")
PAGE = (
    "<html lang=en><title>{0}</title><body><article><h1>{0}</h1><p>{1}</p><p>“And how,” she said.</p>"
    "</article></body></html>"
)
LONG = "“It rained all day,” said Ana Ruiz, the mayor of Port Ellen, on Saturday, and then she walked home in the rain."


def write(path: Path, packed: bool) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        writer.write_record(record("warcinfo", None, b"software: by hand\r\n", None))
        writer.write_record(
            response("https://courier.example/one?utm_source=x#y", page("One"), "text/html; charset=utf-8")
        )
        writer.write_record(response("https://courier.example/logo", b"\x89PNG", "image/png"))
        writer.write_record(response("https://courier.example/gone", page("Gone"), "text/html", "404 Not Found"))
        writer.write_record(
            response("https://tass.com/two", page("Café").encode("cp1252"), "text/html;charset=ISO-8859-1")
        )
        packed_page = gzip.compress(page("Three").encode(), mtime=0)
        more = [("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]
        chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed_page), packed_page)
        writer.write_record(response("http://courier.example:80/three", chunked, "application/xhtml+xml", more=more))


def page(title: str) -> str:
    return PAGE.format(title, LONG)


def response(url, payload, kind, status="200 OK", more=()):  # type: ignore[no-untyped-def]
    payload = payload.encode() if isinstance(payload, str) else payload
    headers = StatusAndHeaders(status, [("Content-Type", kind), *more], protocol="HTTP/1.1")
    return record("response", url, payload, headers)


def record(kind, url, payload, headers):  # type: ignore[no-untyped-def]
    fixed = {"WARC-Date": "2031-05-04T08:00:00Z", "WARC-Record-ID": f"<urn:example:{abs(len(payload))}>"}
    return WARCWriter(io.BytesIO()).create_warc_record(
        url or "urn:info", kind, payload=io.BytesIO(payload), http_headers=headers, warc_headers_dict=fixed
    )


if __name__ == "__main__":
    write(SAMPLES / "pages.warc", packed=False)
    write(SAMPLES / "pages.warc.gz", packed=True)
