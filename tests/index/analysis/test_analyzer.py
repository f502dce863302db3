import re
import sys
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import analyzer
from index.analysis.analyzer import _WORD, MAX_TERM, StemAnalyzer, WordAnalyzer, _plain, fold, stems, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Лавров", "лавров"),
        ("Niño", "Nin\u0303o"),
        ("résumé", "RESUME"),
        ("“talks”", '"talks"'),
        ("don’t", "don't"),
        ("don´t", "don't"),
        ("Straße", "STRASSE"),
        ("ﬁnal", "final"),
        ("Ｎｕｃｌｅａｒ", "nuclear"),
        ("nu\u200bcle\u00adar", "nuclear"),
        ("Łódź Øre", "lodz ore"),
        ("Ёлка", "елка"),
        ("Russian–Chinese", "Russian-Chinese"),
        ("COVID‑19", "covid-19"),
    ],
)
def test_what_a_reader_takes_for_the_same_is_folded_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert stems(one) == stems(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("don't", ["don't"]),
        ("the U.S. and the U.K.’s", ["the", "us", "and", "the", "uk"]),
        ("D.P.R.K.", ["dprk"]),
        ("John F. Kennedy", ["john", "f", "kennedy"]),
        ("COVID-19", ["covid", "19"]),
        ("1,500 of 3.5 and 13.06.2018.", ["1500", "of", "3.5", "and", "13.06.2018"]),
        ("Lavrov's O’Brien", ["lavrov", "o'brien"]),
        ("#MeToo @user_name", ["metoo", "user", "name"]),
        ("'quoted'", ["quoted"]),
        ("中国人", ["中", "国", "人"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("… -- !?", []),
    ],
)
def test_words_are_cut_as_people_expect(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_stems_bring_the_forms_of_an_english_word_together() -> None:
    assert stems("negotiate negotiating negotiations") == ["negoti"] * 3
    assert stems("news") == ["news"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("university", "universal"), ("organ", "organization"), ("emergency", "emerge"), ("even", "evening")],
)
def test_words_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert stems(one) != stems(other)


def test_a_very_long_word_is_cut() -> None:
    assert words("a" * 1000) == ["a" * MAX_TERM]


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text("".join(map(chr, range(128)))))
def test_plain_text_is_folded_as_all_text_is(text: str) -> None:
    assert fold(text) == fold(text + "é")[:-1]


@given(st.text())
def test_composed_and_decomposed_text_give_the_same_words(text: str) -> None:
    assert words(unicodedata.normalize("NFD", text)) == words(unicodedata.normalize("NFC", text))


@given(st.text())
def test_a_word_is_its_own_word(text: str) -> None:
    for word in words(text):
        assert words(word) == [word] or word.endswith("'s") or len(word) == MAX_TERM


def test_the_analyzers_give_whoosh_the_same_terms_with_positions() -> None:
    text = "They were “negotiating”"
    assert [(t.text, t.pos) for t in StemAnalyzer()(text, positions=True)] == list(
        zip(stems(text), range(3), strict=True)
    )
    assert [t.text for t in WordAnalyzer()(text)] == words(text)


def test_a_long_text_is_cut_quickly() -> None:
    start = time.process_time()
    words("a." * 50_000 + "1," * 50_000 + "a'" * 50_000)
    assert time.process_time() - start < 2


@given(st.one_of(st.text(max_size=60), st.text("aBzé19.,'`’“”—-…()[]!s ", max_size=60)))
def test_cutting_at_white_space_first_changes_no_word(text: str) -> None:
    whole = [_plain(match)[:MAX_TERM] for match in _WORD.finditer(fold(text))]
    assert words(text) == whole


def test_marks_and_format_characters_are_those_of_unicode() -> None:
    every = [(code, unicodedata.category(chr(code))) for code in range(sys.maxunicode + 1)]
    marks = re.compile(f"[{analyzer._combining_marks()}]")
    assert [code for code, _ in every if marks.match(chr(code))] == [c for c, kind in every if kind in ("Mn", "Mc")]
    folds, explicit = analyzer._Folds(), dict(analyzer._FOLDS)
    assert [code for code, _ in every if folds[code] == ""] == [code for code, kind in every if kind == "Cf"]
    assert all(folds[code] == code for code, kind in every if kind != "Cf")
    assert all(explicit[code] == "" for code, kind in every if kind == "Cf" and code in explicit)
