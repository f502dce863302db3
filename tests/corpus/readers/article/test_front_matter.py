import pytest

from corpus.errors import BadFrontMatter
from corpus.readers.article.front_matter import FrontMatter, load, split


@pytest.mark.parametrize(
    ("raw", "yaml", "body"),
    [
        (b"---\noutlet: X\n---\nIt rained.", b"outlet: X\n", b"It rained."),
        (b"---\noutlet: X\n---\n\n\n# It rained", b"outlet: X\n", b"\n\n# It rained"),
        (b"---\r\noutlet: X\r\n--- \r\nIt rained.\r\n", b"outlet: X\r\n", b"It rained.\r\n"),
        (b"\xef\xbb\xbf---\noutlet: X\n---\nIt rained.", b"outlet: X\n", b"It rained."),
        (b"---\n---\n", b"", b""),
        (b"---\noutlet: X\n---", b"outlet: X\n", b""),
        (b"---\noutlet: X\n---\nBody\n---\nmore", b"outlet: X\n", b"Body\n---\nmore"),
        (b"It rained.\n---\nAnd how.\n---\n", None, b"It rained.\n---\nAnd how.\n---\n"),
        (b"\n---\noutlet: X\n---\n", None, b"\n---\noutlet: X\n---\n"),
        (b"---- no rule\n", None, b"---- no rule\n"),
    ],
)
def test_the_body_is_every_byte_below_the_second_rule(raw: bytes, yaml: bytes | None, body: bytes) -> None:
    assert split(raw) == (yaml, body)


@pytest.mark.parametrize("raw", [b"---\noutlet: X\nIt rained.", b"---\n" + b"# long\n" * 5000 + b"---\n", b"---\n"])
def test_front_matter_that_is_not_closed_is_refused(raw: bytes) -> None:
    with pytest.raises(BadFrontMatter, match="not closed by a line '---' within 16,384 bytes"):
        split(raw)


def test_everything_is_words() -> None:
    source = b"""
outlet: 'Island  News'   # a comment
headline: "Caf\\u00e9: rain"
published: 2031
language: no
url: https://example.org/a?b=c#d
licence: >-
  CC BY 4.0,
  see the site
byline: ~
"""
    assert load(source) == FrontMatter(
        outlet="Island News",
        headline="Café: rain",
        published="2031",
        language="no",
        url="https://example.org/a?b=c#d",
        licence="CC BY 4.0, see the site",
    )


def test_empty_front_matter_says_nothing() -> None:
    assert load(b"") == load(b"# only a comment\n") == load(b"outlet:\nurl: ''\n") == FrontMatter()


BOMB = b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b'outlet: "unclosed\n', "not YAML: .* in line"),
        (b"outlet: X\n  y: z: w\n", "not YAML: .* in line 3"),
        (b"outlet: \xff\n", "not UTF-8"),
        (b"outlet: a\x00b\n", "not YAML: special characters are not allowed"),
        (b'outlet: "\\uFFFFFFFF"\nurl: "\\UFFFFFFFF"\n', "not YAML"),
        (b"just words\n", "not a list of 'key: words'"),
        (b"- outlet\n- X\n", "more than 'key: words' in line 2"),
        (b"outlet: [A, B]\n", "more than 'key: words' in line 2"),
        (b"outlet:\n  name: X\n", "more than 'key: words' in line 3"),
        (b"? {a: b}\n: c\n", "more than 'key: words' in line 2"),
        (BOMB, "anchor or alias in line 2; write the words out"),
        (b"outlet: &x X\n", "anchor or alias"),
        (b"outlet: *x\n", "anchor or alias"),
        (b"outlet: !!python/object/apply:os.system [ls]\n", "more than 'key: words'"),
        (b"outlet: !!int 5\n", "more than 'key: words'"),
        (b"<<: {outlet: X}\n", "more than 'key: words'"),
        (b"[" * 8000, "not YAML|more than 'key: words'"),
        (b"outlet: A\noutlet: B\n", "says 'outlet' twice, again in line 3"),
        (b"oulet: A\n", "unknown key 'oulet' in line 2; did you mean 'outlet'?"),
        (b"tags: A\n", "unknown key 'tags' in line 2; known are outlet, headline, "),
        (b"outlet: " + b"x" * 1001 + b"\n", "outlet in the front matter is longer than 1,000 characters"),
        (b'outlet: "a\\x1b[31m"\n', "outlet in the front matter holds control characters"),
        (b'outlet: "a\\ud800"\n', "outlet in the front matter holds control characters"),
        (b"url: javascript:alert(1)\n", "not an http or https address: 'javascript"),
        (b"url: example.org/a\n", "not an http or https address"),
        (b"published: yesterday\n", "published in the front matter: 'yesterday' is not a day"),
        (b"published: 2031-02-30\n", "published in the front matter: '2031-02-30' is not in the calendar"),
        (b"published: 2031/2032\n", "must be one day, month or year, not an interval"),
        (b"language: English\n", "not a code such as en or pt-BR: 'English'"),
    ],
)
def test_front_matter_that_cannot_be_used_says_why_in_one_line(source: bytes, words: str) -> None:
    with pytest.raises(BadFrontMatter, match=words.replace("?", r"\?")) as raised:
        load(source)
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 300
