import pytest

from corpus.text.paragraphs import paragraph_spans


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.\n\nTwo,\nstill two.", ["One.", "Two,\nstill two."]),
        ("One.\nTwo.\n", ["One.", "Two."]),
        ("\n\n  One. \n \t\n\n Two.\n\n", ["One.", "Two."]),
        ("One.", ["One."]),
        (" \n\n ", []),
        ("", []),
    ],
)
def test_each_paragraph_is_given_without_the_space_around_it(text: str, paragraphs: list[str]) -> None:
    assert [text[start:end] for start, end in paragraph_spans(text)] == paragraphs
