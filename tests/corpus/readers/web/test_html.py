import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from corpus.article import Outlet, article_id
from corpus.readers.io.html_tree import loose_paragraphs, paragraphs, parsed, part_at_breaks
from tests.corpus.readers.conftest import Take

BODY = "<p>“It rained all day,” said Ana Ruiz, the mayor of Port Ellen, on Saturday.</p><p>“And how.”</p>"
ADDRESS = "<link rel=canonical href=https://courier.example/rain>"


def page(head: str = ADDRESS, body: str = BODY) -> str:
    return f"<!doctype html><html><head>{head}</head><body><article>{body}</article></body></html>"


def test_every_paragraph_of_the_page_is_a_paragraph_of_the_article(take: Take, sample: Callable[[str], Path]) -> None:
    articles, refused = take(sample("pier.html"))
    assert refused == {}
    assert articles[None].text.split("\n\n") == [
        "The mayor says work begins in June.",
        "PORT ELLEN, May 3 (INA) — “We will rebuild the pier,” Ana Ruiz, the mayor of Port Ellen, said on Saturday.",
        "“No.”",
        "“When?” asked a reporter.",
        "“In June,” she said. “Or in July.”",
        "What it costs",
        "The works cost two million kroner.",
        "“Half is paid by the state,” said Kim Aldo.",
        "“Half by the town,” said Ruiz.",
        "“It is our pier,” Ruiz wrote.",
        "“And it stays.”",
        "“One pier, one town.”",
        "“A paragraph may be set so,” said Bo Lind, the harbour master.",
        "“No.”",
        "“We asked twice,” Lind said.",
        "“They answered once.”",
        "Nobody spoke.",
        "Cost",
        "2 m",
        "“We are glad,” Lind said.",
    ]


def test_the_page_says_who_when_and_where(take: Take, sample: Callable[[str], Path]) -> None:
    article = take(sample("pier.html"))[0][None]
    assert article.headline == "Pier to be rebuilt after storm"
    assert (article.byline, article.language) == ("Jo Moor", "en-GB")
    assert article.outlet == Outlet("kalmarian-courier", "Kalmarian Courier")
    assert article.url == "https://courier.example/news/pier?id=7"
    assert article.id == article_id(article.url, article.text)
    assert (article.published.edtf, article.published.inferred) == ("2031-05-03", False)
    assert article.published.evidence == (
        'meta article:published_time "2031-05-03T21:30:00-03:00"; the dateline "May 3" agrees'
    )
    assert dict(article.unknown) == {"licence": "the page does not say"}
    assert article.provenance.encoding == "utf-8, declared in meta"
    assert article.provenance.reader is not None and article.provenance.reader.startswith("html 2, trafilatura ")


def test_json_ld_says_more_than_the_page_prints(take: Take, sample: Callable[[str], Path]) -> None:
    article = take(sample("bridge.html"))[0][None]
    assert article.headline == "Brücke wird „bald“ gebaut"
    assert (article.byline, article.outlet.name) == ("Jo Moor, Ana Ruiz", "Inselbote")
    assert article.url == "https://inselbote.example/bruecke"
    assert article.published.evidence == 'JSON-LD datePublished "2031-05-02T23:55:00+02:00"'
    assert article.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert article.provenance.encoding == "windows-1252, declared in meta"
    assert "„Wir fangen im Mai an“, sagte Bürgermeisterin Käthe Groß." in article.text


def test_reading_twice_gives_the_same(take: Take, sample: Callable[[str], Path]) -> None:
    first, again = (take(sample("pier.html"))[0][None] for _ in range(2))
    assert (first.id, first.text, first.published) == (again.id, again.text, again.published)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (page(body=""), "no text: "),
        ("<html></html>", "no text: "),
        (page(body="<div>" * 400 + BODY), "HTML with elements nested deeper than 255"),
        (page(body="<p><i>a</i>" * 15_001 + BODY), "HTML of more than 30,000 elements"),
        (page(body="<i>a</i>" * 10_001 + BODY), "HTML with more than 10,000 elements side by side"),
        (page(body="<p " + "a=1 " * 3000 + ">" + BODY), "HTML with a tag of more than a thousand attributes"),
        (page(body=f"<p>{'word ' * 400_001}</p>"), "2,000,004 characters; the longest text"),
        (page(body=BODY + "<p>x" + "&#768;" * 50 + "</p>"), "not text: a character carries more than 30 marks"),
        (page().encode() + b"\x00" * 99, "not text: it holds zero bytes"),
        (page().encode() + bytes(range(128, 256)) * 9, "not UTF-8, and no other encoding"),
    ],
)
def test_a_page_that_cannot_be_read_says_why(take: Take, content: str | bytes, reason: str) -> None:
    articles, refused = take(content)
    assert articles == {} and refused[None].startswith(reason)


