"""Who said it, and by which words we know."""

import pytest

from annotation.annotator import annotate_text


@pytest.mark.parametrize(
    ("drawn", "speaker"),
    [
        ('"[content|We will rebuild the harbour]," [source|Mayor Ilse Brandt] [cue|said].', "Ilse Brandt"),
        ("“[content|There will be no talks],” [cue|said] [source|Ana Ruiz].", "Ana Ruiz"),
        ("“[content|It cost us the season],” [cue|said] [source|Dana Okoye], who replaced Luis Prado.", "Dana Okoye"),
        ("[source|Dana Okoye], a former aide to Senator Prado, [cue|said]: “[content|I quit.]”", "Dana Okoye"),
        ("[source|Ana Ruiz] [cue|said]: “[content|It is over.]”", "Ana Ruiz"),
        ("“[content|Enough],” [cue|thundered] [source|Marta Ríos].", "Marta Ríos"),
        ("“[content|No],” [cue|said] [source|Ursula von der Linden-O'Dea].", "Ursula von der Linden-O'Dea"),
        ("“[content|Are you sure?]” [source|Ana Ruiz] [cue|asked].", "Ana Ruiz"),
        ("“[content|It held],” [cue|said] [source|Will Kask], an engineer.", "Will Kask"),
        ("“[content|It held],” [source|Will] [cue|wrote].", "Will"),
        ("[source|Will Kask] [cue|said]: “[content|Will it hold?]”", "Will Kask"),
        ("[source|Ana Ruiz] [cue|told] the Harbour Post in a written note, “[content|It held all night.]”", "Ana Ruiz"),
        ("[source|Others], standing at the gap, [cue|shouted], “[content|Stop the mill!]”", None),
        ("In a Facebook post after the match, [source|Ana Ruiz] [cue|wrote]: “[content|It held.]”", "Ana Ruiz"),
        ("[cue|Citing] “[content|errors of the past],” [source|Ana Ruiz] left.", "Ana Ruiz"),
        ("[cue|Noting] that [content|the dam held], [source|Ana Ruiz] left.", "Ana Ruiz"),
        ("[source|Ana Ruiz] rallied supporters, [cue|warning] that [content|the dam would break].", "Ana Ruiz"),
    ],
)
def test_the_speaker_stands_before_or_after_the_verb(finds, drawn, speaker):
    finds(drawn, speaker)


@pytest.mark.parametrize(
    "drawn",
    [
        '"[content|The numbers]," [source|Minister Ada Adeyemi] [cue|said] on Tuesday, "[content|do not lie.]"',
        '"[content|I have read it]," [source|Indra Rao] [cue|said]. "[content|All of it. Twice.]"',
    ],
)
def test_an_interrupted_quotation_is_one_of_several_spans(finds, drawn):
    finds(drawn)


@pytest.mark.parametrize(
    "drawn",
    [
        '"[content|You lied to us]," [source|Min Kim] [cue|told] Jan Novak.',
        "[source|Min Kim] [cue|told] Jan Novak, “[content|You lied to us.]”",
    ],
)
def test_the_hearer_is_not_the_speaker(finds, drawn):
    finds(drawn, "Min Kim")


def test_nobody_named_between_marks_speaks(finds):
    finds("“[content|Ana Ruiz said no],” [cue|said] [source|Jan Novak].", "Jan Novak")


def test_the_place_and_the_agency_of_a_dateline_do_not_speak(finds):
    finds('TALLINN, May 3 (INA) - "[content|We are ready]," [source|President Liis Kask] [cue|said].', "Liis Kask")


