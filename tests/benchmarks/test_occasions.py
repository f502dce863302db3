"""The gold of occasions holds offsets and labels alone, and what is given is counted as it says."""

from annotation.annotator import annotate_text
from annotation.quotation import Act
from benchmarks.occasions import PARTS, Tally, evaluate, is_right, match, sample
from corpus import day_range

MEDIA = {
    "article", "book", "broadcast", "call", "court filing", "debate", "email", "interview", "letter", "memo", "message",
    "news conference", "post", "report", "speech", "statement", "survey", "testimony", "video",
}  # fmt: skip
TEXT = "“It held,” Ana Ruiz told the Herald on Wednesday."


def test_the_gold_has_offsets_and_labels_and_no_text() -> None:
    rows = sample()
    assert len(rows) == 300
    for row in rows:
        assert row.keys() == {"article", "content", "act", *PARTS}
        assert row["act"] is None or row["act"] in set(Act)
        for name in PARTS:
            marked = row[name] or {"evidence": [0, 1]}
            assert marked.keys() <= {"value", "evidence"}
            assert 0 <= marked["evidence"][0] < marked["evidence"][1]
        assert not row["said"] or day_range(row["said"]["value"])
        assert not row["medium"] or row["medium"]["value"] in MEDIA


def test_what_is_given_and_what_is_marked_are_counted_apart() -> None:
    start = TEXT.index("the Herald")
    row = {
        "article": "a", "content": [[1, 8]], "act": "says", "said": {"value": "2018-05-30", "evidence": [36, 48]},
        "place": None, "event": None, "medium": {"value": "interview", "evidence": [0, 1]},
        "addressee": {"evidence": [start, start + 10]},
    }  # fmt: skip
    tallies, faults, found = evaluate([row], {"a": {"text": TEXT, "published": "2018-05-31"}})
    assert found == 1
    assert tallies["said"] == tallies["addressee"] == tallies["act"] == Tally(1, 1, 1, 1)
    assert tallies["place"] == Tally()
    assert tallies["medium"] == Tally(0, 0, 1, 0)
    assert [fault.split()[3] for fault in faults] == ["medium:"]


def test_a_quotation_is_that_with_most_words_in_common_and_words_decide_what_has_no_value() -> None:
    quotations = annotate_text(TEXT, published="2018-05-31")
    assert match([[1, 8]], quotations) is quotations[0]
    assert match([[1, 30]], quotations) is None
    occasion = quotations[0].occasion
    assert occasion and occasion.addressee and occasion.said
    assert not is_right("addressee", occasion.addressee, {"evidence": [0, 5]})
    assert not is_right("said", occasion.said, {"value": "2018-05-23", "evidence": [36, 48]})
    assert not is_right("said", occasion.said, None)
