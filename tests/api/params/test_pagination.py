"""Pages by cursor: every match exactly once, in both directions, and no cursor that we did not give."""

import base64
import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.cli.main import main
from api.params import cursors
from api.settings import Settings

Get = Callable[..., Any]
LISTS = [
    "/quotes",
    "/quotes?q=the",
    "/quotes?sort=speaker",
    "/quotes?sort=date",
    "/paragraphs",
    "/articles",
    "/speakers",
    "/outlets",
]


@pytest.mark.parametrize("address", LISTS)
def test_the_pages_forward_give_every_match_once_and_back_again_the_same(get: Get, address: str) -> None:
    joint = "&" if "?" in address else "?"
    pages = [get(f"{address}{joint}limit=1")]
    while following := pages[-1]["links"]["next"]:
        pages.append(get(following))
    forward = [entry["id"] for page in pages for entry in page["data"]]
    assert forward == [entry["id"] for entry in get(f"{address}{joint}limit=100")["data"]]
    assert len(forward) == len(set(forward)) == pages[0]["meta"]["total"] > 1
    back = [pages[-1]]
    while preceding := back[-1]["links"]["prev"]:
        back.append(get(preceding))
    assert [entry["id"] for page in back for entry in page["data"]] == forward[::-1]


@pytest.mark.parametrize("address", ["/quotes", "/articles", "/speakers"])
def test_a_cursor_that_was_changed_in_any_letter_is_refused(client: FlaskClient, get: Get, address: str) -> None:
    cursor = get(f"{address}?limit=1")["links"]["next"].rpartition("cursor=")[2]
    for place in range(len(cursor)):
        forged = cursor[:place] + ("A" if cursor[place] != "A" else "B") + cursor[place + 1 :]
        problem = client.get(f"{address}?limit=1&cursor={forged}")
        assert problem.status_code == 400
        assert problem.get_json()["errors"][0]["detail"] == "is not one that we gave"


def test_a_cursor_made_by_somebody_else_is_refused(client: FlaskClient) -> None:
    value = ["2018-06-13", "q-6ew2kg060h91", 1, "000001", "0" * 12]
    plain = base64.urlsafe_b64encode(json.dumps(value).encode()).decode()
    for forged in (plain, cursors.sign(value, b"x" * 32), "%F0%9F%92%A5", "a b"):
        assert client.get(f"/quotes?cursor={forged}").status_code == 400


def test_a_cursor_is_of_one_address(client: FlaskClient, get: Get) -> None:
    cursor = get("/speakers?limit=1")["links"]["next"].rpartition("cursor=")[2]
    problem = client.get(f"/outlets?cursor={cursor}").get_json()
    assert problem["errors"][0]["detail"] == "belongs to another search"


def test_the_link_header_says_what_the_links_say(client: FlaskClient, get: Get) -> None:
    second = client.get(get("/quotes?limit=1")["links"]["next"])
    header, links = second.headers["Link"], second.get_json()["links"]
    assert f'<{links["next"]}>; rel="next"' in header
    assert f'<{links["prev"]}>; rel="prev"' in header
    assert "/quotes?limit=1&cursor=" in header and 'rel="alternate"; type="text/plain"' in header
    assert 'openapi.json>; rel="service-desc"; type="application/json"' in header


@pytest.fixture
def growing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], FlaskClient]:
    """Keep articles, one a day, and give a client that sees the newest generation at once."""
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "data"))

    def grow(day: int) -> FlaskClient:
        (tmp_path / f"{day}.md").write_text(
            f"---\noutlet: Ribera Times\npublished: 2031-05-{day:02}\n---\n"
            f"“The dam of day {day} holds,” said Ana Ruiz.\n"
        )
        assert main(["ingest", "--quiet", str(tmp_path / f"{day}.md")]) == 0
        return create_app(Settings(data=tmp_path / "data")).test_client()

    return grow


def test_a_cursor_outlives_its_generation_where_the_order_does(growing: Callable[[int], FlaskClient]) -> None:
    for day in (5, 10, 15):
        before = growing(day)
    following = before.get("/quotes?limit=1").get_json()["links"]["next"]
    growing(20)
    after = growing(7)
    dates = [entry["date"] for entry in after.get(following.replace("limit=1", "limit=9")).get_json()["data"]]
    assert dates == ["2031-05-10", "2031-05-07", "2031-05-05"]


def test_a_cursor_by_relevance_of_an_earlier_generation_is_gone_and_says_why(
    growing: Callable[[int], FlaskClient],
) -> None:
    growing(5)
    following = growing(6).get("/quotes?q=dam&limit=1").get_json()["links"]["next"]
    response = growing(7).get(following)
    assert (response.status_code, response.get_json()["type"]) == (410, "urn:onrecord:problem:stale-cursor")
    assert "whose order by relevance is gone" in response.get_json()["detail"]


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    key = cursors.key_in(tmp_path)
    cursors.key_in.cache_clear()
    assert cursors.key_in(tmp_path) == key == (tmp_path / "cursor.key").read_bytes()
    assert stat.S_IMODE((tmp_path / "cursor.key").stat().st_mode) == 0o600


def test_a_key_that_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "cursor.key").write_bytes(b"short")
    assert len(cursors.key_in(tmp_path)) == 32
    assert [path.name for path in tmp_path.iterdir()] == ["cursor.key"]


def test_a_folder_that_cannot_be_written_to_still_has_one_key_for_all(tmp_path: Path) -> None:
    nowhere = tmp_path / "none"
    key = cursors.key_in(nowhere)
    cursors.key_in.cache_clear()
    assert cursors.key_in(nowhere) == key


def test_without_a_folder_to_write_to_the_key_is_random_and_shared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(cursors, "atomic_write", read_only)
    monkeypatch.delenv(cursors._KEY_IN_MEMORY, raising=False)
    first = cursors.key_in(tmp_path / "a")
    assert len(first) == 32 and cursors.key_in(tmp_path / "b") == first
    monkeypatch.delenv(cursors._KEY_IN_MEMORY)
    assert cursors.key_in(tmp_path / "c") != first


@pytest.mark.parametrize(
    "value",
    [
        None,
        7,
        [],
        ["2018-06-13", "q-1", 1, "000001"],
        [None, "q-1", 1, "000001", "f"],
        [{}, "q-1", 1, "000001", "f"],
        ["2018-06-13", 1, 1, "000001", "f"],
        ["2018-06-13", "q-1", "1", "000001", "f"],
        [1, "q-1", 1, 1, "f"],
    ],
)
def test_a_signed_cursor_of_other_types_is_refused(client: FlaskClient, data: Path, value: Any) -> None:
    signed = cursors.sign(value, cursors.key_in(data))
    assert client.get(f"/quotes?cursor={signed}").status_code == 400