@pytest.mark.parametrize(
    ("drawn", "kind"),
    [
        ("[source|Ana Ruiz] [cue|said] [content|the harbour would close in May].", "indirect"),
        ("[source|Ana Ruiz] [cue|told] reporters that [content|the harbour would close].", "indirect"),
        ("[content|The harbour would close in May], [source|Ana Ruiz] [cue|said].", "indirect"),
        ("[content|The harbour], [source|Ana Ruiz] [cue|said], [content|would close in May].", "indirect"),
        ("[content|The harbour], [cue|according to] [source|Ana Ruiz], [content|will close].", "indirect"),
        ("[cue|According to] [source|Ana Ruiz], [content|the harbour will close].", "indirect"),
        ("In spring, [cue|according to] [source|Ana Ruiz], [content|the harbour will close].", "indirect"),
        ("[source|Ana Ruiz] has [cue|called for] [content|talks to begin].", "indirect"),
        ("[source|Ana Ruiz] [cue|said] [content|the harbour was] “[content|a grave.]”", "mixed"),
        ("[content|The road is] “[content|a trap]”, [cue|according to] [source|Ana Ruiz].", "mixed"),
    ],
)
def test_a_reported_clause_is_the_content(finds, drawn, kind):
    finds(drawn, "Ana Ruiz", kind=kind)


def test_a_participle_after_the_clause_is_a_quotation_of_its_own():
    first, second = annotate_text("Ana Ruiz says it will close, noting that all must wait.")
    assert (first.attribution.rule, second.attribution.rule) == ("subject-verb-clause/name", "participle-clause/name")
    assert first.attribution.source == second.attribution.source


@pytest.mark.parametrize(
    "text",
    [
        "The plan calls for a “frost for frost” action in the first phase.",
        "The bill replaces “shall” with “may”.",
        "Nobody said “yes” at the meeting.",
        "He could have said “stop”, but did not.",
        "Anthony “Big Tony” Russo went home.",
        "The host of the reality show “The Long Winter” went home.",
    ],
)
def test_marks_alone_are_not_speech(finds, text):
    finds(text)


def test_a_clause_without_marks_may_stand_before_an_inverted_verb(finds):
    finds("[content|The dam would hold all winter], [cue|said] [source|Ana Ruiz], an engineer.", "Ana Ruiz")


@pytest.mark.parametrize(
    "drawn",
    [
        "[source|Ana Ruiz] [cue|tweeted]: [content|Proud of our crews tonight] https://t.co/x",
        "[source|Ana Ruiz] [cue|said] “[content|my wrist is fine]” after the match.",
        "[source|Her] reply[cue|:] “[content|Ask the voters.]”",
    ],
)
def test_a_verb_or_a_colon_stands_before_what_was_said(finds, drawn):
    finds(drawn)


def test_a_question_whether_something_was_said_says_nothing(finds):
    finds("Did Liis Kask really say “we lost”?")


def test_whoever_begins_the_next_sentence_did_not_say_what_a_colon_introduced(finds):
    finds("[source|Ana Ruiz] [cue|said] in a letter: “[content|We stay.]” Norra left on Monday.", "Ana Ruiz")


@pytest.mark.parametrize(
    ("drawn", "speaker"),
    [
        ("“[content|It will hold]” [content|for years], [cue|said] [source|Ana Ruiz].", "Ana Ruiz"),
        ("[source|Ana Ruiz] two weeks ago [cue|said] [content|the pier would close].", "Ana Ruiz"),
        ("[source|Ana Ruiz] at the time [cue|said] [content|the pier would close].", "Ana Ruiz"),
        ("[source|Ana Ruiz], whose firm, Norra, builds piers, [cue|said] [content|it would close].", "Ana Ruiz"),
        ("The pier was “open” again – [source|Ana Ruiz][cue|:] “[content|At last, after so many years.]”", "Ana Ruiz"),
    ],
)
def test_what_stands_between_the_speaker_and_the_verb_is_stepped_over(finds, drawn, speaker):
    finds(drawn, speaker)


@pytest.mark.parametrize("word", ["Residents", "Police", "Q"])
def test_a_capital_that_begins_the_sentence_makes_no_name(finds, word):
    finds(f"It rained. [source|{word}] [cue|said] [content|the pier would close].", None)


def test_a_subject_of_its_own_stands_behind_with(finds):
    finds(
        "All were glad, with [source|Ana Ruiz] [cue|calling] [content|the pier] “[content|a gift to the town]”.",
        "Ana Ruiz",
    )
