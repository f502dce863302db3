"""HTML pages at the addresses of the API: autoescaped, self-contained, accessible."""

import json
import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from annotation import ATTRIBUTION_RULES, RESOLUTION_RULES
from api.app import create_app
from api.cli.main import main
from api.pages.rendering import POLICY
from api.pages.why import why
from api.settings import Settings
from tests.support import generated

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PAGES = [
    "/", "/quotes", "/quotes?q=korea&speaker=Lavrov&kind=direct&date=2018-05/2018-06&sort=date", "/quotes?limit=0",
    "/quotes/q-m34my5pp554a", "/quotes/q-5gzkqnxbdj7s", "/speakers", "/speakers/sergey-lavrov", "/outlets",
    "/outlets/tass", "/articles", "/articles/a-jtw4dfp8gmfp",
]  # fmt: skip
Ask = Callable[..., TestResponse]


@pytest.fixture
def ask(client: FlaskClient) -> Ask:
    return lambda address, of=client: of.get(address, headers=BROWSER)


class Parsed(HTMLParser):
    """The tags of a page, and what is written in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def links(self) -> list[str]:
        return [attributes["href"] or "" for tag, attributes in self.tags if tag == "a"]


@pytest.mark.parametrize("address", PAGES)
def test_a_browser_gets_a_page_that_runs_and_loads_nothing_but_ours(ask: Ask, address: str) -> None:
    response = ask(address)
    assert (response.status_code, response.content_type) == (200, "text/html; charset=utf-8")
    assert response.headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers.getlist("Cross-Origin-Resource-Policy") == ["same-origin"]
    assert "camera=()" in response.headers["Permissions-Policy"]
    page = Parsed(response.text)
    for tag, attributes in page.tags:
        assert not {name for name in attributes if name.startswith("on") or name == "style"}
        assert tag not in ("style", "iframe", "object", "base")
        if tag in ("link", "script", "img") and (loaded := attributes.get("src") or attributes.get("href")):
            assert loaded.startswith(("/", "http://localhost/")), loaded


@pytest.mark.parametrize("address", PAGES)
def test_every_link_of_ours_leads_somewhere(ask: Ask, address: str) -> None:
    for link in {*Parsed(ask(address).text).links()}:
        if link.startswith("/") or link.startswith("http://localhost/"):
            parts = urlsplit(link)
            assert ask(f"{parts.path}?{parts.query}").status_code == 200, link


@pytest.mark.parametrize("address", PAGES)
def test_programs_get_what_they_always_got(client: FlaskClient, address: str) -> None:
    for accept in ("*/*", "application/json", "application/json, text/html", ""):
        assert client.get(address, headers={"Accept": accept}).content_type == "application/json"
    assert client.get(address, headers=BROWSER).headers["Vary"] == "Accept, Accept-Encoding"


def test_a_page_names_the_json_beside_it(ask: Ask) -> None:
    links = ask("/quotes?q=korea").headers["Link"]
    assert '<http://localhost/quotes?q=korea&format=json>; rel="alternate"; type="application/json"' in links


def test_format_overrides_what_a_browser_accepts(ask: Ask) -> None:
    assert ask("/quotes?format=json").content_type == "application/json"
    assert ask("/quotes?format=csv").content_type == "text/csv; charset=utf-8"


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/quotes?speaker=Lavrov", "14 quotations by Sergey Lavrov, 2 outlets, 31 May to 13 June 2018"),
        (
            "/quotes?speaker=Trump&q=korea",
            "2 quotations by Donald Trump matching “korea”, in Radio Habana Cuba, 31 May 2018",
        ),
        ('/quotes?q="worth+support"', '1 quotation matching "worth support"'),
        ("/quotes?q=lighthouse", "0 quotations matching “lighthouse”"),
    ],
)
def test_the_result_is_a_sentence(ask: Ask, address: str, sentence: str) -> None:
    assert sentence in Parsed(ask(address).text).text


def test_an_empty_field_of_the_form_is_no_filter(ask: Ask) -> None:
    assert Parsed(ask("/quotes?q=korea&speaker=").text).text == Parsed(ask("/quotes?q=korea").text).text
    assert ask("/quotes?q=&speaker=+").status_code == 200


def test_what_tells_where_a_link_was_found_is_no_parameter(ask: Ask) -> None:
    assert (
        Parsed(ask("/quotes?q=korea&utm_source=letter&fbclid=1").text).text == Parsed(ask("/quotes?q=korea").text).text
    )
    assert ask("/quotes/q-m34my5pp554a?utm_source=letter").status_code == 200
    assert ask("/quotes?q=korea&tpeaker=x").status_code == 400


def test_a_quotation_by_chance_is_a_page(ask: Ask) -> None:
    first, again = ask("/quotes/random?seed=3&speaker=Lavrov"), ask("/quotes/random?seed=3&speaker=Lavrov")
    assert first.text == again.text
    assert "Why we think so" in first.text
    assert ask("/quotes/random").headers["Cache-Control"] == "no-store"


def test_every_filter_has_a_way_back(ask: Ask) -> None:
    asked = "q=korea&speaker=Lavrov&outlet=TASS&kind=direct&language=en&date=2018"
    links = {link for link in Parsed(ask(f"/quotes?{asked}").text).links() if link.startswith("/quotes?")}
    for pair in asked.split("&"):
        without = "&".join(other for other in asked.split("&") if other != pair)
        assert f"/quotes?{without}" in links


def test_a_facet_narrows_to_as_many_as_it_counts(ask: Ask) -> None:
    page = ask("/quotes?q=the").text
    entries = re.findall(r'<li><a href="([^"]+)"><bdi>[^<]*</bdi></a>\s*<span class="count">(\d+)</span>', page)
    assert len(entries) >= 6
    for address, count in entries:
        assert f"{count} quotation" in ask(address.replace("&amp;", "&")).text


def test_the_bars_are_links_that_narrow_the_dates_and_a_table_says_the_same(ask: Ask) -> None:
    page = ask("/quotes?speaker=Lavrov").text
    bars = re.findall(r'<a href="([^"]+)" aria-label="([^"]+): (\d+) quotations?">', page)
    assert [(when, int(count)) for _, when, count in bars] == [("31 May 2018", 6), ("13 June 2018", 8)]
    assert bars[0][0].replace("&amp;", "&") == "/quotes?speaker=Lavrov&date=2018-05-31"
    assert '<tr><th scope="row">31 May 2018</th><td>6</td></tr>' in page


def test_the_words_that_were_sought_are_marked(ask: Ask) -> None:
    page = ask("/quotes?q=denuclear*").text
    assert re.search(r'<mark class="match">denucleari[sz]ation</mark>', page)
    assert '<mark class="content match">' in page


def test_matches_are_walked_through_by_cursor(many: FlaskClient, ask: Ask) -> None:
    first = ask("/quotes?speaker=ana-orlam&limit=7", many).text
    [following] = re.findall(r'<a href="([^"]+)" rel="next">', first)
    second = ask(following.replace("&amp;", "&"), many).text
    assert not set(re.findall(r'<article class="card" id="([^"]+)"', first)) & set(
        re.findall(r'<article class="card" id="([^"]+)"', second)
    )
    assert 'rel="prev"' in second


def test_a_name_nobody_has_offers_the_nearest(ask: Ask) -> None:
    page = ask("/quotes?speaker=Lavrof").text
    assert '<a href="/quotes?speaker=Sergey%20Lavrov"><bdi>Sergey Lavrov</bdi></a>?' in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Donald Trump", "Also on record: quotations by Donald Trump"),
        ("Lavroff", "Did you mean quotations by Sergey Lavrov?"),
    ],
)
def test_a_name_among_the_words_leads_to_its_bearer(ask: Ask, words: str, said: str) -> None:
    page = ask(f"/quotes?q={words.replace(' ', '+')}&outlet=tass&sort=date").text
    assert said in " ".join(Parsed(page).text.split())
    name = said.partition(" by ")[2].rstrip("?").replace(" ", "%20")
    assert f'<a href="/quotes?outlet=tass&amp;speaker={name}">' in page


def test_the_page_of_a_quotation_says_who_why_and_where_from(ask: Ask) -> None:
    page = ask("/quotes/q-5gzkqnxbdj7s").text
    said = " ".join(Parsed(page).text.split())
    assert '<mark class="source">The Russian top diplomat</mark> <mark class="cue">says</mark>' in page
    for words in (
        "“The Russian top diplomat” is Sergey Lavrov: nobody else in the article holds the role.",
        "subject-verb-clause/role",
        'the dateline "MOSCOW, June 13" gives day and month',
        "no address is printed below the text received",
        "corpus/articles/tass-korean-peninsula-denuclearization.md",
        "Quotation 1 of 8",
        "revision 1, characters 30 to 119",
    ):
        assert words in said, words


def test_a_quotation_is_cited_in_four_styles(ask: Ask) -> None:
    said = Parsed(ask("/quotes/q-m34my5pp554a").text).text
    assert "Sergey Lavrov: “We support the current changes" in said
    assert (
        "denuclearization of Korean Peninsula not possible in one move. (2018, May 31). Radio Habana Cuba. https"
        in said
    )
    assert "(Sergey Lavrov, as quoted in Radio Habana Cuba, 2018)" in said
    assert "@misc{q-m34my5pp554a," in said
    assert "TY  - NEWS" in said


def test_a_shared_link_shows_the_words_and_the_speaker(ask: Ask, get: Callable[..., Any]) -> None:
    page = ask("/quotes/q-m34my5pp554a").text
    tags = {a.get("property"): a.get("content") for tag, a in Parsed(page).tags if tag == "meta"}
    assert (tags["og:title"] or "").startswith("Sergey Lavrov: “We support the current changes")
    assert "Radio Habana Cuba, 31 May 2018" in (tags["og:description"] or "")
    [written] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert json.loads(written) == get("/quotes/q-m34my5pp554a", format="jsonld")


def test_every_rule_has_a_sentence_for_people() -> None:
    for rule, resolution in product(ATTRIBUTION_RULES, RESOLUTION_RULES):
        attribution = {"rule": f"{rule}/{resolution}", "source": "Ruiz", "cue": "said"}
        sentences = why({"attribution": attribution, "speaker": {"name": "Ana Ruiz"}})
        assert len(sentences) == 2
        assert all(re.fullmatch(r"[A-Z“][^{}]+\.", sentence) for sentence in sentences)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/quotes?q=%28korea", 400, "q"),
        ("/quotes?limit=-1&tpeaker=x", 400, "Did you mean speaker?"),
        ("/quotes/q-none", 404, "No quotation has this id"),
        ("/nowhere", 404, "There is no address /nowhere"),
        ("/paragraphs?sort=x", 400, "is not one of"),
        ("/quotes?q=a%00b", 400, "holds control characters"),
        ("/quotes?q=%zz", 400, "two hexadecimal digits"),
    ],
)
def test_a_fault_is_a_page_that_says_what_to_try(ask: Ask, address: str, status: int, words: str) -> None:
    response = ask(address)
    assert (response.status_code, response.content_type) == (status, "text/html; charset=utf-8")
    assert words in Parsed(response.text).text
    assert '<form class="search"' in response.text
    assert response.headers["Cache-Control"] == "no-store"


def test_a_missing_index_is_a_page_that_says_what_to_run(tmp_path: Path) -> None:
    empty = create_app(Settings(data=tmp_path)).test_client()
    for address in ("/", "/quotes", "/quotes/q-m34my5pp554a"):
        response = empty.get(address, headers=BROWSER)
        assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
        assert "onrecord ingest" in response.text


@pytest.fixture
def desk(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped corpus that may be corrected."""
    folder = tmp_path / "desk"
    shutil.copytree(data, folder)
    monkeypatch.setenv("ONRECORD_DATA", str(folder))
    return folder


