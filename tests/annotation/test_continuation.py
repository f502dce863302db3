"""Quotations that go on in the next sentence or paragraph."""


def test_a_quotation_over_two_paragraphs_is_one(finds):
    finds("“[content|We found one in May.] ¶ “[content|The second came in June],” [source|Dana Okoye] [cue|said].")


def test_a_speaker_goes_on_in_a_paragraph_of_nothing_but_quotation(finds):
    finds(
        '"[content 1|First point]," [source 1|Indra Rao] [cue 1|said]. ¶ "[content 2|Second point.]"',
        "Indra Rao",
        "Indra Rao",
        shared_source=True,
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
