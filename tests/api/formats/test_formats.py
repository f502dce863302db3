"""Every representation, read back by a reader that is not ours, over hostile words too."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from flask.testing import FlaskClient
from pybtex.database import parse_string
from pyld import jsonld
from rdflib import RDF, Graph, Namespace, URIRef
from werkzeug.test import TestResponse

from tests.support import generated

SCHEMA = "https://schema.org/"
ANNO_ADDRESS = "http://www.w3.org/ns/anno.jsonld"
ANNO_CONTEXT = json.loads((Path(__file__).parents[1] / "contexts" / "anno.jsonld").read_text())
OA, PROV = Namespace("http://www.w3.org/ns/oa#"), Namespace("http://www.w3.org/ns/prov#")
AS, FOAF = Namespace("http://www.w3.org/ns/activitystreams#"), Namespace("http://xmlns.com/foaf/0.1/")

MEDIA_TYPES = {
    "json": "application/json",
    "jsonld": "application/ld+json",
    "anno": 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
    "csv": "text/csv; charset=utf-8",
    "ndjson": "application/x-ndjson; charset=utf-8",
    "text": "text/plain; charset=utf-8",
    "atom": "application/atom+xml",
    "csl": "application/vnd.citationstyles.csl+json",
    "bibtex": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
}


def ok(client: FlaskClient, address: str, **headers: str) -> TestResponse:
    response = client.get(address, headers=headers)
    assert response.status_code == 200, response.text
    return response


@pytest.fixture(scope="module")
def wild(many: FlaskClient) -> tuple[str, dict[str, dict[str, Any]]]:
    """The filter that finds the hostile quotations alone, and their JSON by id."""
    data = ok(many, "/quotes?date=2031-01-01&q=HYPERLINK").get_json()["data"]
    article = data[0]["article"]
    found = {q["id"]: q for q in ok(many, f"/quotes?article={article}").get_json()["data"]}
    assert [q["text"] for q in sorted(found.values(), key=lambda q: q["paragraph_number"])] == list(generated.HOSTILE)
    return f"article={article}", found


@pytest.mark.parametrize(("name", "media_type"), MEDIA_TYPES.items())
def test_format_and_accept_choose_among_all_formats(client: FlaskClient, name: str, media_type: str) -> None:
    one = client.get("/quotes?limit=1").get_json()["data"][0]["id"]
    for address in ("/quotes", f"/quotes/{one}", "/articles/a-7mrk26d0qvnn"):
        by_parameter = ok(client, f"{address}?format={name}", Accept="image/png")
        by_header = ok(client, address, Accept=media_type.removesuffix("; charset=utf-8"))
        assert by_parameter.content_type == by_header.content_type == media_type
        assert by_header.headers["Vary"] == "Accept, Accept-Encoding"


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("text/csv;q=0.9, application/json;q=0.1", "csv"),
        ("application/ld+json", "jsonld"),
        ("application/atom+xml, application/xml;q=0.8, */*;q=0.1", "atom"),
        ("text/*", "csv"),
        ("application/x-bibtex, application/json", "json"),
        ("text/html;q=0.5, */*;q=0.8", "json"),
    ],
)
def test_the_best_liked_format_is_given_and_json_among_equals(client: FlaskClient, accept: str, name: str) -> None:
    assert ok(client, "/quotes", Accept=accept).content_type == MEDIA_TYPES[name]


# CSV and NDJSON


def rows(response: TestResponse) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.get_data().decode(), newline=""), strict=True))


def test_csv_streams_every_match_as_rows(many: FlaskClient) -> None:
    response = ok(many, "/quotes?format=csv")
    assert response.is_streamed
    assert response.headers["Content-Disposition"] == 'attachment; filename="quotations.csv"'
    found = rows(response)
    assert len({row["id"] for row in found}) == len(found) == generated.MANY
    first = many.get("/quotes?limit=1").get_json()["data"][0]
    assert found[0]["id"] == first["id"]
    assert (found[0]["speaker"], found[0]["speaker_id"]) == (first["speaker"]["name"], first["speaker"]["id"])
    assert (found[0]["date"], found[0]["outlet"]) == (first["date"], first["outlet"]["name"])


def test_csv_gives_words_back_and_never_a_formula(many: FlaskClient, wild: tuple[str, dict[str, Any]]) -> None:
    address, quotations = wild
    found = rows(ok(many, f"/quotes?{address}&format=csv"))
    assert len(found) == len(quotations)
    for row in found:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in row.values())
        text = quotations[row["id"]]["text"]
        assert row["text"] == (f"'{text}" if text[0] in "=+-@" else text)


def test_csv_for_excel_begins_with_a_byte_order_mark(many: FlaskClient) -> None:
    assert ok(many, "/quotes?format=csv&excel=1&limit=1").get_data().startswith(b"\xef\xbb\xbfid,text,")
    assert ok(many, "/quotes?format=csv&limit=1").get_data().startswith(b"id,text,")


def test_csv_has_the_columns_of_the_fields_that_are_wanted(many: FlaskClient) -> None:
    [row] = rows(ok(many, "/quotes?format=csv&limit=1&fields=outlet,id"))
    assert list(row) == ["id", "outlet", "outlet_id"]
    problem = many.get("/quotes?format=csv&fields=id,spans").get_json()
    assert problem["errors"][0]["given"] == "spans"


def test_those_who_speak_together_share_a_cell(many: FlaskClient, wild: tuple[str, dict[str, Any]]) -> None:
    found = rows(ok(many, f"/quotes?{wild[0]}&format=csv"))
    assert [row["speaker"] for row in found if ";" in row["speaker"]] == ["Ana Orlam; Bela Pervik"]


def test_ndjson_has_the_json_of_every_match_on_a_line_each(many: FlaskClient) -> None:
    response = ok(many, "/quotes?format=ndjson&kind=mixed")
    assert response.is_streamed
    lines = response.text.split("\n")
    assert lines.pop() == ""
    found = [json.loads(line) for line in lines]
    whole = many.get("/quotes?kind=mixed&limit=100").get_json()
    assert found[:100] == whole["data"]
    assert len({one["id"] for one in found}) == len(found) == whole["meta"]["total"] > 100


@pytest.mark.parametrize("more", ["", "&fields=id,speaker,spans", "&include=selectors", "&highlight=1&q=harbour"])
def test_a_line_of_ndjson_is_what_json_has_whatever_is_asked_for(many: FlaskClient, more: str) -> None:
    lines = ok(many, f"/quotes?format=ndjson&date=2031{more}").text.splitlines()
    shown = ok(many, f"/quotes?date=2031&sort={'relevance' if 'q=' in more else '-date'}&limit=100{more}").get_json()
    assert [json.loads(line) for line in lines][:100] == shown["data"]
    assert [list(json.loads(line)) for line in lines[:9]] == [list(one) for one in shown["data"][:9]]
    assert len(lines) == shown["meta"]["total"] > 100


def test_a_stream_begins_where_the_cursor_says(many: FlaskClient) -> None:
    following = ok(many, "/quotes?kind=mixed&limit=3").get_json()["links"]["next"]
    whole = ok(many, "/quotes?kind=mixed&format=ndjson").text.splitlines()
    assert ok(many, f"{following}&format=ndjson").text.splitlines() == whole[3:6]
    without_limit = following.replace("limit=3&", "")
    assert ok(many, f"{without_limit}&format=ndjson").text.splitlines() == whole[3:]


@pytest.mark.parametrize("name", ["csv&fields=id", "ndjson&fields=id"])
def test_the_pages_of_a_stream_with_a_limit_are_linked(many: FlaskClient, name: str) -> None:
    every = ok(many, f"/quotes?format={name}&kind=mixed").text.splitlines()
    found, following = [], f"/quotes?format={name}&kind=mixed&limit=3"
    while following:
        page = ok(many, following)
        lines = page.text.splitlines()
        assert len(lines) <= 4
        found += [line for line in lines if line not in found]
        links = page.headers["Link"].split(", ")
        following = next((link[1 : link.index(">")] for link in links if 'rel="next"' in link), "")
    assert found == every and len(every) > 4


def test_a_limit_holds_for_streams_when_it_is_given(many: FlaskClient) -> None:
    assert len(ok(many, "/quotes?format=ndjson&limit=7").text.splitlines()) == 7
    assert ok(many, "/quotes?format=ndjson&limit=0").text == ""
    assert len(rows(ok(many, "/quotes?format=csv&limit=0"))) == 0
    assert rows(ok(many, "/quotes?format=csv&speaker=Nobody+Atall")) == []


def test_an_error_comes_before_a_stream_begins(many: FlaskClient) -> None:
    assert many.get("/quotes?format=csv&q=%22open").status_code == 400


# JSON-LD


def triples(document: Any) -> Graph:
    def load(address: str, options: Any) -> dict[str, Any]:
        assert address == ANNO_ADDRESS, f"{address} would have to be fetched"
        return {"contextUrl": None, "documentUrl": address, "document": ANNO_CONTEXT}

    graph = Graph()
    written = jsonld.to_rdf(document, {"format": "application/n-quads", "documentLoader": load})
    graph.parse(data=written, format="nt")
    return graph


def test_jsonld_expands_to_schema_org(client: FlaskClient) -> None:
    answer = ok(client, "/quotes/q-m34my5pp554a?format=jsonld").get_json()
    [node] = jsonld.expand(answer)
    assert node["@type"] == [f"{SCHEMA}Quotation"]
    assert node["@id"] == "http://localhost/quotes/q-m34my5pp554a"
    assert node[f"{SCHEMA}text"][0]["@value"].startswith("We support the current changes")
    [speaker] = node[f"{SCHEMA}creator"]
    assert speaker["@id"] == "http://localhost/speakers/sergey-lavrov"
    assert speaker[f"{SCHEMA}name"] == [{"@value": "Sergey Lavrov"}]
    assert f"{SCHEMA}spokenByCharacter" not in node
    [article] = node[f"{SCHEMA}isPartOf"]
    assert article[f"{SCHEMA}datePublished"] == [{"@type": f"{SCHEMA}Date", "@value": "2018-05-31"}]
    assert article[f"{SCHEMA}url"][0]["@id"].startswith("https://www.radiohc.cu/")


def test_jsonld_of_a_page_loses_nothing(many: FlaskClient, wild: tuple[str, dict[str, Any]]) -> None:
    answer = ok(many, f"/quotes?{wild[0]}&format=jsonld").get_json()
    [page] = jsonld.expand(answer)
    assert page[f"{SCHEMA}numberOfItems"] == [{"@value": len(wild[1])}]
    items = [item[f"{SCHEMA}item"][0] for item in page[f"{SCHEMA}itemListElement"][0:]]
    texts = {item[f"{SCHEMA}identifier"][0]["@value"]: item[f"{SCHEMA}text"][0]["@value"] for item in items}
    assert texts == {id: quotation["text"] for id, quotation in wild[1].items()}
    creators = [len(item.get(f"{SCHEMA}creator", ())) for item in items]
    assert sorted(creators) == [0, 0, 1, 1, 1, 2]


def test_jsonld_of_a_speaker_has_every_name(client: FlaskClient) -> None:
    [node] = jsonld.expand(ok(client, "/speakers/sergey-lavrov?format=jsonld").get_json())
    assert {"@value": "Лавров"} in node[f"{SCHEMA}alternateName"]


# Web Annotation


def test_an_annotation_says_where_the_words_stand_who_said_them_and_what_found_them(client: FlaskClient) -> None:
    plain = ok(client, "/quotes/q-m34my5pp554a").get_json()["data"]
    graph = triples(ok(client, "/quotes/q-m34my5pp554a?format=anno").get_json())
    quotation = URIRef(plain["url"])
    assert (quotation, RDF.type, OA.Annotation) in graph
    assert graph.value(quotation, OA.motivatedBy) == OA.identifying
    body = graph.value(quotation, OA.hasBody)
    assert str(graph.value(body, RDF.value)) == plain["text"]
    speaker = graph.value(body, PROV.wasAttributedTo)
    assert str(speaker) == "http://localhost/speakers/sergey-lavrov"
    assert str(graph.value(speaker, FOAF.name)) == "Sergey Lavrov"
    assert graph.value(body, PROV.wasDerivedFrom) == URIRef(plain["article_url"])
    activity = graph.value(quotation, PROV.wasGeneratedBy)
    assert (activity, RDF.type, PROV.Activity) in graph
    assert str(graph.value(activity, URIRef("urn:onrecord:rule"))) == plain["attribution"]["rule"]
    sources = {str(graph.value(target, OA.hasSource)) for target in graph.objects(quotation, OA.hasTarget)}
    assert sources == {plain["source_url"], plain["article_url"]}


def passages(graph: Graph) -> Iterator[tuple[str, str, str]]:
    for selector in graph.subjects(RDF.type, OA.TextQuoteSelector):
        yield tuple(str(graph.value(selector, of)) for of in (OA.prefix, OA.exact, OA.suffix))  # type: ignore[misc]


def test_selectors_pick_exactly_the_words(many: FlaskClient, wild: tuple[str, dict[str, Any]]) -> None:
    for id, quotation in wild[1].items():
        graph = triples(ok(many, f"/quotes/{id}?format=anno").get_json())
        for prefix, exact, suffix in passages(graph):
            assert exact == quotation["text"]
            assert prefix + exact + suffix in quotation["paragraph"]
        [position] = graph.subjects(RDF.type, OA.TextPositionSelector)
        start, end = (int(graph.value(position, of)) for of in (OA.start, OA.end))  # type: ignore[arg-type]
        assert end - start == len(quotation["text"])


def test_each_part_of_an_interrupted_quotation_is_a_target(client: FlaskClient) -> None:
    interrupted = [q for q in ok(client, "/quotes?limit=100").get_json()["data"] if len(q["spans"]) > 1]
    assert interrupted
    for quotation in interrupted:
        annotation = ok(client, f"/quotes/{quotation['id']}?format=anno").get_json()
        assert len(annotation["target"]) == len(quotation["spans"]) * (2 if quotation["source_url"] else 1)


def test_a_page_of_annotations_is_one_and_every_term_has_a_meaning(many: FlaskClient) -> None:
    answer = ok(many, "/quotes?format=anno&limit=5&kind=direct").get_json()
    graph = triples(answer)
    page = URIRef(answer["id"])
    assert (page, RDF.type, AS.OrderedCollectionPage) in graph
    assert graph.value(page, AS.next) is not None
    assert len(set(graph.subjects(RDF.type, OA.Annotation))) == 5
    following = ok(many, answer["next"].removeprefix("http://localhost")).get_json()
    assert following["partOf"] == answer["partOf"]
    said = {str(predicate) for _, predicate, _ in graph}
    prefixes = ("http://www.w3.org/", "urn:onrecord:", "http://purl.org/dc/elements/1.1/", str(FOAF))
    assert all(predicate.startswith(prefixes) for predicate in said)
    assert {str(OA.suffix), "urn:onrecord:confidence", "http://purl.org/dc/elements/1.1/format"} <= said
    terms = {key for item in answer["items"] for key in keys(item) if ":" not in key}
    assert terms <= set(ANNO_CONTEXT["@context"])


def keys(value: Any) -> Iterator[str]:
    """Every key in a JSON value; one without a meaning would be dropped silently."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


