import json

import pytest

pytest.importorskip("numpy", reason="numpy is not installed: it comes with the bench extra")

from benchmarks import answers, report
from benchmarks.synthetic import Synthetic


def test_no_address_is_asked_twice_and_each_kind_has_many() -> None:
    asked = answers.addresses(Synthetic())
    every = [path for paths in asked.values() for path in paths]
    assert len(set(every)) == len(every)
    assert {len(paths) for paths in asked.values()} == {answers.MANY}


def test_one_word_and_several_are_typed() -> None:
    assert {len(words.split()) for words in answers.typed(Synthetic())} == {1, 2, 3}


def test_the_tables_say_what_falls_short(tmp_path) -> None:
    times = {"a page": [900.0, 300.0], "a small one": [200.0, 100.0]}
    figures = {"size": 1000, "alone": times, "http": times, "suggest": {"ms": 0.5, "typed": "a"}}
    figures |= {"csv_rows": 51_234, "ndjson_rows": 40_000, "stream_mb": 70.5}
    (tmp_path / "answers.json").write_text(json.dumps(figures))
    table = report.answers_tables(tmp_path)
    assert "| rows of CSV a second | 51,234 | ≥ 50,000 | yes |" in table
    assert "| lines of NDJSON a second | 40,000 | ≥ 50,000 | **no** |" in table
    assert "| a page, over HTTP | 900 | 300 | 0.33 | yes |" in table
    assert "| a small one, the application alone | 200 | 100 | 0.50 | **no** |" in table
