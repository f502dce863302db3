"""What was said, in the reporter's own words: where it begins and where it ends."""

import pytest

from annotation.annotator import annotate_text


@pytest.mark.parametrize(
    "drawn",
    [
        "[source|Ana Ruiz] [cue|said] [content|the dam would hold], but she left the town.",
        "[source|Ana Ruiz] [cue|said] [content|the dam would hold], which nobody in the town believed.",
        "[source|Ana Ruiz] [cue|said] [content|the dam would hold], while the town packed its bags.",
        "[source|Ana Ruiz] [cue|said] [content|the dam would hold but not for long].",
        "[source|Ana Ruiz] [cue|said] that [content|the dam would hold, but that it might leak].",
        "[source|Ana Ruiz] [cue|said] [content|the dam would hold], compared with others in the country.",
        "(The mayor was away. [source|Ana Ruiz] [cue|said] [content|the dam would hold]) The town slept.",
        "While [source|Ana Ruiz] [cue|said] [content|the dam would hold], the town was packing its bags.",
        "[source|Ana Ruiz], who [cue|said] [content|the dam would hold], left the town.",
        "[content|The dam would hold], [source|Ana Ruiz] [cue|told] the Harbour Courier earlier this week.",
        "[source|Ana Ruiz], the town's engineer, [cue|told] the Harbour Courier that [content|the dam would hold].",
        "[source|Ana Ruiz] [cue|told] him [content|the dam would hold].",
        "[source|Ana Ruiz] on Monday [cue|said] [content|the dam would hold].",
        "[content|Otherwise], [source|Ana Ruiz] [cue|said], [content|the dam would hold].",
        "[content|The dam she hoped to keep would hold], [cue|said] [source|Ana Ruiz], an engineer.",
    ],
)
def test_the_clause_ends_where_the_reporter_takes_over(finds, drawn):
    finds(drawn)


def test_two_verbs_of_one_speaker_share_the_sentence(finds):
    finds(
        "[source 1|Ana Ruiz] [cue 1|said] [content 1|the dam held] and [cue 2|added] that [content 2|she slept].",
        shared_source=True,
    )


def test_what_somebody_reports_others_said_is_part_of_it(finds):
    finds("[source|Ana Ruiz] [cue|said] [content|the mayor thinks the dam will hold].")


@pytest.mark.parametrize(
    "drawn",
    [
        "[source|Ana Ruiz] [cue|rejected] [content|the offer of talks] on Monday.",
        "[source|Ana Ruiz] [cue|accused] [content|Jan Novak of lying to the council].",
        "[source|Ana Ruiz] has [cue|called for] [content|calm in the harbour] after the storm.",
        "[source|Ana Ruiz] [cue|praised] [content|the divers, the crews and the pilots of the harbour].",
        "[source|Ana Ruiz] [cue|vowed] [content|to rebuild the harbour].",
        "The row grew so bitter that [source|Ana Ruiz] left and [cue|threatened] [content|to sue].",
        "[source|Ana Ruiz] [cue|sees] [content|the dam as a threat].",
        "[source|Ana Ruiz] [cue|called] [content|him a friend of the harbour].",
        "[source|Ana Ruiz] [cue|urged] [content|the council to rebuild the harbour].",
        "[source|Ana Ruiz] [cue|asked] [content|whether the dam would hold].",
    ],
)
def test_a_noun_phrase_an_infinitive_or_a_question_may_be_reported(finds, drawn):
    finds(drawn, "Ana Ruiz", kind="indirect")


@pytest.mark.parametrize(
    "text",
    [
        "Voters praising the new harbour were few.",
        "Ana Ruiz began to praise the new harbour.",
        "The council called off the parade in the harbour.",
    ],
)
def test_a_verb_inside_a_phrase_reports_nothing(finds, text):
    finds(text)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Ana Ruiz said that the harbour will close.", True),
        ("Ana Ruiz denied that the harbour will close.", True),
        ("Ana Ruiz refused to say whether the harbour will close.", True),
        ("The harbour will close, according to Ana Ruiz.", True),
        ("Voters worry that the harbour will close.", False),
        ("The court ruled that the harbour will close.", False),
        ("Ana Ruiz hopes to close the harbour.", False),
        ("The survey shows that the harbour will close.", False),
    ],
)
def test_attitudes_intentions_and_findings_are_marked_as_no_statement(text, statement):
    [quotation] = annotate_text(text)
    assert quotation.attribution.statement is statement


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz's reported plan divides the town.",
        "Ana Ruiz found himself in a quarrel that divided the town.",
        "Ana Ruiz showed the house to the town.",
        "Ana Ruiz saw the dam on Monday.",
        "Ana Ruiz called the harbour police.",
        "If Ana Ruiz says that the dam is safe, the town will sleep.",
    ],
)
def test_a_verb_of_another_meaning_reports_nothing(finds, text):
    finds(text)


def test_a_survey_shows_a_trend(finds):
    finds("[source|The survey] [cue|shows] [content|a lead of ten points for the mayor].")


@pytest.mark.parametrize(
    "drawn",
    [
        "[source|Some] [cue|said] [content|the dam would hold].",
        "[source|One half of the voters] [cue|said] [content|the dam would hold].",
        "[source|Two engineers] separately [cue|said] [content|the dam would hold].",
    ],
)
def test_the_source_may_be_some_of_many(finds, drawn):
    finds(drawn, None)
