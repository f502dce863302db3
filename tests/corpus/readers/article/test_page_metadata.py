import json

import pytest

from corpus.readers.article.page_metadata import PLACES, PageMetadata, page_metadata
from corpus.readers.io.html_tree import parsed

NODE = {"@context": "https://schema.org", "@type": "NewsArticle"}


def metadata(head: str, address: str | None = None, body: str = "<p>x", html: str = "") -> PageMetadata:
    return page_metadata(parsed(f"<html {html}><head>{head}</head><body>{body}</body></html>"), address)


def ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def meta(name: str, content: str, key: str = "name") -> str:
    return f'<meta {key}="{name}" content="{content}">'


# For each field every place in its order: what is said there is believed when no place above it says anything.
SAYS: dict[str, list[str | dict[str, object]]] = {
    "headline": [
        {"headline": "0"},
        meta("og:title", "1", "property"),
        meta("citation_title", "2"),
        meta("DC.Title", "3"),
        meta("twitter:title", "4"),
        "<h1>5</h1>",
        "<title>6</title>",
        '<span itemprop="headline">7</span>',
        '<h2 class="headline">8</h2>',
        {"name": "9"},
    ],
    "byline": [
        {"author": {"@type": "Person", "name": "Ana 0"}},
        meta("author", "Ana 1"),
        meta("citation_author", "Ana 2"),
        meta("dc.creator", "Ana 3"),
        meta("parsely-author", "Ana 4"),
        meta("byl", "By Ana 5"),
        meta("sailthru.author", "Ana 6"),
        meta("article:author", "Ana 7", "property"),
        '<span itemprop="author">Ana 8</span>',
        '<span class="author vcard">By <b class="fn">Ana 9</b></span>',
        '<p class="byline">By Ana 10</p>',
        '<a rel="author" href="/x">Ana 11</a>',
        '<p class="author">Ana 12</p>',
    ],
    "published": [
        {"datePublished": "2000"},
        meta("article:published_time", "2001", "property"),
        meta("citation_publication_date", "2002"),
        meta("citation_date", "2003"),
        meta("dc.date.issued", "2004"),
        meta("dcterms.issued", "2005"),
        meta("dc.date", "2006"),
        meta("parsely-pub-date", "2007"),
        meta("pubdate", "2008"),
        meta("date", "2009"),
        '<span itemprop="datePublished" content="2010">',
        {"dateCreated": "2011"},
        '<time datetime="2012"></time>',
        '<p class="date">On 4 May 2013</p>',
    ],
    "outlet": [
        meta("og:site_name", "0", "property"),
        {"publisher": {"name": "1"}},
        meta("citation_publisher", "2"),
        meta("dc.publisher", "3"),
        meta("application-name", "4"),
    ],
    "url": [
        '<link rel="canonical" href="https://a.example/0">',
        meta("og:url", "https://a.example/1", "property"),
        {"mainEntityOfPage": "https://a.example/2"},
        {"url": "https://a.example/3"},
    ],
    "licence": [
        {"license": "0"},
        '<link rel="license" href="1">',
        meta("dc.rights", "2"),
    ],
}


@pytest.mark.parametrize(
    ("name", "place"), [(name, place) for name, says in SAYS.items() for place in range(len(says))]
)
def test_the_place_that_says_more_is_believed(name: str, place: int) -> None:
    assert len(SAYS[name]) == len(PLACES[name])
    node: dict[str, object] = dict(NODE)
    others = []
    for says in reversed(SAYS[name][place:]):
        if isinstance(says, dict):
            node |= says
        else:
            others.append(says)
    said = str(getattr(metadata("".join(others) + ld(node)), name))
    said = said.removeprefix("https://a.example/").removeprefix("Ana ").removeprefix("20").removesuffix("-05-04")
    assert said.lstrip("0") == str(place).lstrip("0")


@pytest.mark.parametrize(
    ("html", "head", "language"),
    [
        ('lang="pt_br"', "", "pt-BR"),
        ('lang="zh-hant-tw"', "", "zh-Hant-TW"),
        ('lang="English"', meta("og:locale", "en_GB", "property"), "en-GB"),
        ("", ld(NODE | {"inLanguage": {"name": "de"}}) + meta("content-language", "fr", "http-equiv"), "de"),
        ("", meta("content-language", "fr", "http-equiv"), "fr"),
        ("", "", None),
    ],
)
def test_the_language_is_a_code(html: str, head: str, language: str | None) -> None:
    assert metadata(head, html=html).language == language


