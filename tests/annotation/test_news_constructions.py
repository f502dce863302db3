"""Constructions of English news: who is named beside a role, what is no speech, what is no name."""

import pytest

from annotation import annotate_text

SPEAKERS = {
    "Mayor Piet Aas opened the fair. “It is our best year,” said the harbour master, Lone Vik.": ["Lone Vik"],
    "Rune Dahl leads the guild. “We shall wait,” said its treasurer, Eva Moss.": ["Eva Moss"],
    "Kari Bloom, founder and head of the Salt Museum, Ostby, said, “Salt is patient.”": ["Kari Bloom"],
    "Ida Falk, deputy and curator at the Lamp House, Storvik, said, “Lamps talk.”": ["Ida Falk"],
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


SOURCES = {
    # what stands between a subject and its verb
    "The potter, raised in Storvik, said that the kiln was cold.": ["The potter"],
    "The bulletin, once called Morland Now, said that the mill was sold.": ["The bulletin"],
    "The weekly, formerly called The Ostby Eye, said that the quay was sold.": ["The weekly"],
    "Several tenants, tired of the noise, said that the lift had stopped.": ["Several tenants"],
    "“The roof leaks,” Kari Bloom, a keeper at the Salt Museum in Ostby, Norra, and head of its guild, said.": [
        "Kari Bloom"
    ],
    "The census which counts the boats of the nine fjords said most are old.": ["The census"],
    "The town on Monday openly accused the mill of spoiling the stream.": ["The town"],
    "Foss in recent weeks has claimed that the well is dry.": ["Foss"],
    "Foss, the guild's treasurer, who in 2014 said the well was full, left.": ["Foss"],
    "Sen. Ida Falk (D-N.M.) said the ferry is late.": ["Sen. Ida Falk"],
    # the second verb, joint subjects, clauses without “that”
    "They concede that the well is dry, but say that the spring is not.": ["They", "They"],
    "Lind wrote that the ferry was new but says it will sink.": ["Lind", "Lind"],
    "Bloom and Falk argue they saved the mill.": ["Bloom and Falk"],
    "But Ms. Bloom and Ms. Falk say older boats are better.": ["Ms. Bloom and Ms. Falk"],
    "Other tenants stated they were cold.": ["Other tenants"],
    "Foss later explained to dean Ida Falk why he had left.": ["Foss"],
    "Bakers are keen to note that flour is dear.": ["Bakers"],
    # nouns of saying, participles and what is lettered
    "A pledge by the baker Odd Hagen that the town would get “bread and salt” made news.": ["the baker Odd Hagen"],
    "The Mail pounced on Ida Falk’s claim that the ferry had carried “a thousand goats” last year.": ["Ida Falk"],
    "The play has Falk saying, “I never owned a goat.”": ["Falk"],
    "A boy held up a card reading, “Mind the goat.”": ["a card"],
    "The film closes with footage of Falk saying at the pier, “I count goats,” when Lind laughed.": ["Falk"],
    "They turned to the ferry guild, which reported “nine lost goats” in May.": ["the ferry guild"],
    # marks, titles and damaged letters
    "“Wash it twice,” said Dr .Ida Krogh.": ["Dr .Ida Krogh"],
    "“The lift must go,” said 9/9 survivor Tilde Roos.": ["9/9 survivor Tilde Roos"],
    "“The mill must stay,” said French envoy RenÃ©e Dupont on Friday.": ["French envoy RenÃ©e Dupont"],
    "“Never sell a wet goat.” ― Tilde Roos": ["Tilde Roos"],
    "“We swam at night,” recalled her Ostby coach.": ["her Ostby coach"],
    "Foss “was the only baker awake that night,” retired night guard Nils Berg said.": ["Nils Berg"],
    "These boats, Berg explained later in the day, were “well caulked.”": ["Berg"],
    "The court found that in 1999, while at sea, he had slept.": ["The court"],
    "Foss doubts that the ferry will sail, though he said that the crew is ready.": ["Foss", "he"],
    "Calling Mr. Lind’s rival, Ida Falk, “the best of us,” Mrs. Roos left Mr. Lind.": ["Mrs. Roos"],
    "Foss openly admires the abbot as a “wise old fox,” comparing him to an owl.": ["Foss"],
    "“We miss the ferry so much,” Foss chimed in, telling Falk, “since it sank, nobody visits.”": ["Foss", "Foss"],
}


@pytest.mark.parametrize("text", SOURCES, ids=lambda text: text[:50])
def test_the_source_of_each_quotation(text: str) -> None:
    sources = [q.attribution.source for q in annotate_text(text)]
    assert [source and source.of(text) for source in sources] == SOURCES[text]


MEANT = {
    "“The ice is thin,” the Ostby Harbour Office said. “Nobody should walk on it,” it added.": "Ostby Harbour Office",
    "The Heron Foundation praised the vote. “The marsh is safe,” it said.": "Heron Foundation",
    "The Heron Foundation praised the vote. “The marsh is safe,” the foundation said.": "Heron Foundation",
    "“Too sweet,” House Speaker Ida Falk told the host. “I poured it out,” the House speaker said.": "Ida Falk",
    "The Ostby Courier wrote that Ida Falk had moved. “I moved in May,” the 50-year-old baker said.": "Ida Falk",
    "She reads poets such as Jo Lind or Ida Falk, a teacher who calls prose “long talk”.": "Ida Falk",
    "Norra’s envoy to Elm Isle warned that the port “will not wait”.\n\nNorra’s envoy to Elm Isle, Ida Falk, left.": (
        "Ida Falk"
    ),
    "Secretary of State Nils Berg said that the pact will hold.": "Nils Berg",
    "Minister of Fisheries Hans Vold said that the quota would stay.": "Hans Vold",
    "The envoy to Norway Ida Falk has said that the pact has “some force” left.": "Ida Falk",
    "About his cook he wrote, “She salts by ear.” Lord Berg never sent the note.": "Berg",
}


@pytest.mark.parametrize("text", MEANT, ids=lambda text: text[:50])
def test_who_is_meant_by_the_last_source(text: str) -> None:
    speaker = annotate_text(text)[-1].attribution.speaker
    assert speaker is not None
    assert speaker.name == MEANT[text]


def test_a_pronoun_for_one_of_two_bodies_is_left_open() -> None:
    text = "The Heron Foundation and the Tern Foundation met. “The marsh is safe,” it said."
    assert annotate_text(text)[-1].attribution.speaker is None


def test_a_spokesman_for_a_person_is_not_that_person() -> None:
    [quotation] = annotate_text("A spokesman for Ida Falk said that she was ill.")
    assert quotation.attribution.speaker is None


def test_words_that_only_qualify_a_noun_are_no_speech() -> None:
    assert not [q for q in annotate_text("Few people say, “I know that boats sink.”") if q.attribution.source]


def test_said_inside_the_narration_does_not_make_it_speech() -> None:
    text = (
        "“I waited a year to write this,” baker Nils Berg wrote in a letter in May, three weeks, he said, after he had "
        "called the town. “Nobody answered.”"
    )
    [quotation] = annotate_text(text)
    assert [span.of(text) for span in quotation.content] == ["I waited a year to write this", "Nobody answered."]


def test_words_that_have_a_speaker_are_not_given_to_what_reports_them() -> None:
    text = "Ida Falk spoke. Boats sink all the time, she said according to a record that the Mail has seen."
    [quotation] = annotate_text(text)
    assert [span.of(text) for span in quotation.content] == ["Boats sink all the time"]
    assert quotation.attribution.speaker is not None


@pytest.mark.parametrize(
    "text",
    [
        "Stir the soup according to your taste and serve it.",
        "If we want to be safe we add a bell, built on a spring, to wake us.",
        "The figures also show the flaw in the “falling leaf” theory, which says that all leaves turn.",
    ],
)
def test_instructions_and_terms_report_nothing(text: str) -> None:
    assert [q for q in annotate_text(text) if "leaf" in q.content[0].of(text) or "leaf" not in text] == []


@pytest.mark.parametrize("word", ["Completely", "Anyone", "Everybody"])
def test_a_capital_for_the_place_in_the_sentence_makes_no_name(word: str) -> None:
    quotations = annotate_text(f"{word} said that the boat was late.")
    assert [q.attribution.speaker for q in quotations if q.attribution.speaker] == []


def test_a_verb_that_opens_a_sentence_is_no_part_of_a_name() -> None:
    text = "Ask Nils Berg and he smiles. “I bake at night,” Berg says."
    assert [q.attribution.speaker and q.attribution.speaker.name for q in annotate_text(text)] == ["Nils Berg"]


def test_a_day_may_stand_before_the_clause() -> None:
    text = "Ida Falk said on May 30 that the dam would hold."
    [quotation] = annotate_text(text)
    assert quotation.content[0].of(text) == "the dam would hold"
