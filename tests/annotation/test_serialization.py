"""A quotation and its row in the store."""

from dataclasses import replace

from annotation.annotator import annotate_text
from annotation.serialization import from_row, to_row


def test_a_quotation_comes_back_from_its_row_unchanged():
    [quotation] = annotate_text("Voters worry that the harbour will close.")
    assert from_row(to_row(quotation)) == quotation


def test_a_row_that_does_not_tell_holds_a_statement():
    [quotation] = annotate_text("Ana Ruiz said that the harbour will close.")
    row = to_row(quotation)
    values = {name: value for name, value in row.attribution.items() if name != "statement"}
    assert from_row(replace(row, attribution=values)) == quotation


def test_people_who_speak_together_and_anonymous_ones_come_back_too():
    for text in ("Ana Ruiz and Jan Novak said: “We won.”", "“They knew,” said a person familiar with the talks."):
        [quotation] = annotate_text(text)
        assert from_row(to_row(quotation)) == quotation


def test_a_row_that_does_not_tell_has_no_act():
    [quotation] = annotate_text("Ana Ruiz agreed to close the harbour.")
    row = to_row(quotation)
    values = {name: value for name, value in row.attribution.items() if name != "act"}
    assert row.attribution["act"] == "does"
    assert from_row(replace(row, attribution=values)).attribution.act is None


def test_an_occasion_comes_back_from_its_row():
    text = "“It held,” Ana Ruiz told reporters in Norra on Monday at a rally."
    for published in ("2018-05-31", None):
        [quotation] = annotate_text(text, published=published)
        assert quotation.occasion
        assert from_row(to_row(quotation)) == quotation
    row = to_row(quotation)
    earlier = {name: value for name, value in row.attribution.items() if name != "occasion"}
    assert from_row(replace(row, attribution=earlier)).occasion is None
