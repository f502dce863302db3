"""The whole way from a text to its quotations."""

import time

import pytest

from annotation.annotator import annotate_text
from annotation.coreference.known_speakers import speaker_named
from annotation.serialization import from_row, to_row

TEXT = "Ana Ruiz spoke. “We won,” she said. “It was close.” ¶ Jan Novak said it was “over”.".replace(" ¶ ", "\n\n")


def test_the_same_text_gives_the_same_quotations():
    assert annotate_text(TEXT, "a-1") == annotate_text(TEXT, "a-1")


def test_an_id_depends_on_the_words_and_not_on_where_they_stand():
    before = {quotation.id for quotation in annotate_text(TEXT, "a-1")}
    after = {quotation.id for quotation in annotate_text("It rained all day.\n\n" + TEXT, "a-1")}
    assert before == after


def test_the_same_words_said_twice_have_two_ids():
    text = "“We won,” Ana Ruiz said.\n\n“We won,” Jan Novak said."
    assert len({quotation.id for quotation in annotate_text(text, "a-1")}) == 2


def test_a_quotation_comes_back_from_its_row_unchanged():
    quotations = annotate_text(TEXT, "a-1")
    assert tuple(from_row(to_row(quotation)) for quotation in quotations) == quotations


@pytest.mark.parametrize("text", ["", "\n\n", "“", "”", "said", "“” said", '"', "' '", ": “a”", "“a” “b” said"])
def test_odd_texts_are_read_without_complaint(text):
    annotate_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "He said “a” and “b” " * 20_000,
        "said " * 100_000,
        "“A.” " * 50_000,
        "“A.\n\n" * 50_000,
        "a" * 1_000_000,
        "Ana Ruiz, who said, " * 20_000,
        "“A,” the minister said.\n\n" * 10_000,
        "Vinegar runs on “hope for all good folk” today. " * 10_000,
    ],
)
def test_the_time_grows_with_the_length(text):
    started = time.process_time()
    annotate_text(text)
    assert time.process_time() - started < 20


def test_a_name_has_at_most_two_hundred_characters():
    name = "Ana " + "Ruiz" * 30 + " Vega" * 300
    [quotation] = annotate_text(f"“It rained all day,” said {name}.")
    speaker = quotation.attribution.speaker
    assert speaker is not None and name.startswith(speaker.name)
    assert max(map(len, [speaker.name, speaker.id, *speaker.aliases])) <= 200
    assert len(speaker_named("x" * 10_000).name) == 200
