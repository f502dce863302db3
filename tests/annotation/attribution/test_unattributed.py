"""Passages between marks that no verb of the lexicon claims."""


def test_what_is_left_between_marks_goes_to_the_subject_of_its_sentence(finds):
    finds('[source|Ana Ruiz] builds "[content|cold and draughty houses]" for her town.', "Ana Ruiz")


def test_a_second_fragment_of_a_sentence_joins_the_first(finds):
    finds(
        "[source|Ana Ruiz] [cue|called] [content|him] “[content|a petulant child]” [content|who acts] "
        "“[content|as if he were king.]”",
        "Ana Ruiz",
    )


def test_the_name_of_a_plan_is_nobodys_words(finds):
    finds("Ana Ruiz knows a “freeze for freeze” action.")
    finds("Ana Ruiz knows the town's “freeze for freeze” action.")


def test_a_title_is_nobodys_words(finds):
    finds("Ana Ruiz appeared in “The Long Winter Nights” on Monday.")


def test_two_words_alone_are_nobodys_words(finds):
    finds("Ana Ruiz walked by a “dry port” of the town.")


def test_who_says_what_a_passive_verb_tells_is_not_known(finds):
    finds("The dam has been called, in May, [content|a] “[content|Grey Lady of the North]”.", None)


def test_whom_by_names_behind_a_passage_is_the_source(finds):
    finds("The dam has been called “[content|the Grey Lady of the North]” by [source|Ana Ruiz].", "Ana Ruiz")


def test_a_thing_that_promises_is_the_source(finds):
    finds("[source|The plan] promises [content|to] “[content|lift up the whole of the harbour.]”", None)


def test_somebody_named_behind_is_the_source(finds):
    finds(
        "In a letter full of “[content|anger and of salt],” as [source|Ana Ruiz] wrote, there was no news.", "Ana Ruiz"
    )


def test_the_sentence_after_speech_goes_on_with_it(finds):
    finds(
        "“[content|It held],” [source|Ana Ruiz] [cue|said]. [content 2|That is not the same as] "
        "“[content 2|held for good and all.]”",
        "Ana Ruiz",
        "Ana Ruiz",
        shared_source=True,
    )


def test_chants_are_nobodys(finds):
    finds("Hundreds of visitors of the harbour left to chants of “[content|Bread, not bombs.]”", None)


def test_somebody_named_goes_before_a_document_that_stands_nearer(finds):
    finds("After the talks, [source|Ana Ruiz] held up an auditor's report of “[content|years of neglect in the town]”.")