def test_a_correction_stands_on_the_page_of_its_quotation(desk: Path, ask: Ask) -> None:
    reason = "the <b>recording</b> names her"
    assert main(["correct", "q-m34my5pp554a", "--speaker", "Ana Ruiz", "--reason", reason, "--by", "the desk"]) == 0
    page = ask("/quotes/q-m34my5pp554a", create_app(Settings(data=desk)).test_client()).text
    said = " ".join(Parsed(page).text.split())
    assert "corrected by a person" in said
    assert f"the desk: {reason} (speaker “Sergey Lavrov” is now “Ana Ruiz”)" in said


def test_names_that_run_from_right_to_left_keep_to_themselves(desk: Path, ask: Ask) -> None:
    name = "سارة ليفي"
    assert main(["correct", "q-m34my5pp554a", "--speaker", name, "--reason", "the recording", "--by", "the desk"]) == 0
    there = create_app(Settings(data=desk)).test_client()
    for address in (
        "/quotes/q-m34my5pp554a",
        f"/quotes?speaker={quote(name)}",
        f"/quotes?q=states&speaker={quote(name)}",
    ):
        page = ask(address, there).text
        assert f"<bdi>{name}</bdi>" in page
    assert f'<h1 dir="auto"><bdi>{name}</bdi></h1>' in ask("/speakers/سارة-ليفي", there).text


