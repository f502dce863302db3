"""`POST /annotate`: a text in, its quotations out."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

TEXT = "“We won 🎉,” said Ana Ruiz, the mayor of Tarn.\n\nThe harbour, she said, “will open” in May."


@pytest.mark.parametrize("kind", ["text/plain", "text/plain; charset=utf-8", "application/json"])
def test_a_text_gives_its_quotations_with_spans_that_count_in_it(client: FlaskClient, kind: str) -> None:
    body = json.dumps({"text": TEXT}) if kind == "application/json" else TEXT
    response = client.post("/annotate", data=body.encode(), content_type=kind)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    answer = response.get_json()
    first = answer["data"][0]
    assert first["text"] == "We won 🎉"
    assert (first["kind"], first["speaker"]["name"], first["speaker"]["id"]) == ("direct", "Ana Ruiz", "ana-ruiz")
    for quotation in answer["data"]:
        assert " ".join(TEXT[start:end] for start, end in quotation["spans"]) == quotation["text"]
        attribution = quotation["attribution"]
        for name in ("cue", "source"):
            span = attribution[f"{name}_span"]
            assert attribution[name] == (span and TEXT[slice(*span)])
        assert 0 <= attribution["confidence"] <= 1
        assert attribution["rule"]
        assert attribution["statement"] in (True, False)
        assert attribution["anonymous"] in (True, False)
    assert answer["meta"]["characters"] == len(TEXT)
    assert answer["meta"]["quotations"] == len(answer["data"]) >= 2


def test_nobody_known_is_null_with_the_reason(client: FlaskClient) -> None:
    answer = client.post("/annotate", data="“It is over,” they said.", content_type="text/plain").get_json()
    [quotation] = answer["data"]
    assert quotation["speaker"] is None
    assert quotation["unknown"]["speaker"]


def test_nothing_is_kept(client: FlaskClient, data: Path) -> None:
    def kept() -> dict[str, int]:
        return {str(path): path.stat().st_size for path in data.rglob("*") if path.is_file()}

    # The first answer opens the index, which notes beside it what it has checked.
    total, before = client.get("/quotes?limit=0").get_json()["meta"], kept()
    client.post("/annotate", data=TEXT.encode(), content_type="text/plain")
    assert kept() == before
    assert client.get("/quotes?limit=0").get_json()["meta"] == total


def test_the_longest_text_is_read_and_one_more_character_is_not(client: FlaskClient) -> None:
    longest = ("“We won,” said Ana Ruiz. " * 10_000)[:200_000]
    assert client.post("/annotate", data=longest.encode(), content_type="text/plain").status_code == 200
    wide = json.dumps({"text": "🎉" * 200_000})
    assert client.post("/annotate", data=wide, content_type="application/json").status_code == 200
    for body in (longest + "x", "x" * 3_000_000):
        response = client.post("/annotate", data=body.encode(), content_type="text/plain")
        assert response.status_code == 413
        assert response.content_type == "application/problem+json"
        assert "200,000 characters" in response.get_json()["detail"]


@pytest.mark.parametrize("kind", ["text/html", "application/xml", "multipart/form-data", "", "text/plain; charset=x"])
def test_what_is_no_text_is_415(client: FlaskClient, kind: str) -> None:
    response = client.post("/annotate", data=b"x", content_type=kind)
    assert response.status_code == 415
    assert response.content_type == "application/problem+json"


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (b"", "text/plain", "has no text"),
        (b" \n", "text/plain", "has no text"),
        (b"\xff\xfe", "text/plain", "is not UTF-8: the byte at 0"),
        (b"a\xed\xa0\x80", "text/plain", "is not UTF-8"),
        (b"ab\0c", "text/plain", "a control character at character 3"),
        ("ab\x9bc".encode(), "text/plain", "a control character at character 3"),
        (b"{", "application/json", "is not JSON (at character 2)"),
        (b"[" * 100_000, "application/json", "is not JSON"),
        (b"[]", "application/json", "is not of the form"),
        (b'{"text": 7}', "application/json", "is not of the form"),
        (b'{"text": "x", "more": 1}', "application/json", "is not of the form"),
        (b'{"text": "\\ud800"}', "application/json", "half a surrogate pair at character 1"),
        (b'{"text": "\\u0000"}', "application/json", "a control character"),
    ],
)
def test_a_bad_body_is_400_with_a_pointer_to_the_fault(client: FlaskClient, body: bytes, kind: str, words: str) -> None:
    response = client.post("/annotate", data=body, content_type=kind)
    assert response.status_code == 400
    [error] = response.get_json()["errors"]
    assert error["parameter"] == "body"
    assert words in error["detail"]


def test_a_text_answer_and_a_bad_parameter(client: FlaskClient) -> None:
    told = client.post("/annotate?format=text", data=TEXT.encode(), content_type="text/plain")
    assert "name: Ana Ruiz" in told.text
    assert client.post("/annotate?speaker=x", data=TEXT.encode(), content_type="text/plain").status_code == 400


def test_it_is_not_for_reading(client: FlaskClient) -> None:
    assert client.get("/annotate").status_code == 405


ITALIAN = "«Il porto resterà aperto», ha detto la sindaca Ana Ruiz ai giornalisti lunedì mattina davanti al municipio. "


@pytest.mark.parametrize(
    ("query", "text", "language", "evidence", "unread"),
    [
        ("", TEXT, "en", "assumed", None),
        ("?language=en-GB", TEXT, "en-GB", "declared", None),
        ("?language=it", ITALIAN, "it", "declared", "Italian is not read yet"),
        ("", ITALIAN * 3, "it", "detected", "Italian is not read yet"),
        ("?language=en", ITALIAN * 3, "it", "detected", "Italian is not read yet"),
    ],
)
def test_a_text_in_a_language_that_is_not_read_has_no_quotations_and_says_why(
    client: FlaskClient, query: str, text: str, language: str, evidence: str, unread: str | None
) -> None:
    answer = client.post(f"/annotate{query}", data=text.encode(), content_type="text/plain").get_json()
    meta = answer["meta"]
    assert (meta["language"], meta["language_evidence"]["evidence"], meta["unread"]) == (language, evidence, unread)
    assert bool(answer["data"]) is (unread is None)


@pytest.mark.parametrize("language", ["English", "e", "en_GB", ""])
def test_a_language_is_declared_by_its_code(client: FlaskClient, language: str) -> None:
    response = client.post(f"/annotate?language={language}", data=TEXT.encode(), content_type="text/plain")
    assert response.status_code == 400
    assert response.get_json()["errors"][0]["parameter"] == "language"