# Atom


def test_feedparser_reads_the_feed(many: FlaskClient, wild: tuple[str, dict[str, Any]]) -> None:
    feed = feedparser.parse(ok(many, f"/quotes?{wild[0]}&format=atom").get_data())
    assert not feed.bozo
    assert feed.version == "atom10"
    assert len(feed.entries) == len(wild[1])
    for entry in feed.entries:
        quotation = wild[1][entry.id.removeprefix("urn:onrecord:quotation:")]
        assert entry.link == quotation["url"]
        assert entry.updated == "2031-01-01T00:00:00Z"
        assert quotation["outlet"]["name"] in entry.summary
    assert any(entry.authors == [{"name": "Ana Orlam"}, {"name": "Bela Pervik"}] for entry in feed.entries)


def test_a_feed_says_where_the_next_page_is(many: FlaskClient) -> None:
    feed = feedparser.parse(ok(many, "/quotes?format=atom&limit=2").get_data())
    [following] = [link.href for link in feed.feed.links if link.rel == "next"]
    second = feedparser.parse(ok(many, following.removeprefix("http://localhost")).get_data())
    assert {entry.id for entry in feed.entries}.isdisjoint(entry.id for entry in second.entries)


# Citations


def test_citeproc_reads_csl(many: FlaskClient, wild: tuple[str, dict[str, Any]]) -> None:
    source = CiteProcJSON(ok(many, f"/quotes?{wild[0]}&format=csl").get_json())
    assert set(source) == set(wild[1])
    for id, quotation in wild[1].items():
        reference = source[id]
        assert reference.type == "article-newspaper"
        assert str(reference.container_title) == quotation["outlet"]["name"]
        assert (reference.issued.year, reference.issued.month, reference.issued.day) == (2031, 1, 1)