def test_a_withdrawn_quotation_is_a_page_that_says_why(desk: Path, ask: Ask) -> None:
    assert main(["correct", "q-m34my5pp554a", "--withdraw", "--reason", "no speech"]) == 0
    response = ask("/quotes/q-m34my5pp554a", create_app(Settings(data=desk)).test_client())
    assert (response.status_code, response.content_type) == (410, "text/html; charset=utf-8")
    assert "a person withdrew it; /quotes/q-m34my5pp554a/history says more" in Parsed(response.text).text


@pytest.mark.parametrize("address", ["/quotes?speaker=&article={article}", "/articles/{article}", "/", "/outlets"])
def test_hostile_text_is_text(many: FlaskClient, ask: Ask, address: str) -> None:
    article = many.get("/quotes?q=alert").get_json()["data"][0]["article"]
    page = ask(address.format(article=article), many).text
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert not [tag for tag, _ in Parsed(page).tags if tag == "script" and "src" not in dict(_)]
    if "{article}" in address:
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "⟨U+202E⟩right to left" in page


def test_the_page_of_hostile_words_closes_no_script(many: FlaskClient, ask: Ask) -> None:
    for word in ("alert", "HYPERLINK", "calc", "braces"):
        found = many.get(f"/quotes?q={word}").get_json()["data"][0]
        page = ask(f"/quotes/{found['id']}", many).text
        [written] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
        assert json.loads(written)["text"] == found["text"]
        assert "<script>alert" not in page


