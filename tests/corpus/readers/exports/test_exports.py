import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.article import Outlet
from corpus.readers.article.export_fields import EXPORT_FIELD_NAMES
from tests.corpus.readers.conftest import Take

RAIN = {"text": "It rained.", "outlet": "Island News"}


def lines(*objects: object) -> str:
    return "".join(json.dumps(one) + "\n" for one in objects)


def test_each_line_is_an_article(take: Take, sample: Callable[[str], Path]) -> None:
    articles, refused = take(sample("export.jsonl"))
    assert list(articles) == ["line 1", "line 3"]
    assert refused["line 4"] == "not JSON: unterminated string starting at line 1, column 11"
    assert refused["line 5"] == "no text: the fields are title, url; say which one holds it with --map text=FIELD"
    rain, sun = articles.values()
    assert rain.text == "“It rained,” said Ana Ruiz.\n\n“And how.”"
    assert (rain.headline, rain.byline, rain.language) == ("Rain", "Jo Moor, Bo Lind", "en")
    assert (rain.url, rain.outlet.name) == ("https://courier.example/rain", "courier.example")
    assert rain.published.evidence == 'field date_publish "2031-05-03 21:30:00"'
    assert (sun.text, sun.outlet.name) == ("“The sun shone,” said Bo Lind.\n\nIt did.", "Pier Gazette")
    assert sun.published.evidence.startswith('field date "1935617400" is no day that can be read for sure')
    assert (rain.provenance.format, rain.provenance.reader) == ("jsonl", "jsonl 1")


def test_a_list_inside_an_object_is_read_item_by_item(take: Take, sample: Callable[[str], Path]) -> None:
    articles, refused = take(sample("export.json"))
    assert refused == {} and list(articles) == ["item 1", "item 2"]
    rain, sun = articles.values()
    assert (rain.headline, rain.byline, rain.outlet.name) == ("Rain", "Jo Moor", "Pier Gazette")
    assert rain.published.evidence == 'field publishedAt "2031-05-03T21:30:00Z"'
    assert (sun.text, sun.summary) == ("“The sun shone,” said Bo Lind.", True)


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([RAIN, RAIN | {"text": "The sun shone."}]),
        json.dumps({"status": "ok", "articles": [RAIN, RAIN | {"text": "The sun shone."}]}),
        json.dumps({"data": [RAIN], "more": [RAIN | {"text": "The sun shone."}]}, indent=2),
        json.dumps([RAIN, RAIN | {"text": "The sun shone."}], indent=2).encode("utf-16"),
    ],
)
def test_lists_are_read_however_they_are_set(take: Take, content: str | bytes) -> None:
    articles, refused = take(content)
    assert refused == {}
    assert [(position, article.text) for position, article in articles.items()] == [
        ("item 1", "It rained."),
        ("item 2", "The sun shone."),
    ]


@pytest.mark.parametrize("content", [json.dumps(RAIN), json.dumps(RAIN | {"tags": [{"a": 1}]}, indent=1), lines(RAIN)])
def test_one_object_is_one_article(take: Take, content: str) -> None:
    articles, refused = take(content)
    assert refused == {} and articles[None].text == "It rained."


