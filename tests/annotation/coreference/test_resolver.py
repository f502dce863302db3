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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # the subject of the sentence before, rather than who else is in it
        ("Jan Novak wrote to Piotr Zielinski on Monday. “I asked for nothing,” he said.", "Jan Novak"),
        # who spoke last
        ("Jan Novak came. “It rained,” Piotr Zielinski said. “It was cold,” he said.", "Piotr Zielinski"),
        # gender: by given name, title, relation, role
        ("Eva Vega thanked Jan Novak. “It rained,” he said.", "Jan Novak"),
        ("Mr. Vega thanked Ms. Kask. “It rained,” she said.", "Kask"),
        ("Lee Vega met her husband, Toni Berg. “It rained,” he said.", "Toni Berg"),
        ("Jan Novak thanked Lee Vega, a congresswoman. “It rained,” she said.", "Lee Vega"),
        # “he” goes on being whom the text is about
        ("Jan Novak met Piotr Zielinski. He thanked Petr Kask. He said it had rained.", "Jan Novak"),
        # a name taken up after the pronoun
        ("Eva Kask came. As she left the hall, Ana Ruiz waved. She said it had rained.", "Ana Ruiz"),
        # places, bodies and the first word of a sentence are not he or she
        ("Jan Novak spoke in New Hampshire. Audiences cheered. “It rained,” he said.", "Jan Novak"),
        ("Ana Ruiz spoke to The Harbour Times. “It rained,” she said.", "Ana Ruiz"),
    ],
)
def test_a_pronoun_means_whom_the_text_is_about(text, name):
    assert speakers(text)[-1] == name


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Ana Ruiz and Eva Kask came. “It rained,” she said.", "“she” could mean several who are named shortly before"),
        ("Jan Novak came. A nurse of the ward left. “It rained,” she said.", "somebody unnamed speaks"),
        ("Ana Ruiz came. “It rained,” he said.", "nobody whom “he” could mean is named shortly before"),
        ("Ana Ruiz came. “It rained,” they said.", "“they” names nobody"),
    ],
)
def test_a_pronoun_without_an_answer_says_why(text, reason):
    [quotation] = annotate_text(text)
    assert (quotation.attribution.speaker, quotation.attribution.unknown) == (None, reason)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sen. Ana Ruiz met Gov. Jan Novak. “We agree,” the senator said.", "Ana Ruiz"),
        ("Sen. Ana Ruiz met Gov. Jan Novak. “We agree,” the governor said.", "Jan Novak"),
        ("Jan Novak, the chairman of the port, met Ana Ruiz. “We agree,” the chairman said.", "Jan Novak"),
        ("“We agree,” the director of the port, Eva Kask, said.", "Eva Kask"),
        ("Ana Ruiz came. Eva Kask, a philanthropist from Riga, said it had rained.", "Eva Kask"),
        # what the article did not say before
        ("Jan Novak came late. “We agree,” the billionaire businessman said.", "Jan Novak"),
        ("Lee Kask thanked Jan Novak. “We agree,” said the actress.", "Lee Kask"),
        ("Judge Lim came. “We agree,” the judge said.", "Lim"),
    ],
)
def test_a_role_means_who_holds_it_or_whom_the_text_is_about(text, name):
    assert speakers(text)[-1] == name


@pytest.mark.parametrize(
    "text",
    [
        "Gov. Jan Novak came late. “We agree,” the senator said.",
        "Jan Novak came late. “We agree,” the official said.",
        "Jan Novak came late. “We agree,” the group's president said.",
        "Jan Novak came late. “We agree,” the French minister said.",
        "Jan Novak came late. “We agree,” his lawyer said.",
        "Jan Novak came late. “We agree,” Novak's spokeswoman said.",
    ],
)
def test_a_role_that_nobody_named_holds_stays_unknown(text):
    assert speakers(text) == [None]


@pytest.mark.parametrize(
    ("source", "anonymous"),
    [
        ("a person familiar with the talks", True),
        ("two officials briefed on the plan", True),
        ("critics", True),
        ("a former law enforcement official", True),
        ("his lawyer", True),
        ("Ana Ruiz", False),
        ("the Harbour Ministry", False),
        ("Ana Ruiz and Jan Novak", False),
        ("it", False),
    ],
)
def test_people_who_are_not_named_are_anonymous_and_kept_as_written(source, anonymous):
    text = f"“They knew,” {source} said."
    [quotation] = annotate_text(text)
    assert quotation.attribution.anonymous is anonymous
    assert quotation.attribution.source.of(text) == source
    assert quotation.attribution.speaker is None or not anonymous


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("Ana and Piotr Zielinski", ["Ana Zielinski", "Piotr Zielinski"]),
        ("Ana Ruiz and Jan Novak", ["Ana Ruiz", "Jan Novak"]),
        ("Ana Ruiz and officials", []),
    ],
)
def test_who_speak_together_are_each_named_and_none_is_the_speaker(source, names):
    [quotation] = annotate_text(f"“We are leaving,” {source} said.")
    assert quotation.attribution.speaker is None
    assert [speaker.name for speaker in quotation.attribution.together] == names


@pytest.mark.parametrize(
    ("handle", "name"),
    [
        ("@JonasBeckMP", "Jonas Beck"),
        ("@SenJonasBeck", "Jonas Beck"),
        ("@jonas_beck", "Jonas Beck"),
        ("@harbour_fan", "@harbour_fan"),
    ],
)
def test_a_handle_is_whose_name_it_is_made_of(handle, name):
    assert speakers(f"Jonas Beck came. “We are proud,” {handle} wrote.") == [name]


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