def test_what_was_asked_is_written_as_text(ask: Ask) -> None:
    page = ask("/quotes?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E%22&speaker=%E2%80%AEx%22onfocus=%22alert(1)").text
    assert "<script>alert" not in page
    assert all("onfocus" not in attributes for _, attributes in Parsed(page).tags)
    assert "\u202e" not in page


def test_what_pages_load_is_kept_for_good_under_its_fingerprint(ask: Ask) -> None:
    page = ask("/").text
    loaded = set(re.findall(r'"(/assets/[^"]+)"', page))
    assert {address.rpartition("/")[2] for address in loaded} == {
        "page.css", "page.js", "sign.svg", "newsreader-latin-400-normal.woff2",
    }  # fmt: skip
    for address in loaded:
        assert ask(address).headers["Cache-Control"] == "public, max-age=31536000, immutable"
        older = "/assets/0123456789ab/" + address.rpartition("/")[2]
        assert (ask(older).status_code, ask(older).headers["Cache-Control"]) == (200, "no-store")
    assert ask("/assets/0123456789ab/..%2fpage.css").status_code == 404


def test_the_first_page_weighs_less_than_60_kb_with_all_it_loads(client: FlaskClient) -> None:
    packed = {**BROWSER, "Accept-Encoding": "gzip"}
    first = client.get("/", headers=packed)
    loaded = set(re.findall(r'"(/assets/[^"]+)"', client.get("/", headers=BROWSER).text))
    weights = [len(first.data), *(len(client.get(address, headers=packed).data) for address in loaded)]
    assert first.headers["Content-Encoding"] == "gzip"
    assert sum(weights) < 60_000, weights


def test_pages_under_a_path_keep_to_it(data: Path) -> None:
    there = create_app(Settings(data=data, base_url="https://news.example/record")).test_client()
    page = Parsed(there.get("/quotes?q=korea", headers=BROWSER).text)
    ours = [link for link in page.links() if not link.startswith("https://www.radiohc.cu/")]
    assert all(link.startswith(("/record/", "https://news.example/record/", "#")) for link in ours), ours


def test_many_quotations_are_paged_and_narrowed(many: FlaskClient, ask: Ask) -> None:
    page = ask("/quotes?q=harbour", many).text
    assert f"{generated.ARTICLES * 3:,} quotations matching “harbour”" in Parsed(page).text
    assert "4 outlets, January 2031 to January 2034" in " ".join(Parsed(page).text.split())


def test_a_card_says_that_an_action_is_no_words_and_the_facet_counts_them(ask: Ask) -> None:
    page = Parsed(ask("/quotes?speaker=Trump&kind=indirect").text).text
    assert page.count("an action, not words") == 3  # two cards, one facet
    narrowed = ask("/quotes?speaker=Trump&act=says").text
    assert ">threatened</span>" not in narrowed
    assert "Said or done: said" in " ".join(Parsed(narrowed).text.split())
    own = Parsed(ask("/quotes?act=does&q=nuke").text).links()
    assert any("/quotes/q-" in link for link in own)


def test_the_page_of_a_quotation_says_when_and_where_it_was_said(ask: Ask) -> None:
    page = " ".join(Parsed(ask("/quotes/q-m34my5pp554a").text).text.split())
    assert "30 May 2018: “on Wednesday”" in page
    assert "Eventthe Primakov Readings conference" in page  # title and value of a list
    assert "(Sergey Lavrov, said 30 May 2018: the Primakov Readings conference; quoted in Radio Habana Cuba" in page
    listed = " ".join(Parsed(ask("/quotes?said_from=2018-05-30&said_to=2018-05").text).text.split())
    assert "Said 30 May 2018: the Primakov Readings conference" in listed
    assert "Said from: 30 May 2018" in listed
