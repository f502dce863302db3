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
