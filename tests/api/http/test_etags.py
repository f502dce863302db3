"""An answer that the caller has is not made again; one that changed is."""

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.cli.main import main
from api.http import etags
from api.params import search_service
from api.settings import Settings

TAG = '"7-0123456789abcdef0123"'
ADDRESSES = ["/", "/quotes", "/quotes?q=the&limit=3", "/quotes/q-m34my5pp554a", "/paragraphs", "/articles", "/speakers",
             "/outlets", "/outlets/tass", "/quotes/q-m34my5pp554a/history", "/quotes?format=text"]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("encoding", ["identity", "gzip", "br", "zstd"])
def test_what_the_caller_has_is_304_without_a_body(client: FlaskClient, address: str, encoding: str) -> None:
    asked = {"Accept-Encoding": encoding}
    first = client.get(address, headers=asked)
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert first.headers["Vary"] == "Accept, Accept-Encoding"
    second = client.get(address, headers={**asked, "If-None-Match": f'"other", {first.headers["ETag"]}'})
    assert (second.status_code, second.data) == (304, b"")
    assert second.headers["ETag"].split(":")[0].strip('"') == first.headers["ETag"].split(":")[0].strip('"')
    assert "Content-Type" not in second.headers


def test_nothing_is_searched_for_a_caller_who_has_the_answer(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = client.get("/quotes?q=the").headers["ETag"]

    def never(*given: object) -> None:
        raise AssertionError("it searched")

    monkeypatch.setattr(search_service, "_request", never)
    assert client.get("/quotes?q=the", headers={"If-None-Match": tag}).status_code == 304


def test_another_question_another_tag_and_the_same_in_another_order_the_same(client: FlaskClient) -> None:
    def tag(address: str, **headers: str) -> str:
        return client.get(address, headers=headers).headers["ETag"]

    assert tag("/quotes?limit=2&kind=direct") == tag("/quotes?kind=direct&limit=2")
    tags = [tag("/quotes"), tag("/quotes?limit=2"), tag("/paragraphs"), tag("/quotes", Accept="text/plain")]
    assert len({*tags, tag("/quotes", Host="other.example.org")}) == 5


def test_a_change_makes_what_the_caller_has_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "data"))
    make = _article_maker(tmp_path)
    first = make("The dam holds")
    tags = {address: first.get(address).headers["ETag"] for address in ("/quotes", "/articles", "/speakers")}
    second = make("The dam leaks")
    for address, tag in tags.items():
        response = second.get(address, headers={"If-None-Match": tag})
        assert response.status_code == 200
        assert response.headers["ETag"] != tag


def _article_maker(folder: Path) -> Callable[[str], FlaskClient]:
    def make(words: str) -> FlaskClient:
        (folder / "a.md").write_text(f"---\noutlet: Ribera Times\n---\n“{words},” said Ana Ruiz.\n")
        assert main(["ingest", "--quiet", str(folder / "a.md")]) == 0
        return create_app(Settings(data=folder / "data")).test_client()

    return make


def test_a_record_made_anew_from_nothing_has_other_tags(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "data"))
    make = _article_maker(tmp_path)
    tag = make("The dam holds").get("/quotes").headers["ETag"]
    shutil.rmtree(tmp_path / "data")
    response = make("The dam leaks").get("/quotes", headers={"If-None-Match": tag})
    assert response.get_json()["meta"]["corpus"]["version"] == "000001"
    assert response.headers["ETag"] != tag


@pytest.mark.parametrize("address", ["/quotes?limit=-1", "/quotes/q-none", "/nope", "/healthz"])
def test_faults_and_health_are_never_kept(client: FlaskClient, address: str) -> None:
    response = client.get(address, headers={"If-None-Match": '"0-00000000000000000000"'})
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


@pytest.mark.parametrize("header", ['"', "W/", '""', "x" * 3000, '"1-zz"', "é", '"1-00000000000000000000"'])
def test_a_tag_that_is_none_of_ours_gets_the_whole_answer(client: FlaskClient, header: str) -> None:
    assert client.get("/quotes", headers={"If-None-Match": header}).status_code == 200


def test_answers_are_compressed_for_those_who_take_it(client: FlaskClient) -> None:
    plain = client.get("/quotes").data
    packed = client.get("/quotes", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain
    assert len(packed.data) < len(plain) / 2
    assert "Content-Encoding" not in client.get("/healthz", headers={"Accept-Encoding": "gzip"}).headers


@pytest.mark.parametrize(("address", "status"), [("/quotes?bogus=1", 400), ("/quotes/q-000000000000", 404)])
def test_any_answer_is_not_had_where_there_is_none(client, address, status):
    assert client.get(address, headers={"If-None-Match": "*"}).status_code == status


@pytest.mark.parametrize(
    ("header", "versions"),
    [
        (TAG, [7]),
        (f'W/{TAG}, "other", {TAG[:-1]}:gzip"', [7, 7]),
        (f"x{TAG}", []),
        (f"{TAG}y", []),
        (TAG.strip('"'), []),
        ("*", []),
    ],
)
def test_a_tag_is_compared_whole(header: str, versions: list[int]) -> None:
    assert etags.store_versions(header) == versions
