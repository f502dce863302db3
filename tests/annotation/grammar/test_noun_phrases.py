"""Noun phrases that say who speaks: where they begin and end, and what they are."""

import pytest

from annotation.annotator import annotate_text

PHRASES = [
    # long phrases
    "a former law enforcement official",
    "one person close to the talks",
    "a person familiar with the talks",
    "two officials briefed on the plan",
    "one unaligned harbour official",
    "some voters",
    "critics",
    "an official in the Harbour Ministry",
    "the authorities in North Karelia",
    # somebody's somebody
    "Beck's spokeswoman",
    "his lawyer",
    "a spokesman for the mayor of Riga",
    # bodies and documents
    "the rail operator Norra",
    "the newspaper",
    "a report by the Harbour Ministry",
    # names
    "Ursula von der Linden-O'Dea",
    "Vladimir V. Kask",
    "Jan Novak Jr.",
    "Senator Ted Beck",
    'Anthony "Big Tony" Russo',
    "Séamus Ó Briain",
    "KASK",
    "Дмитрий Орлов",
    # several
    "Ana and Piotr Zielinski",
]


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_before_its_verb_is_the_source_as_written(phrase):
    opening = phrase[0].upper() + phrase[1:]
    text = f"{opening} said that it had rained."
    assert [q.attribution.source.of(text) for q in annotate_text(text)] == [opening]


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_behind_its_verb_is_the_source_as_written(phrase):
    text = f"“It rained,” said {phrase}."
    assert [q.attribution.source.of(text) for q in annotate_text(text)] == [phrase]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Dewi Smith, 33, of Baldwin, Miss., says that it rained.", "Dewi Smith", "Dewi Smith"),
        ("Ana Ruiz, a former spokesman for Mr. Beck, said that it rained.", "Ana Ruiz", "Ana Ruiz"),
        ("Ana Ruiz, who replaced Jan Novak as coach, said that it rained.", "Ana Ruiz", "Ana Ruiz"),
        ("Some nine in 10 said that it rained.", "nine in 10", None),
        ("People at Thursday's meeting said that it rained.", "People at Thursday's meeting", None),
        ("Beck's spokeswoman said that it rained.", "Beck's spokeswoman", None),
        ("Beck's spokeswoman, Ana Ruiz, said that it rained.", "Beck's spokeswoman", "Ana Ruiz"),
        ("“It rained,” the rail operator Norra said.", "the rail operator Norra", "Norra"),
        ("“It rained,” KASK said. Liis Kask left.", "KASK", "Liis Kask"),
        ("Liis Kask left. “[Beck] will come,” she said.", "she", "Liis Kask"),
        ("TALLINN, May 3 (Norra News) - “We are ready,” President Kask said.", "President Kask", "Kask"),
        ("“It is over,” said Kask. Photograph: Mia Lund/Norra News", "Kask", "Kask"),
    ],
)
def test_the_head_of_the_source_speaks(text, source, name):
    [quotation] = annotate_text(text)
    speaker = quotation.attribution.speaker
    assert quotation.attribution.source.of(text) == source
    assert (speaker and speaker.name) == name


def test_that_before_a_name_begins_a_clause(finds):
    finds("The harbour that [source|Ana Ruiz] once [cue|threatened] [content|to close] is open.", "Ana Ruiz")
