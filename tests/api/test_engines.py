"""Every engine of the registry serves the same answers."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.settings import Settings
from index import ENGINES
from tests.support.addresses import ADDRESSES

CURSOR = re.compile(r"(cursor=)[A-Za-z0-9_.%-]+")
ANSWERED = [address for address in ADDRESSES if not address.startswith("/metrics")]


@pytest.fixture(scope="module", params=[engine.name for engine in ENGINES[1:]])
def other(request: pytest.FixtureRequest, data: Path) -> FlaskClient:
    return create_app(Settings(data=data, engine=request.param)).test_client()


@pytest.fixture(scope="module")
def ids(client: FlaskClient) -> dict[str, str]:
    quotations = client.get("/quotes?limit=100").get_json()["data"]
    articles = client.get("/articles").get_json()["data"]
    quotation_ids = {f"q{number}": quotation["id"] for number, quotation in enumerate(quotations)}
    return quotation_ids | {f"a{number}": article["id"] for number, article in enumerate(articles)}


@pytest.mark.parametrize("address", ANSWERED)
def test_an_answer_does_not_depend_on_the_engine(
    client: FlaskClient, other: FlaskClient, ids: dict[str, str], address: str
) -> None:
    accept = {"Accept": "text/html"} if address.startswith("HTML ") else {}
    path = address.removeprefix("HTML ").format_map(ids)
    expected, answer = (engine.get(path, headers=accept) for engine in (client, other))
    assert answer.status_code == expected.status_code
    assert CURSOR.sub("", answer.text) == CURSOR.sub("", expected.text)
