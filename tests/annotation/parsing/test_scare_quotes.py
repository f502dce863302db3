"""Marks that name a thing instead of quoting somebody."""

import pytest

from annotation.annotator import annotate_text
from annotation.parsing.document import parse


@pytest.mark.parametrize(
    "text",
    [
        "Min Kang, author of “Human Weather,” won the prize.",
        "The film “Sons of the Harbour” opened in Tallinn.",
        "Ana Ruiz appeared on Channel 6's “The Morning After” in May.",
        "Ana Ruiz wrote the best-selling book ''Salt: A Life of Trade'' in 2004.",
        "Ana Ruiz appeared on “Sunrise,” her favourite show.",
        "Ana Ruiz hosts the quiz show “Salt and Sand.”",
        'Anthony "Big Tony" Russo left.',
        "The hall shook to “A Song for Piotr!” all night.",
        "“The Long Night” star Ana Ruiz left.",
    ],
)
def test_titles_and_nicknames_are_words_of_the_sentence(text):
    document = parse(text)
    assert not document.region_at
    assert not annotate_text(text)


def test_the_speaker_stands_beside_a_title(finds):
    finds("[source|Min Kang], author of “Human Weather,” [cue|said] [content|the prize was a surprise].", "Min Kang")
    finds("“[content|I slept well],” [source|Ana Ruiz] [cue|said] on Channel 6's “The Morning After.”", "Ana Ruiz")


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz said: “Happy New Year!”",
        "Ana Ruiz shouted, “Happy New Year!”",
        "“Happy New Year!” Ana Ruiz said.",
        "They answered with a chant of “Go Home Now!”",
        "Ana Ruiz called Jan Novak “The Voice of Reason.”",
        "Ana Ruiz: Harbour Plan ‘Must Go Ahead’ This Year.",
        "The plan is “thin and late” in parts.",
    ],
)
def test_capitals_alone_make_no_title(text):
    assert parse(text).region_at


def test_a_heading_between_single_marks_among_double_ones_is_nobodys_words():
    text = "“It held all night,” Ana Ruiz said.\n\n‘A good night.’\n\nThe dam stood."
    assert [q.content[0].of(text) for q in annotate_text(text)] == ["It held all night"]
    assert len(parse(text.replace("“", "‘").replace("”", "’")).region_at) == 2
