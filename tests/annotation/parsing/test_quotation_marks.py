"""What stands between marks: the table of marks, each with the regions it gives."""

import time

import pytest

from annotation.parsing.quotation_marks import regions
from corpus.text.paragraphs import paragraph_spans


def between(text: str) -> list[str]:
    return [region.inner.of(text) for region in regions(text, paragraph_spans(text))]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('"We won," she said.', ["We won,"]),
        ("“We won,” she said.", ["We won,"]),
        ("''It was never about money,'' Ms. Harrow said.", ["It was never about money,"]),
        ("``We won,'' she said.", ["We won,"]),
        ("''He told me, 'Run,''' Petrov said.", ["He told me, 'Run,'"]),
        ("'''Run' is what he told me,'' Petrov said.", ["'Run' is what he told me,"]),
        ("«Nous partons,» said Claire.", ["Nous partons,"]),
        ("» Wir gehen «, sagte er.", [" Wir gehen "]),
        ("„To koniec”, said Nowak.", ["To koniec"]),
        ("„Das reicht“, sagte sie.", ["Das reicht"]),
        ('“The vote is final," the clerk said.', ["The vote is final,"]),
    ],
)
def test_every_style_of_marks_is_read(text, inner):
    assert between(text) == inner


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        (
            "'We shan't go,' said Olive, 'not by the council's threats.'",
            ["We shan't go,", "not by the council's threats."],
        ),
        ("The nurses' union called it 'the workers' winter'.", ["the workers' winter"]),
        ("'Twas the '08 crash that 'made us'.", ["made us"]),
        ("‘We won,’ she said. It’s done.", ["We won,"]),
        ("The workers' pay in the '90s didn't rise.", []),
    ],
)
def test_single_marks_are_told_from_apostrophes(text, inner):
    assert between(text) == inner


def test_inches_are_no_marks():
    assert between("""The 6'2" forward said "my knee is fine" after the match.""") == ["my knee is fine"]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("\"She said, 'Run, now,' so I ran,\" Petrov said.", ["She said, 'Run, now,' so I ran,"]),
        ("'He told us \"no comment\" twice,' the aide said.", ['He told us "no comment" twice,']),
        ("“He called it ‘a gift’ twice,” she said.", ["He called it ‘a gift’ twice,"]),
    ],
)
def test_nested_marks_stay_inside(text, inner):
    assert between(text) == inner


def test_a_forgotten_closing_mark_ends_before_the_attribution():
    assert between("“The dam held, Governor Ortiz said. “It held all night.”") == [
        "The dam held,",
        "It held all night.",
    ]


def test_a_forgotten_closing_mark_does_not_turn_the_next_paragraph_inside_out():
    assert between('"We won, she said.\n\nHe left.\n\n"No," he said.')[-1] == "No,"


def test_a_paragraph_without_closing_mark_continues_when_the_next_opens_anew():
    text = "“First.\n\n“Second,” Okoye said."
    assert [region.continues for region in regions(text, paragraph_spans(text))] == [True, False]


def test_a_sentence_cut_by_a_page_break_is_one_region():
    assert between('"As the road map\n\nimplies," he said. "Yes."') == ["As the road map\n\nimplies,", "Yes."]


@pytest.mark.parametrize("text", ['"' * 100_000, "“" * 100_000, "' " * 50_000, "“ a, B said " * 20_000])
def test_the_time_grows_with_the_length(text):
    started = time.process_time()
    between(text)
    assert time.process_time() - started < 5


def test_a_mark_that_is_never_closed_ends_after_three_thousand_characters():
    text = "“" + "It rained on the harbour. " * 1000 + "\n\n“Yes,” he said."
    first, second = between(text)
    assert 2900 < len(first) <= 3000 and second == "Yes,"
    assert not regions(text, paragraph_spans(text))[0].continues
