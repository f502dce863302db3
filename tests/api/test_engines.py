"""Every engine of the registry serves the same answers."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.settings import Settings
from index import ENGINES
from tests.api.test_recorded_answers import ANSWERS, CURSOR


@pytest.fixture(scope="module", params=[engine.name for engine in ENGINES[1:]])
def other(request: pytest.FixtureRequest, data: Path) -> FlaskClient:
    return create_app(Settings(data=data, engine=request.param)).test_client()


def test_an_answer_does_not_depend_on_the_engine(client: FlaskClient, other: FlaskClient) -> None:
    for address in (answer["address"] for answer in ANSWERS if not answer["address"].startswith(("/metrics", "{"))):
        expected, answer = (CURSOR.sub("", one.get(address).text) for one in (client, other))
        assert answer == expected, address
