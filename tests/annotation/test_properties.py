"""What holds for every text, however broken."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotation.annotator import annotate_text
from annotation.attribution.rules import ATTRIBUTION_RULES
from annotation.coreference.rules import RESOLUTION_RULES

_PROSE = """Ana Ruiz said told Novak that the dam held it was over asked according to he she they minister Mr. Beck May
noting police spokesman of by and but who not called 5 U.S. Did read @ruiz https://t.co/x İstanbul ﬁre"""
_WORDS = st.sampled_from(_PROSE.split())
_MARKS = st.sampled_from(
    [*"“”\"‘’'«»„`.,:;?!…—-()[]/ ", "''", "``", "...", " \n", "\n\n", "\n", "\u00a0", "\u200b", "\x00"]
)
_PIECES = st.one_of(_WORDS.map(lambda word: f" {word}"), _MARKS)
TEXTS = st.one_of(st.lists(_PIECES, max_size=80).map("".join), st.text(max_size=80))


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("“”")
@example("“a” \n\n \n\n“")
def test_spans_lie_in_the_text_in_order_and_in_one_paragraph_each(text: str) -> None:
    found = annotate_text(text)
    assert [quotation.content for quotation in found] == sorted(quotation.content for quotation in found)
    for quotation in found:
        assert quotation.content
        assert all(one.end <= other.start for one, other in zip(quotation.content, quotation.content[1:], strict=False))
        named = [span for span in (quotation.attribution.source, quotation.attribution.cue) if span]
        for span in (*quotation.content, *named):
            assert span.end <= len(text)
            assert span.of(text).strip()
        assert not any("\n\n" in span.of(text) for span in quotation.content)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_each_quotation_has_its_own_id_and_rules_that_exist(text: str) -> None:
    found = annotate_text(text)
    assert len({quotation.id for quotation in found}) == len(found)
    for attribution in (quotation.attribution for quotation in found):
        content, source = attribution.rule.split("/")
        assert content in ATTRIBUTION_RULES
        assert source in RESOLUTION_RULES
        assert 0 < attribution.confidence < 1
        assert (attribution.speaker is None) == (attribution.unknown is not None)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_reading_a_text_twice_gives_the_same(text: str) -> None:
    assert annotate_text(text) == annotate_text(text)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_what_stood_before_does_not_change_what_is_read(text: str) -> None:
    alone = annotate_text("“We won,” said Ana Ruiz.")
    annotate_text(text)
    assert annotate_text("“We won,” said Ana Ruiz.") == alone
