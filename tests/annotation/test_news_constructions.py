"""Constructions of English news: who is named beside a role, what is no speech, what is no name."""

import pytest

from annotation import annotate_text

SPEAKERS = {
    "Mayor Piet Aas opened the fair. “It is our best year,” said the harbour master, Lone Vik.": ["Lone Vik"],
    "Rune Dahl leads the guild. “We shall wait,” said its treasurer, Eva Moss.": ["Eva Moss"],
    "Kari Bloom, founder and head of the Salt Museum, Ostby, said, “Salt is patient.”": ["Kari Bloom"],
    "Jan Lund, chief inspector at the Ferry Bureau, said the boat was late.": ["Jan Lund"],
    "Tilde Roos of the River Trust in Morland told reporters that the mill was empty. “We looked twice.”": [
        "Tilde Roos",
        "Tilde Roos",
    ],
    "“They sleep badly,” says the vet Omar Lind. Lind’s first rule: “Close the door.”": ["Omar Lind", "Omar Lind"],
    "Falk compared her boat with Moe’s, saying “I built mine.”": ["Falk", "Falk"],
    "Aas has worked with the tailor Nils Berg, who sang and told the guests that he was “tired of silk”.": [
        "Nils Berg"
    ],
    "The parade was “loud and wet,” said West Morland baker Dr. Ida Krogh, who watched it.": ["Ida Krogh"],
    "Lena Foss says boats are cheap.[7] Odd Hagen answers that “boats are never cheap.”[8]": ["Lena Foss", "Odd Hagen"],
}


@pytest.mark.parametrize("text", SPEAKERS, ids=lambda text: text[:40])
def test_the_right_person_speaks(text: str) -> None:
    quotations = annotate_text(text)
    assert [q.attribution.speaker and q.attribution.speaker.name for q in quotations] == SPEAKERS[text]


NO_SPEECH = [
    "See the plan below for the “upper ford” of each stream.",
    "Vik wrote an essay titled “Boats need the wind” in the Morland Mail in 2019.",
    "The shelf holds books with titles such as “Nine Lives of a Wet Dog”.",
    "The result is old (Hagen, “Letters from the Fjord,” Morland Mail, 4/12).",
    "The fox left in 1920. (Read “Where did the foxes go?” in Morland Monthly.) It is back.",
    "The calm at Morland State College comes from “exam sleep,” not from the snow.",
]


@pytest.mark.parametrize("text", NO_SPEECH, ids=lambda text: text[:40])
def test_marks_without_speech_give_nobody_words(text: str) -> None:
    quoted = [q for q in annotate_text(text) if q.kind != "indirect"]
    assert not [q for q in quoted if q.attribution.speaker or q.attribution.source]


def test_marks_that_are_the_subject_of_a_sentence_belong_to_nobody() -> None:
    [quotation] = annotate_text("Neighbours find Foss odd. “Who has seen her hat?” has become a song.")
    assert quotation.attribution.speaker is None
    assert quotation.attribution.source is None


def test_hardly_anybody_is_no_speaker() -> None:
    assert not [q for q in annotate_text("Few bakers say the oven is cold.") if q.attribution.source]
