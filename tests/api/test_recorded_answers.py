"""The answers on the shipped corpus are those of commit 2bd11ae, byte for byte.

Left out are what changes with each run (times, request ids) and what may change: the values of cursors and ETags, and
two members about language, which the commit did not have: `unread`, and `language_evidence` of the provenance.
`recorded_answers.jsonl.gz` holds an object a line: address, status, headers and body.
"""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

ROOT = Path(__file__).parents[2]
RECORDED = Path(__file__).with_name("recorded_answers.jsonl.gz")
ANSWERS = [json.loads(line) for line in gzip.decompress(RECORDED.read_bytes()).splitlines()]
UNCOMPARED = {"ETag", "Date", "Content-Length", "X-Request-Id"}
CURSOR = re.compile(r"(cursor=)[A-Za-z0-9_.%-]+")
LANGUAGE_MEMBERS = re.compile(
    r'\s*"unread": null,|\nunread: –(?=\n)|,\s*"language_evidence": \{[^{}]*\}'
    r"|\n +language_evidence:(?:\n +(?:declared|detected|evidence): .*){3}"
)


def normalised(body: str, address: str, data: Path) -> str:
    body = LANGUAGE_MEMBERS.sub("", body)
    body = CURSOR.sub(r"\1…", body).replace(str(data), "DATA").replace(f"{ROOT}/", "")
    if address != "/readyz":
        body = re.sub(r'"retrieved": "[^"]*"', '"retrieved": "…"', body)
    body = re.sub(r'20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d[^"<\s]*', "TIME", body)
    return re.sub(r"[?&]v=[0-9a-f]+|/static/[0-9a-f]+/", "/static/", body)


@pytest.fixture(scope="module")
def ids(client: FlaskClient) -> dict[str, str]:
    quotations = client.get("/quotes?limit=100").get_json()["data"]
    articles = client.get("/articles").get_json()["data"]
    names = {f"q{number}": quotation["id"] for number, quotation in enumerate(quotations)}
    return names | {f"a{number}": article["id"] for number, article in enumerate(articles)}


@pytest.mark.parametrize("recorded", ANSWERS, ids=[answer["address"] for answer in ANSWERS])
def test_an_answer_is_as_it_was(client: FlaskClient, ids: dict[str, str], data: Path, recorded: dict[str, Any]) -> None:
    address = recorded["address"].removeprefix("HTML ").format_map(ids)
    accept = {"Accept": "text/html"} if recorded["address"].startswith("HTML ") else {}
    response = client.get(address, headers=accept)
    headers = {key: CURSOR.sub(r"\1…", value) for key, value in response.headers.items() if key not in UNCOMPARED}
    assert response.status_code == recorded["status"]
    assert headers == recorded["headers"]
    assert normalised(response.text, address, data) == recorded["body"]
