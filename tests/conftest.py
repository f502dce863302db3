"""The shipped corpus, read once for every test that asks for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.cli.main import main

CORPUS = Path(__file__).parents[1] / "corpus" / "articles"


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder into which the shipped corpus was ingested through the command."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_DATA", str(folder))
        assert main(["ingest", str(CORPUS)]) == 0
        yield folder
