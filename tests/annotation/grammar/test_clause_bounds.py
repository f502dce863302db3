"""How far words between marks reach into the reporter's own."""

import pytest


@pytest.mark.parametrize(
    "drawn",
    [
        "[source|Ana Ruiz] [cue|called] [content|the toll] “[content|a shame]” [content|for the town].",
        "[source|Ana Ruiz] [cue|called] [content|the toll a] “[content|shame]” [content|in May], and left.",
        "[source|Ana Ruiz] [cue|described] [content|the deal as] “[content|thin],” “[content|late]” [content|and] "
        "“[content|an insult]”.",
        "In what [source|Ana Ruiz] [cue|called] [content|a] “[content|long winter],” nobody came.",
        "[source|Ana Ruiz] [cue|called] [content|it] “[content|a shame]” and said goodbye.",
    ],
)
def test_a_judgement_holds_what_is_judged(finds, drawn):
    finds(drawn, "Ana Ruiz")


@pytest.mark.parametrize(
    "drawn",
    [
        "[content|The dam] “[content|held all night],” [source|Ana Ruiz] [cue|said].",
        "[content|Closing the road would be] “[content|a gift to nobody],” [cue|said] [source|Ana Ruiz].",
        "[content|The plan is] “[content|thin],” [source|Ana Ruiz] [cue|said]. “[content|It has no money.]”",
        "Her answer: “[content|Ask the voters],” [source|Ana Ruiz] [cue|said].",
    ],
)
def test_the_clause_before_the_marks_belongs_to_the_quotation(finds, drawn):
    finds(drawn, "Ana Ruiz")


def test_what_began_before_the_verb_goes_on_between_the_marks(finds):
    finds("[content|In short], [source|Ana Ruiz] [cue|said], “[content|the dam held.]”", "Ana Ruiz")
    finds("In May, [source|Ana Ruiz] [cue|said], “[content|The dam held.]”", "Ana Ruiz")
