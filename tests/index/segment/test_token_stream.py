import pytest

from index.analysis.analyzer import terms_of, words
from index.segment import token_stream
from index.segment.token_stream import TokenStream

TEXTS = [
    ("Talks are talked about", "en"),
    ("", "en"),
    ("Les négociations, l’eau", "fr"),
    ("—", "en"),
    ("talks, again: U.S. talks", None),
]


@pytest.mark.parametrize("settled_at", [0, 3, 1_000])
def test_a_text_has_the_tokens_of_its_words_and_terms_however_often_pieces_are_forgotten(
    monkeypatch: pytest.MonkeyPatch, settled_at: int
) -> None:
    monkeypatch.setattr(token_stream, "_FLUSH_AT", settled_at)
    given = TokenStream()
    given.add(*zip(*TEXTS[:2], strict=True))
    given.add(*zip(*TEXTS[2:], strict=True))
    taken = given.finish()
    found = [taken.pairs[number] for number in taken.numbers]
    expected = [list(zip(words(text, language), terms_of(text, language), strict=True)) for text, language in TEXTS]
    assert taken.lengths.tolist() == [len(pairs) for pairs in expected]
    assert found == [pair for pairs in expected for pair in pairs]


def test_without_texts_there_are_no_tokens() -> None:
    taken = TokenStream().finish()
    assert (len(taken.numbers), len(taken.lengths), taken.pairs) == (0, 0, [])
