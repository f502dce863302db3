"""Who is meant by a name, a role or a pronoun."""

import pytest

from annotation.annotator import annotate_text


def speakers(text: str) -> list[str | None]:
    return [q.attribution.speaker.name if q.attribution.speaker else None for q in annotate_text(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Eva Vega met Liis Kask on Friday. “I asked for nothing,” she said.", "Eva Vega"),
        ("Defence Minister Jonas Beck came late. “We keep our word,” the minister said.", "Jonas Beck"),
        ("Foreign Minister Jonas Beck came late. “We keep our word,” the top diplomat said.", "Jonas Beck"),
        ("Jonas Beck spoke in Tallinn. “We keep our word,” Beck said.", "Jonas Beck"),
        ("Jonas Beck and his wife Eva came. “We keep our word,” he said.", "Jonas Beck"),
        ("“We keep our word,” Beck said. Jonas Beck is a farmer.", "Jonas Beck"),
    ],
)
def test_one_person_is_meant_by_name_role_and_pronoun(text, name):
    assert speakers(text) == [name]


def test_the_role_of_one_nation_is_not_the_role_of_another():
    text = "Estonian President Liis Kask met Latvian President Janis Berzins. “We agree,” the Estonian president said."
    assert speakers(text) == ["Liis Kask"]


@pytest.mark.parametrize(
    "text",
    [
        "Jonas Beck came. “They knew,” said a person familiar with the talks.",
        "“We are ready,” officials said.",
        "“We are ready,” he said.",
    ],
)
def test_who_is_not_named_stays_unknown_and_the_reason_is_given(text):
    [quotation] = annotate_text(text)
    assert quotation.attribution.speaker is None
    assert quotation.attribution.unknown


def test_a_name_between_marks_is_nobody_to_refer_to():
    text = "Ana Ruiz came. “Jonas Beck lied,” she said."
    assert speakers(text) == ["Ana Ruiz"]


def test_the_speaker_keeps_all_forms_of_the_name_and_the_role():
    [quotation] = annotate_text("Defence Minister Jonas Beck came late. “We keep our word,” Beck said.")
    speaker = quotation.attribution.speaker
    assert speaker is not None
    assert (speaker.id, speaker.role, speaker.aliases) == ("jonas-beck", "Defence Minister", ("Beck",))
