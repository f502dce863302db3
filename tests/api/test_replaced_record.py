"""A record that is replaced under a running server: no answer is of the one while another is of the other."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.cli.main import main
from api.settings import Settings

ADDRESSES = ("/quotes", "/quotes/q-m34my5pp554a", "/speakers", "/outlets", "/articles", "/articles/a-jtw4dfp8gmfp")


@pytest.fixture
def folder(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "data"))
    return Path(shutil.copytree(data, tmp_path / "data"))


@pytest.fixture
def client(folder: Path) -> FlaskClient:
    return create_app(Settings(data=folder)).test_client()


@pytest.fixture
def replace(folder: Path, tmp_path: Path) -> Callable[[Path], None]:
    """Put a copy of a record in place, as docs/operations.md says."""

    def put(record: Path) -> None:
        shutil.copy(record, tmp_path / "new.db")
        for end in ("-wal", "-shm"):
            (folder / f"onrecord.db{end}").unlink(missing_ok=True)
        (tmp_path / "new.db").rename(folder / "onrecord.db")

    return put


def statuses(client: FlaskClient) -> set[int]:
    return {client.get(address).status_code for address in ADDRESSES}


def correct(kind: str) -> None:
    assert main(["correct", "q-m34my5pp554a", "--kind", kind, "--reason", "as heard", "--by", "ed"]) == 0


def kind(client: FlaskClient) -> str:
    said: str = client.get("/quotes/q-m34my5pp554a").get_json()["data"]["kind"]
    return said


def test_an_earlier_record_is_refused_until_the_index_is_made_from_it(
    client: FlaskClient, replace: Callable[[Path], None], tmp_path: Path
) -> None:
    assert main(["backup", str(tmp_path / "backup.db")]) == 0
    before = kind(client)
    correct("mixed")
    assert (statuses(client), kind(client)) == ({200}, "mixed")
    replace(tmp_path / "backup.db")
    assert statuses(client) == {503}
    assert "another record" in client.get("/quotes").get_json()["detail"]
    assert main(["index"]) == 0
    assert (statuses(client), kind(client)) == ({200}, before)


def test_a_record_that_went_another_way_is_told_by_more_than_its_number(
    client: FlaskClient, replace: Callable[[Path], None], tmp_path: Path
) -> None:
    assert main(["backup", str(tmp_path / "backup.db")]) == 0
    correct("mixed")
    assert kind(client) == "mixed"
    replace(tmp_path / "backup.db")
    correct("indirect")  # the same number of changes; the publication of it begins anew
    assert (statuses(client), kind(client)) == ({200}, "indirect")


def test_the_same_record_in_another_file_goes_on(
    client: FlaskClient, replace: Callable[[Path], None], tmp_path: Path
) -> None:
    assert statuses(client) == {200}
    assert main(["backup", str(tmp_path / "backup.db")]) == 0
    replace(tmp_path / "backup.db")
    assert statuses(client) == {200}


def test_without_a_record_no_article_is_shown(client: FlaskClient, folder: Path) -> None:
    assert statuses(client) == {200}
    (folder / "onrecord.db").unlink()
    assert client.get("/articles").status_code == 503
    assert client.get("/quotes").status_code == 200