def test_pybtex_reads_bibtex(many: FlaskClient, wild: tuple[str, dict[str, Any]]) -> None:
    written = ok(many, f"/quotes?{wild[0]}&format=bibtex").text
    entries = parse_string(written, "bibtex").entries
    assert set(entries) == set(wild[1])
    for id, entry in entries.items():
        assert entry.fields["howpublished"] == wild[1][id]["outlet"]["name"]
        assert entry.fields["year"] == "2031"
        assert entry.fields["url"] == "https://news.example/?a=%7Bb%7D&c=%22d%22"
    whole = ok(many, "/quotes?limit=100&format=bibtex&q=harbour").text
    assert len(parse_string(whole, "bibtex").entries) == 100


def test_rispy_reads_ris(many: FlaskClient, wild: tuple[str, dict[str, Any]]) -> None:
    entries = rispy.loads(ok(many, f"/quotes?{wild[0]}&format=ris").text)
    assert {entry["id"] for entry in entries} == set(wild[1])
    for entry in entries:
        quotation = wild[1][entry["id"]]
        assert entry["type_of_reference"] == "NEWS"
        assert entry["date"] == "2031/01/01"
        [note] = entry["notes"]
        assert " ".join(quotation["text"].split()) in note


@pytest.mark.parametrize("name", sorted(set(MEDIA_TYPES) - {"json", "text"}))
def test_an_article_gives_its_quotations_in_every_format(client: FlaskClient, name: str) -> None:
    written = ok(client, f"/articles/a-7mrk26d0qvnn?format={name}").text
    for quotation in ok(client, "/articles/a-7mrk26d0qvnn").get_json()["data"]["quotations"]:
        assert quotation["id"] in written


