"""What the two shipped articles say, through HTTP."""

from collections.abc import Callable
from typing import Any

import pytest

TASS, RHC = "TASS", "Radio Habana Cuba"

# outlet, kinds, as written, speaker, and how each span begins and ends. A mixed quotation is the reported clause, with
# the words between the marks as a span of their own; the table names that one.
DIRECT = [
    (
        TASS,
        {"direct"},
        "Lavrov",
        "Sergey Lavrov",
        "For example … was reached + However … as you can see.",
    ),
    (TASS, {"direct", "mixed"}, "the minister", "Sergey Lavrov", "worth … support."),
    (TASS, {"direct"}, "he", "Sergey Lavrov", "The Russian-Chinese roadmap … second stage + By all … right pace."),
    (TASS, {"direct"}, "Lavrov", "Sergey Lavrov", "The document, which … nuclear potential + I hope … for it."),
    (TASS, {"direct"}, "Lavrov", "Sergey Lavrov", "Regarding all … bilateral format + All the … Northeast Asia."),
    (RHC, {"direct"}, "Lavrov", "Sergey Lavrov", "We support the current changes … and Washington"),
    (RHC, {"direct"}, "he", "Sergey Lavrov", "At the final stage … road map implies"),
    (RHC, {"direct", "mixed"}, "The U.S. president", "Donald Trump", "productive … talks"),
]

INDIRECT = [
    (TASS, "the Russian top diplomat", "It is especially important", "as a result of this process"),
    (TASS, "Russian Foreign Minister Sergey Lavrov", "special attention", ""),
    (RHC, "Russian Foreign Minister Sergey Lavrov", "Moscow is in favor", ""),
    (RHC, "Lavrov", "Russia and the other five countries", "2009"),
]  # fmt: skip


@pytest.fixture(scope="module")
def quotations(client: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/quotes?limit=100").get_json()["data"]
    return found


def passages(quotation: dict[str, Any]) -> list[str]:
    return [quotation["paragraph"][start:end] for start, end in quotation["spans"]]


@pytest.mark.parametrize(("outlet", "kinds", "as_written", "speaker", "drawn"), DIRECT)
def test_each_quotation_between_marks_comes_out_once_with_its_speaker(
    quotations: list[dict[str, Any]],
    outlet: str,
    kinds: set[str],
    as_written: str,
    speaker: str,
    drawn: str,
) -> None:
    ends = [tuple(span.split(" … ")) for span in drawn.split(" + ")]
    [found] = [
        q
        for q in quotations
        if q["outlet"]["name"] == outlet
        and q["kind"] in kinds
        and q["speaker"]["as_written"] == as_written
        and _holds(passages(q), ends, whole=q["kind"] == "direct")
    ]
    assert found["speaker"]["name"] == speaker


def _holds(passages: list[str], ends: list[tuple[str, ...]], whole: bool) -> bool:
    """Are the spans drawn among the passages, and are they all of them when the quotation is direct?"""
    fits = [[p.startswith(begin) and p.endswith(end) for begin, end in ends] for p in passages]
    return all(map(any, zip(*fits, strict=True))) and (not whole or len(passages) == len(ends))


def test_there_is_no_other_direct_or_mixed_quotation(quotations: list[dict[str, Any]]) -> None:
    assert len([q for q in quotations if q["kind"] != "indirect"]) == len(DIRECT)
    assert not any("freeze for freeze" in q["text"] for q in quotations)


@pytest.mark.parametrize(("outlet", "as_written", "begin", "end"), INDIRECT)
def test_indirect_speech_comes_out_with_its_clause(
    quotations: list[dict[str, Any]], outlet: str, as_written: str, begin: str, end: str
) -> None:
    [found] = [
        q
        for q in quotations
        if q["outlet"]["name"] == outlet
        and q["kind"] == "indirect"
        and q["text"].startswith(begin)
        and q["text"].endswith(end)
    ]
    assert found["speaker"]["id"] == "sergey-lavrov"
    assert found["speaker"]["as_written"] == as_written


def test_brackets_of_the_editor_are_kept_verbatim(quotations: list[dict[str, Any]]) -> None:
    assert any("[US] President [Donald] Trump’s statement" in q["text"] for q in quotations)


def test_the_sentence_that_a_page_break_cut_is_whole(quotations: list[dict[str, Any]]) -> None:
    assert any(q["text"].endswith("which is what the Russian-Chinese road map implies") for q in quotations)


def test_text_is_the_spans_joined_by_a_space(quotations: list[dict[str, Any]]) -> None:
    for quotation in quotations:
        assert quotation["text"] == " ".join(passages(quotation))


@pytest.mark.parametrize("name", ["Lavrov", "lavrov", "sergey-lavrov", "Sergei Lavrov", "Лавров"])
def test_every_spelling_of_lavrov_gives_the_same_quotations(get: Callable[..., Any], name: str) -> None:
    answer = get("/quotes", speaker=name, limit=100)
    assert [q["id"] for q in answer["data"]] == [q["id"] for q in get("/quotes", speaker="Lavrov", limit=100)["data"]]
    assert {q["speaker"]["id"] for q in answer["data"]} == {"sergey-lavrov"}
    assert answer["meta"]["query"]["speaker"] == [{"given": name, "resolved": "sergey-lavrov", "name": "Sergey Lavrov"}]


def test_an_answer_says_where_and_when_it_was_printed_and_how_we_know(quotations: list[dict[str, Any]]) -> None:
    [quotation] = [q for q in quotations if q["text"].startswith("We support")]
    assert quotation["date"] == "2018-05-31"
    assert quotation["outlet"] == {"id": "radio-habana-cuba", "name": RHC}
    assert quotation["source_url"] == (
        "https://www.radiohc.cu/index.php/en/noticias/internacionales/163522-russian-foreign-minister-says-"
        "de-nuclearization-of-korean-peninsula-not-possible-in-one-move"
    )
    assert quotation["deep_link"] == quotation["source_url"] + (
        "#:~:text=We%20support%20the%20current%20changes,Pyongyang%20and%20Washington"
    )
    assert quotation["spans"] == [[1, 119]]
    assert quotation["attribution"]["cue"] == "said"


def test_the_year_is_inferred_and_says_from_what(quotations: list[dict[str, Any]]) -> None:
    for quotation in quotations:
        assert quotation["dates"]["inferred"] is True
        assert "2018" in quotation["dates"]["evidence"]
        assert quotation["dates"]["dateline"]["day"] in ("June 13", "May 31")


def test_the_missing_address_of_the_tass_story_is_null_and_said_to_be_unknown(
    quotations: list[dict[str, Any]],
) -> None:
    for quotation in (q for q in quotations if q["outlet"]["name"] == TASS):
        assert quotation["source_url"] is None
        assert quotation["deep_link"] is None
        assert "address" in quotation["unknown"]["source_url"]