def test_nothing_outside_the_page_is_fetched_or_expanded(take: Take) -> None:
    hostile = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><head>' + ADDRESS
    articles, _ = take(
        hostile + f"<body><article><p>&x; is not expanded, said Bo Lind.</p>{BODY}</article></body></html>"
    )
    assert "&x; is not expanded" in articles[None].text


@pytest.mark.parametrize(
    ("markup", "parts"),
    [
        ("<p>One.<p>Two.", ["One.", "Two."]),
        ("One.<br><br>Two.<br>\n<br/>Three.", ["One.", "Two.", "Three."]),
        ("<p>One.<br>Still <b>one</b>.</p>", ["One. Still one."]),
        ("<div>One.<p>Two.</p>Three.</div>", ["One.", "Two.", "Three."]),
        ("<ul><li>One.<li>Two.</ul>", ["One.", "Two."]),
        ("<h2>One</h2>Two.<script>three()</script>", ["One", "Two."]),
        ("<figure><figcaption>No.</figcaption></figure>One.", ["One."]),
        ("A&amp;B <i>in</i>line", ["A&B inline"]),
        ("She said: <q>Never <b>again</b></q>.", ["She said: “Never again”."]),
        ("", []),
    ],
)
def test_blocks_and_double_breaks_part_paragraphs(markup: str, parts: list[str]) -> None:
    assert paragraphs(parsed(f"<div>{markup}</div>")) == parts


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("<h1>Rain</h1><p>“No.”</p>", ["“No.”"]),
        (BODY, ["“It rained all day,” said Ana Ruiz, the mayor of Port Ellen, on Saturday.", "“And how.”"]),
        ("<p>It rained.</p><p>She said: <q>Never</q>.</p>", ["It rained.", "She said: “Never”."]),
        ("<div>It rained all day, and more.</div><div>“No.”</div>", ["It rained all day, and more.", "“No.”"]),
        ("<div>It rained all day.<br><br>“No.”</div>", ["It rained all day.", "“No.”"]),
    ],
)
def test_a_short_article_keeps_its_paragraphs(take: Take, body: str, parts: list[str]) -> None:
    articles, _ = take(page(body=body))
    assert articles[None].text.split("\n\n") == parts


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>a<br><br>b</p>c", "<p>a</p><p>b</p>c"),
        ("<div>a<br> <br><i>b</i> c<br>d</div>", "<div><p>a</p><p><i>b</i> c<br>d</p></div>"),
        ("<div>a<br><br>b<p>c</p>d</div>", "<div><p>a</p><p>b</p><p>c</p><p>d</p></div>"),
        ("<div>a<br>b</div>", "<div>a<br>b</div>"),
        ("<p><span>a<br><br>b</span> c</p>", "<p><div><p>a</p><p>b</p></div> c</p>"),
        ("<div>a<br><br><b>x</b><br>b</div>", "<div><p>a</p><p><b>x</b><br>b</p></div>"),
    ],
)
def test_text_between_double_breaks_becomes_paragraphs(before: str, after: str) -> None:
    root = parsed(f"<main>{before}</main>")
    part_at_breaks(root)
    written = html.tostring(root.find(".//main"), encoding="unicode")
    assert re.sub(r"<p>\s*</p>", "", written) == f"<main>{after}</main>"


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("One.\nTwo.", ["One.", "Two."]),
        ("One\nline.\n\nTwo.", ["One line.", "Two."]),
        ("<p>One\nline.</p><p>Two.</p>", ["One line.", "Two."]),
        ("AT&amp;T said “no”.\nIt <b>said</b> so.", ["AT&T said “no”.", "It said so."]),
        ("2 < 3 & 4 > 1", ["2 < 3 & 4 > 1"]),
        ("", []),
    ],
)
def test_a_field_may_be_plain_or_marked_up(words: str, parts: list[str]) -> None:
    assert loose_paragraphs(words) == parts
