"""The deep link of a quotation takes a real Chromium to the very words, on a copy of the page that printed them."""

import html
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page

from corpus.store.store import Store
from corpus.text.paragraphs import paragraph_spans
from index.documents.text_fragments import deep_link

# Paragraphs far apart, so that only the first is in view before anything scrolls.
_STYLE = "p { margin: 0 0 120vh; max-width: 34em; font: 18px/1.5 serif } body { margin: 60vh 2em 100vh }"
_PLACES = """
(spans) => spans.map(([number, start, end]) => {
  const words = document.querySelectorAll("p")[number].firstChild, range = document.createRange();
  range.setStart(words, start);
  range.setEnd(words, end);
  const { top, bottom } = range.getBoundingClientRect();
  return { top, bottom, scrolled: window.scrollY, height: window.innerHeight };
})
"""


@contextmanager
def printed(paragraphs: list[str]) -> Iterator[str]:
    """Serve a page with these paragraphs and give its address."""
    body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    page = f"<!doctype html><html lang=en><meta charset=utf-8><title>A copy</title><style>{_STYLE}</style>{body}"

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, format: str, *given: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/article"
        server.shutdown()


def fetched(address: str) -> Any:
    with urlopen(address, timeout=30) as response:
        return json.loads(response.read())["data"]


def spans_of(quotation: dict[str, Any], paragraphs: list[str]) -> list[tuple[int, int, int]]:
    """Return each span of a quotation as a paragraph of the page, and where it begins and ends there."""
    first = quotation["paragraph_number"] - 1
    found = []
    for start, end in quotation["spans"]:
        for number in range(first, len(paragraphs)):
            words = quotation["paragraph"][start:end].split("\n")[0]
            at = paragraphs[number].find(words)
            if at >= 0:
                found.append((number, at, at + len(words)))
                break
    assert len(found) == len(quotation["spans"])
    return found


@pytest.mark.parametrize("article", ["a-7mrk26d0qvnn", "a-jtw4dfp8gmfp"])
def test_the_link_of_every_shipped_quotation_scrolls_to_its_words(
    page: Page, data: Path, site: str, article: str
) -> None:
    with Store.open_for_reading(data / "onrecord.db") as store:
        kept = store.article(article)
        assert kept is not None
    paragraphs = [kept.text[start:end] for start, end in paragraph_spans(kept.text)]
    quotations = fetched(f"{site}/quotes?article={article}&limit=100")
    assert len(quotations) > 5
    with printed(paragraphs) as address:
        for quotation in quotations:
            page.goto("about:blank")
            page.goto(link(quotation, address))
            spans = spans_of(quotation, paragraphs)
            if spans[0][0] > 0:
                page.wait_for_function("window.scrollY > 0", timeout=10_000)
            place = page.evaluate(_PLACES, spans)[0]
            assert 0 <= place["top"] < place["bottom"] <= place["height"], (quotation["id"], place)


def link(quotation: dict[str, Any], address: str) -> str:
    """Return the link that a quotation has, or would have if its article said where it was printed, on our copy."""
    if quotation["deep_link"]:
        return f"{address}#{quotation['deep_link'].partition('#')[2]}"
    passages = [quotation["paragraph"][start:end] for start, end in quotation["spans"]]
    return deep_link(address, passages) or ""


def test_words_that_are_not_there_scroll_nowhere(page: Page) -> None:
    with printed(["The dam holds.", "The dam leaks.", "The dam is gone."]) as address:
        page.goto(deep_link(address, ["the harbour"]) or "")
        page.wait_for_timeout(500)
        assert page.evaluate("window.scrollY") == 0


@pytest.mark.parametrize(
    "words",
    [
        "50% of it, at least",
        "a first-rate dam & a second",
        "“we” said so - twice",
        "naïve 東京 café",
        "one two three four five six seven eight nine, ten-eleven twelve",
    ],
)
def test_words_with_marks_that_addresses_have_a_use_for_are_found_and_shown(page: Page, words: str) -> None:
    with printed(["The dam holds.", "The dam leaks.", f"Then {words} was heard."]) as address:
        page.goto(deep_link(address, [words]) or "")
        page.wait_for_function("window.scrollY > 0", timeout=10_000)
        [place] = page.evaluate(_PLACES, [[2, 5, 5 + len(words)]])
        assert 0 <= place["top"] < place["bottom"] <= place["height"]
        highlighted = page.screenshot()
        page.goto("about:blank")
        page.goto(address)
        page.evaluate("place => window.scrollTo(0, place)", place["scrolled"])
        assert page.screenshot() != highlighted