@pytest.mark.parametrize("name", sorted(MEDIA_TYPES))
def test_an_empty_search_is_well_formed_in_every_format(many: FlaskClient, name: str) -> None:
    ok(many, f"/quotes?q=zzzz&format={name}")
    ok(many, f"/quotes?limit=0&format={name}")


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("/quotes?format=csv&highlight=1&q=a", "highlight"),
        ("/quotes?format=json&excel=1", "excel"),
        ("/quotes?format=atom&fields=id", "fields"),
        ("/quotes?format=ndjson&facet=year", "facet"),
        ("/quotes/q-m34my5pp554a?format=ris&include=article", "include"),
    ],
)
def test_a_parameter_that_a_format_has_no_place_for_is_refused(
    client: FlaskClient, address: str, parameter: str
) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert [error["parameter"] for error in response.get_json()["errors"]] == [parameter]


def test_every_format_that_cites_says_when_it_was_said(client: FlaskClient) -> None:
    for name in ("text", "csl", "bibtex", "ris"):
        written = ok(client, f"/quotes/q-m34my5pp554a?format={name}").text
        assert "said 2018-05-30: the Primakov Readings conference" in " ".join(written.split())
    header, row = csv.reader(ok(client, "/quotes?said_to=2018-05&format=csv").text.splitlines())
    values = dict(zip(header, row, strict=True))
    assert (values["said"], values["event"]) == ("2018-05-30", "the Primakov Readings conference")
    assert (values["act"], values["place"], values["addressee"]) == ("says", "", "")
    node = ok(client, "/quotes/q-m34my5pp554a?format=jsonld").get_json()
    assert (node["dateCreated"], node["recordedAt"]["name"]) == ("2018-05-30", "the Primakov Readings conference")


def test_an_action_is_cited_as_one(client: FlaskClient) -> None:
    for name in ("text", "csl", "bibtex", "ris", "atom", "jsonld"):
        assert "an action, not words" in " ".join(ok(client, f"/quotes?act=does&q=nuke&format={name}").text.split())
