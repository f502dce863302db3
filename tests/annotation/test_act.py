"""What a quotation reports: words, a question, a promise, a demand, a denial, a thought, or something done."""

import pytest

from annotation.annotator import annotate_text


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Ana Ruiz said that the dam would hold.", "says"),
        ("The dam would hold, according to Ana Ruiz.", "says"),
        ("Ana Ruiz praised the plan for the dam.", "says"),
        ("The survey shows that the dam will hold.", "says"),
        ("“It held,” said Ana Ruiz.", "says"),
        ("“Did it hold? It did.” said Ana Ruiz.", "says"),
        ("“Did it hold?” Ana Ruiz said.", "asks"),
        ("Ana Ruiz asked whether the dam would hold.", "asks"),
        ("Ana Ruiz vowed to rebuild the dam.", "promises"),
        ("Ana Ruiz promised that the dam would hold.", "promises"),
        ("The town heard Ana Ruiz’s pledge that the dam would hold.", "promises"),
        ("Ana Ruiz urged the council to close the dam.", "demands"),
        ("Ana Ruiz called for calm in the town.", "demands"),
        ("Ana Ruiz demanded that the dam be closed.", "demands"),
        ("Ana Ruiz denied that the dam would hold.", "denies"),
        ("Ana Ruiz rejected the claims of fraud.", "denies"),
        ("Ana Ruiz rejected the offer of talks.", "does"),
        ("Ana Ruiz agreed to hold talks.", "does"),
        ("Ana Ruiz threatened to close the dam.", "does"),
        ("Ana Ruiz refused to say whether the dam would hold.", "does"),
        ("The court ruled that the dam must close.", "does"),
        ("Ana Ruiz hopes to close the dam.", "thinks"),
        ("Ana Ruiz opposes the plan for the dam.", "thinks"),
        ("Voters worry that the dam will close.", "thinks"),
    ],
)
def test_the_verb_and_what_it_takes_decide_the_act(text: str, act: str) -> None:
    [quotation] = annotate_text(text)
    assert quotation.attribution.act == act


def test_words_without_a_verb_are_said_or_asked() -> None:
    quotations = annotate_text("RUIZ: Did you sign it?\n\nNOVAK: I did not.\n\nAna Ruiz was brief: “Why not?”")
    assert [quotation.attribution.act for quotation in quotations] == ["says", "says", "asks"]
