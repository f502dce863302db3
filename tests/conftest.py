"""The shipped corpus, ingested once for all tests and workers that ask for it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from api.cli.main import main
from tests.support.built_once import SharedFolders

# How long one example takes says more of what else the machine does than of the code.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")

CORPUS = Path(__file__).parents[1] / "corpus" / "articles"


@pytest.fixture(scope="session")
def shared_folders(tmp_path_factory: pytest.TempPathFactory) -> SharedFolders:
    """Folders that are built once a session, whichever worker asks first."""
    return SharedFolders(tmp_path_factory, workers="PYTEST_XDIST_WORKER" in os.environ)


@pytest.fixture(scope="session")
def data(shared_folders: SharedFolders, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder into which the shipped corpus was ingested through the command; the worker's own copy."""
    folder = tmp_path_factory.mktemp("data") / "data"
    shutil.copytree(shared_folders.build("corpus", _ingest_corpus), folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_DATA", str(folder))
        yield folder


def _ingest_corpus(folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_DATA", str(folder))
        assert main(["ingest", str(CORPUS)]) == 0