@pytest.mark.parametrize(
    ("ours", "theirs"), [(ours, name) for ours in ("text", "headline") for name in EXPORT_FIELD_NAMES[ours]]
)
def test_every_name_of_a_field_is_known(take: Take, ours: str, theirs: str) -> None:
    named = {theirs.title().replace("_", "-"): "It rained."} | {"outlet": "X"} | ({} if ours == "text" else RAIN)
    assert getattr(take(lines(named, {}))[0]["line 1"], ours) == "It rained."


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ({"author": "Jo Moor"}, "byline", "Jo Moor"),
        ({"authors": ["Jo Moor", "Bo Lind", "Jo Moor"]}, "byline", "Jo Moor, Bo Lind"),
        ({"author": {"name": "Jo Moor"}}, "byline", "Jo Moor"),
        ({"authors": [{"name": "Jo Moor"}, None, 5, True]}, "byline", "Jo Moor, 5"),
        ({"authors": []}, "byline", None),
        ({"outlet": None, "source": {"id": "tass", "name": "Pier"}}, "outlet", Outlet("pier", "Pier")),
        ({"outlet": None, "source_domain": "tass.com"}, "outlet", Outlet("tass", "TASS")),
        ({"outlet": None, "source": "https://tass.com/world"}, "outlet", Outlet("tass", "TASS")),
        ({"outlet": "", "url": "https://tass.com/1"}, "outlet", Outlet("tass", "TASS")),
        ({"text": ["One.", "Two."]}, "text", "One.\n\nTwo."),
        ({"text": "One.\r\nTwo."}, "text", "One.\n\nTwo."),
        ({"text": None, "body": " ", "content": "It rained."}, "text", "It rained."),
        ({"headline": "It rained", "text": "It rained\n\nAnd how."}, "text", "And how."),
        ({"language": "EN_gb"}, "language", "en-GB"),
        ({"language": "English"}, "language", "en"),
        ({"url": "javascript:alert(1)"}, "url", None),
        ({"url": "HTTPS://A.example/x?utm_id=1#y"}, "url", "https://a.example/x"),
        ({"license": "CC BY 4.0"}, "licence", "CC BY 4.0"),
    ],
)
def test_a_field_may_be_written_in_many_ways(take: Take, fields: dict[str, object], name: str, value: object) -> None:
    assert getattr(take(lines(RAIN | fields, {}))[0]["line 1"], name) == value


def test_other_names_can_be_given(take: Take) -> None:
    story = {"story": "It rained.", "paper": "Island News", "meta": {"head": {"line": "Rain"}}, "text": "x"}
    articles, _ = take(lines(story, story), text="story", outlet="paper", headline="meta.head.line")
    assert (articles["line 1"].text, articles["line 1"].headline) == ("It rained.", "Rain")
    assert take(lines(story), story="text")[1][None].startswith("--map story=…: known are text, summary, headline")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON: expecting property name enclosed in double quotes at line 1, column 2"),
        ('{"text": "a" "b"}', "not JSON: expecting ',' delimiter"),
        ('{"text": "a"} {}', "not JSON: extra data"),
        ('{"text": NaN}', "not JSON: NaN"),
        ('{"text": -Infinity}', "not JSON: -Infinity"),
        ('{"text": "a", "text": "b"}', "not read: it says 'text' twice"),
        ('{"n": ' + "9" * 5000 + "}", "not read: a number of 5,000 digits"),
        ('{"text": "\\ud800"}', "not JSON: half of a surrogate pair"),
        ('{"\\udc00": 1}', "not JSON: half of a surrogate pair"),
        ('{"a": ' + "[" * 65 + "]" * 65 + "}", "not JSON: nested deeper than 64"),
        ('{"a": ' + "[" * 200_000, "not JSON: nested deeper than 64"),
        ('{"text": "a\tb"}', "not JSON: invalid control character"),
        ("[]", "not an object with the fields of an article"),
        ("5", "not an object with the fields of an article"),
        ("{}", "no text: the fields are none"),
        (json.dumps(RAIN | {"text": "a\u0300" + "\u0300" * 40}), "not text: a character carries more than 30 marks"),
        (json.dumps(RAIN | {"text": "word " * 400_001}), "2,000,004 characters; the longest text"),
        ('{"text": "' + "a" * 20_000_000 + '"}', "more than 20,000,000 bytes; the largest record"),
        ('{"type": "quotation", "id": "q-1"}', "a line of On Record's own export (quotation)"),
        ('{"type": "correction"}', "a line of On Record's own export (correction)"),
        (
            json.dumps(RAIN | {"type": "article", "id": "a-330q867nnp1f"}),
            "a line of On Record's own export (article)",
        ),
    ],
)
def test_a_bad_line_does_not_stop_the_good_ones(take: Take, line: str, reason: str) -> None:
    articles, refused = take(lines(RAIN) + line + "\n" + lines(RAIN))
    assert list(articles) == ["line 1", "line 3"]
    assert refused["line 2"].startswith(reason)


def test_an_article_of_another_export_may_say_that_it_is_one(take: Take) -> None:
    assert take(lines(RAIN | {"type": "article", "id": "world/2031/rain"}, {}))[0]["line 1"].text == "It rained."


