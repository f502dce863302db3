"""The application over the shipped corpus, as `make serve` builds it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.settings import Settings
from tests.support import generated
from tests.support.built_once import SharedFolders


@pytest.fixture(scope="session")
def client(data: Path) -> FlaskClient:
    return create_app(Settings(data=data)).test_client()


@pytest.fixture
def get(client: FlaskClient) -> Callable[..., Any]:
    """Fetch an address and read its JSON; the status is asserted."""

    def fetch(address: str, status: int = 200, **parameters: Any) -> Any:
        response = client.get(address, query_string=parameters or None)
        assert response.status_code == status, response.text
        return response.get_json()

    return fetch


@pytest.fixture(scope="session")
def many(shared_folders: SharedFolders) -> FlaskClient:
    """The application over `generated.MANY` quotations about invented people."""
    return create_app(Settings(data=shared_folders.build("many", generated.fill))).test_client()