@pytest.mark.parametrize(
    "value",
    [
        NODE | {"headline": "Rain"},
        [{"@type": "WebSite", "headline": "No"}, NODE | {"headline": "Rain"}],
        {
            "@graph": [
                {"@type": "Organization"},
                NODE | {"@type": ["Thing", "ReportageNewsArticle"], "headline": "Rain"},
            ]
        },
        {"@type": "WebPage", "headline": "No", "mainEntity": NODE | {"headline": "Rain"}},
        NODE | {"@type": "http://schema.org/Article", "headline": ["Rain"]},
    ],
)
def test_the_article_is_found_in_graphs_lists_and_nests(value: object) -> None:
    assert metadata(ld(value)).headline == "Rain"


@pytest.mark.parametrize(
    "script",
    ["", "{", "[" * 100_000, '{"@type": "NewsArticle", "headline": 5}', '{"@type": 7}', "null", '"NewsArticle"', "NaN"],
)
def test_json_ld_that_is_none_says_nothing(script: str) -> None:
    said = metadata(f'<script type="application/ld+json">{script}</script><title>Rain</title>')
    assert said.headline == "Rain"


def test_a_script_with_line_ends_in_strings_or_comments_around_it_is_read() -> None:
    script = '<!-- {"@type": "Article", "headline": "Rain\nat last"} -->'
    assert metadata(f'<script type="application/ld+json">{script}</script>').headline == "Rain at last"


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("By Ana Ruiz", "Ana Ruiz"),
        ("https://social.example/ana", None),
        ("@ana", None),
        ("a" * 1001, None),
    ],
)
def test_an_author_is_a_name(said: str, names: str | None) -> None:
    assert metadata(meta("author", said)).byline == names


def test_several_authors_are_all_named() -> None:
    assert metadata(meta("author", "Ana Ruiz") + meta("author", "Bo Lind")).byline == "Ana Ruiz, Bo Lind"
    assert metadata(ld(NODE | {"author": ["Ana Ruiz", {"name": "Bo Lind"}]})).byline == "Ana Ruiz, Bo Lind"


def test_a_day_that_cannot_be_read_leaves_the_word_to_the_next_place_and_is_named() -> None:
    said = metadata(meta("article:published_time", "03/05/2031", "property") + meta("date", "2031-05-03"))
    assert (said.published, said.evidence, said.unreadable_date) == ("2031-05-03", 'meta date "2031-05-03"', None)
    said = metadata(meta("article:published_time", "03/05/2031", "property"))
    assert said.published is None
    assert said.unreadable_date == 'meta article:published_time "03/05/2031" is no day that can be read for sure'


def test_the_first_time_on_the_page_is_only_a_guess() -> None:
    assert metadata("", body='<time datetime="2031-05-03">').inferred
    assert not metadata(meta("date", "2031-05-03")).inferred


@pytest.mark.parametrize(
    ("href", "address", "url"),
    [
        ("/rain", "https://a.example/x", "https://a.example/rain"),
        ("/rain", None, None),
        ("https://a.example/", "https://a.example/rain", "https://a.example/rain"),
        ("https://a.example/", "https://a.example/", "https://a.example/"),
        ("javascript:alert(1)", "https://a.example/rain", "https://a.example/rain"),
        ("https://b.example/rain", "https://a.example/rain", "https://a.example/rain"),
        ("https://b.example/rain", None, "https://b.example/rain"),
        ("https://www.a.example/rain", "https://m.a.example/rain", "https://www.a.example/rain"),
        ("https://a.example/rain", "https://news.a.example/rain", "https://a.example/rain"),
        ("https://nota.example/rain", "https://a.example/rain", "https://a.example/rain"),
        ("//[", "https://a.example/rain", "https://a.example/rain"),
    ],
)
def test_the_canonical_address_is_believed_on_its_own_site_unless_it_is_the_front_page(
    href: str, address: str, url: str | None
) -> None:
    assert metadata(f'<link rel="canonical" href="{href}">', address).url == url