@pytest.mark.parametrize(
    ("content", "good", "reason"),
    [
        ('[{"text": "It rained.", "outlet": "X"}, {"text": ', ["item 1"], "not JSON: expecting value"),
        ('[{"text": "It rained.", "outlet": "X"} {}]', ["item 1"], "not JSON: expecting ',' delimiter"),
        ('{"articles": [{"text": "It rained.", "outlet": "X"}, {"te', ["item 1"], "not JSON: unterminated string"),
        ("[]", [], "no text: the list is empty"),
        ("[1]", [], "not an object with the fields of an article"),
        ("[" * 100_000, [], "not JSON: nested deeper than 64"),
    ],
)
def test_a_broken_document_gives_the_items_before_the_fault(
    take: Take, content: str, good: list[str], reason: str
) -> None:
    articles, refused = take(content)
    assert list(articles) == good
    assert [why.startswith(reason) for why in refused.values()] == [True]


def test_a_first_line_that_is_broken_does_not_hide_the_others(take: Take) -> None:
    articles, refused = take('{"text": "It rai\n' + lines(RAIN, RAIN))
    assert list(articles) == ["line 2", "line 3"] and list(refused) == ["line 1"]


def test_a_line_may_be_in_another_encoding(take: Take) -> None:
    german = {"text": "„Wir fangen im Mai an“, sagte Bürgermeisterin Käthe Groß. „Später wäre zu spät.“", "outlet": "X"}
    content = lines(RAIN).encode() + json.dumps(german, ensure_ascii=False).encode("cp1252") + b"\n"
    articles, _ = take(content)
    assert articles["line 2"].text == german["text"]
    assert articles["line 2"].provenance.encoding == "windows-1252, detected"


def test_rows_are_articles_and_a_quoted_field_may_hold_line_ends(take: Take, sample: Callable[[str], Path]) -> None:
    articles, refused = take(sample("commas.csv"))
    assert list(articles) == ["row 2", "row 4"]
    assert refused == {"row 3": "2 columns; the first line names 5"}
    rain, sun = articles.values()
    assert rain.text == '“It rained,” said Ana Ruiz.\n\n“She said "no".”'
    assert (rain.headline, rain.outlet.name, rain.published.edtf) == ("Rain", "Pier Gazette", "2031-05-03")
    assert sun.outlet == Outlet("tass", "TASS")


def test_a_column_can_be_named(take: Take, sample: Callable[[str], Path]) -> None:
    assert take(sample("semicolons.csv"))[1] == {
        None: "no text: the columns are headline, story, published, outlet; "
        "say which one holds it with --map text=COLUMN"
    }
    articles, _ = take(sample("semicolons.csv"), text="story")
    assert articles["row 2"].published.edtf == "2031-05-03"


@pytest.mark.parametrize(
    "content",
    [
        b"text,outlet\nIt rained.,X\n",
        b"text;outlet\r\nIt rained.;X",
        b"text\toutlet\nIt rained.\tX\n\n",
        b'\xef\xbb\xbf"text","outlet"\n"It rained.","X"\n',
        "text,outlet\nIt rained.,X\n".encode("utf-16"),
        "outlet,text\nX,It rained.\n".encode("utf-32"),
    ],
)
def test_the_marks_between_columns_are_found(take: Take, content: bytes) -> None:
    articles, refused = take(content)
    assert refused == {} and articles["row 2"].text == "It rained."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'text,outlet\nIt rained.,X\n"a"b,X\nIt rained.,X\n', "not CSV: ',' expected after '\"'"),
        (b'text,outlet\nIt rained.,X\n"a,X\nIt rained.,X\n', "not CSV: unexpected end of data"),
        (b"text,outlet\nIt rained.,X\n\x81\x8d,X\n", "not UTF-8, and no other encoding"),
        (b"text,outlet\nIt rained.,X\na\x00b,X\n", "not text: it holds zero bytes"),
        (b"text,outlet\nIt rained.,X\na\rb,X\n", "not CSV: new-line character seen in unquoted field"),
        (b'text,outlet\nIt rained.,X\n"' + (b"a" * 999 + b"\n") * 20_001, "a row of more than 20,000,000 bytes"),
    ],
)
def test_a_bad_row_does_not_stop_the_good_ones(take: Take, content: bytes, reason: str) -> None:
    articles, refused = take(content)
    assert articles["row 2"].text == "It rained."
    assert refused["row 3"].startswith(reason)


def test_a_column_named_twice_is_refused(take: Take) -> None:
    assert take(b"text,text,outlet\na,b,X\n")[1][None].startswith("the first line names a column twice")
