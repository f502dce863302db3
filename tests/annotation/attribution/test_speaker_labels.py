"""Paragraphs that begin with who speaks and a colon."""

import pytest


@pytest.mark.parametrize(
    ("drawn", "speaker"),
    [
        ("[source|Ana Ruiz][cue|:] [content|Harbour plan] ‘[content|must go ahead]’ [content|this year]", "Ana Ruiz"),
        ("[source|Ana Ruiz][cue|:] [content|The harbour plan must go ahead].", "Ana Ruiz"),
        ("[source|Mayor Ilse Brandt][cue|:] “[content|Not on my watch.]”", "Ilse Brandt"),
    ],
)
def test_a_headline_gives_its_words_to_the_label(finds, drawn, speaker):
    finds(drawn, speaker)


@pytest.mark.parametrize("text", ["Breaking: The Harbour Is Closed.", "The Latest: Harbour closes early today."])
def test_a_label_that_names_nobody_is_none(finds, text):
    finds(text)


def test_a_transcript_needs_no_marks(finds):
    finds(
        "Liis Kask met Jonas Beck. ¶ [source|KASK][cue|:] [content|Did you sign it? I have to ask.] ¶ "
        "[source 2|BECK][cue 2|:] [content 2|I did not.] ¶ [source 3|KASK][cue 3|:] [content 3|You did, Jonas.]",
        "Liis Kask",
        "Jonas Beck",
        "Liis Kask",
        kind="direct",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Type a name to filter it. ¶ Tip: Type the name of a town to see it. ¶ Tip: Type a day to see its ferries.",
        "The list is long. ¶ Price Alerts: The page warns you when there are big swings in the price.",
        "Ovens differ. ¶ Availability: Gas ovens are easy to find. ¶ Availability: Stone ovens are found in few towns.",
    ],
)
def test_a_label_that_only_begins_paragraphs_is_no_person(finds, text):
    finds(text)


@pytest.mark.parametrize("label", ["Ana Ruiz", "Mayor Brandt"])
def test_a_label_with_a_given_name_or_a_title_is_a_person_anywhere(finds, label):
    finds(
        f"The list is long. ¶ [source|{label}][cue|:] [content|The harbour plan must go ahead].",
        label.removeprefix("Mayor "),
    )
