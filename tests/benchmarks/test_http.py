import json

import pytest

pytest.importorskip("numpy", reason="numpy is not installed: it comes with the bench extra")

from benchmarks import http, report


def test_every_address_is_asked_on_the_front_door() -> None:
    asked = http.addresses()
    assert set(asked) == {"bare_rps", "speaker_rps", "words_rps"}
    assert all(path.startswith("/quotes?speaker=") for path in asked["speaker_rps"])
    assert all(path.startswith("/quotes?q=") for path in asked["words_rps"]) and len(asked["words_rps"]) > 40


def test_the_bare_answer_is_twenty_thousand_bytes_of_json() -> None:
    from benchmarks.http_app import READY

    assert json.loads(READY) and 19_990 <= len(READY) <= 20_010


def test_the_table_says_what_falls_short(tmp_path) -> None:
    (tmp_path / "http.json").write_text(
        '{"bare_rps": 1000, "speaker_rps": 700, "words_rps": 500, "words_anew_rps": 300}'
    )
    table = report.http_table(tmp_path)
    assert "| 700 | 0.70 | ≥ 0.6 | yes |" in table and "| 500 | 0.50 | ≥ 0.6 | **no** |" in table
    assert "not asked before | 300 | 0.30 | ≥ 0.6 | **no** |" in table
