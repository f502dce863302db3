"""Quotations that go on in the next sentence or paragraph."""

import pytest


def test_a_quotation_over_two_paragraphs_is_one(finds):
    finds("“[content|We found one in May.] ¶ “[content|The second came in June],” [source|Dana Okoye] [cue|said].")


def test_a_speaker_goes_on_in_a_paragraph_of_nothing_but_quotation(finds):
    finds(
        '"[content|First point]," [source|Indra Rao] [cue|said]. ¶ "[content|Second point.]"',
        "Indra Rao",
    )


def test_a_sentence_that_names_somebody_leads_in(finds):
    finds('[source|Judge Ana Lim] was blunt. "[content|This is not a close case.]"', "Ana Lim")


def test_speech_after_a_reported_clause_is_of_the_same_speaker(finds):
    finds(
        "[source 1|Ana Ruiz] [cue 1|said] [content 1|the road was a trap]. “[content 2|Nobody leaves it.]”",
        "Ana Ruiz",
        "Ana Ruiz",
        shared_source=True,
    )


def test_two_speakers_in_one_paragraph_are_told_apart(finds):
    finds(
        '"[content 1|I never met him]," [source 1|Eva Vega] [cue 1|said]. '
        '[source 2|Jonas Beck] disagreed[cue 2|:] "[content 2|She signed in my office.]"',
        "Eva Vega",
        "Jonas Beck",
    )


def test_a_paragraph_before_a_lone_quotation_introduces_it(finds):
    finds("[source|Mayor Ana Ruiz] put out a statement: ¶ “[content|We are open.]”", "Ana Ruiz")


def test_a_paragraph_behind_a_lone_quotation_signs_it(finds):
    finds("The town is small. ¶ “[content|We are open.]” ¶ - [source|Ana Ruiz], Tallinn", "Ana Ruiz")


def test_two_who_ask_and_answer_take_turns(finds):
    finds(
        "“[content 1|Did you call?]” [source 1|Eva Vega] [cue 1|asked]. ¶ “[content 2|Twice.]” ¶ "
        "“[content 3|And?]” ¶ “[content 4|No answer],” [source 4|Jonas Beck] [cue 4|said].",
        "Eva Vega",
        "Jonas Beck",
        "Eva Vega",
        "Jonas Beck",
        only_content=True,
    )


def test_who_spoke_last_in_the_paragraph_goes_on_after_a_remark(finds):
    finds(
        "“[content|I voted],” [source|Eva Vega] [cue|said]. The hall was cold. “[content|Nobody else did.]”",
        "Eva Vega",
    )


def test_speech_that_goes_on_may_run_over_paragraphs(finds):
    finds(
        "“[content|We found one],” [source|Eva Vega] [cue|said]. “[content|It was old.] ¶ “[content|Not now.]”",
        "Eva Vega",
    )
    finds("[source|Eva Vega] put it on record: ¶ “[content|We found one.] ¶ “[content|It was old.]”", "Eva Vega")


def test_the_sentence_behind_names_a_speaker_if_nobody_else_does(finds):
    finds("“[content|Gone. All of it gone.]” [source|Eva Vega] stared at the ash.", "Eva Vega")


@pytest.mark.parametrize(
    "rest",
    [
        "But “[content|nobody came.]”",
        "Then, “[content|They all came.]”",
        "[content|It was] “[content|too late for that.]”",
    ],
)
def test_a_few_words_may_stand_before_what_goes_on(finds, rest):
    finds(f"“[content|We were open],” [source|Eva Vega] [cue|said]. {rest}", "Eva Vega")


def test_paragraphs_left_open_wait_for_whom_the_last_of_them_is_given_to(finds):
    finds(
        "“[content 1|We were open],” [source 1|Eva Vega] [cue 1|said]. The hall was cold. ¶ "
        "“[content 2|Nobody came.] ¶ “[content 2|Nobody ever does.]”",
        "Eva Vega",
        "Eva Vega",
        shared_source=True,
    )
