"""Passive verbs: the subject hears or is spoken of, and who speaks stands behind “by”."""

import pytest


@pytest.mark.parametrize(
    ("drawn", "speaker"),
    [
        ("The mayor was [cue|told] by [source|Ana Ruiz] that [content|the dam would hold].", "Ana Ruiz"),
        ("The mayor was [cue|told] on Monday by [source|Ana Ruiz] that [content|the dam would hold].", "Ana Ruiz"),
        ("[cue|Asked] by [source|Ana Ruiz] [content|whether the dam would hold], the mayor left.", "Ana Ruiz"),
        ("[cue|Asked] [content|whether the dam would hold], the mayor left.", None),
        ("It was [cue|said] that [content|the dam would hold].", None),
        ("The dam was [cue|described] by [source|Ana Ruiz] as “[content|a grave]”.", "Ana Ruiz"),
    ],
)
def test_the_source_of_a_passive_verb_stands_behind_by(finds, drawn, speaker):
    finds(drawn, speaker)
