"""Words between marks that open their sentence, before a verb or a subject that no list knows."""

import pytest


@pytest.mark.parametrize(
    "drawn",
    [
        "“[content|The way I see it],” [source|she] [cue|elaborated], “[content|nobody won.]”",
        "“[content|It held!]” [cue|beamed] [source|Ana Ruiz of Tallinn].",
        "“[content|The ministers knew],” [source|the two] [cue|write].",
        "“[content|The harbour owes them nothing],” [source|the suit] [cue|reads].",
        "“[content|There is nothing to see],” [cue|reads] [source|a Wednesday editorial] in the local paper.",
        "“[content|The cache is new],” [cue|according to] [source|Harbour Watch].",
        "“[content|The cache is new],” [source|Ruiz] is [cue|quoted] as saying.",
        "“[content|How are you?]” [source|Miller], a retired worker from the dock, [cue|asked].",
    ],
)
def test_somebody_is_named_behind_them(finds, drawn):
    finds(drawn)


def test_what_such_a_verb_interrupts_goes_on(finds):
    finds("“[content|It held!]” [cue|beamed] [source|Ana Ruiz]. “[content|All night.]”")
