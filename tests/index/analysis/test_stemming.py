from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.analyzer import terms_of, words
from index.analysis.stemming import _SNOWBALL, branch, branches


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "negotiation", "negotiating"),
        ("en-GB", "talks", "talk"),
        ("und", "talks", "talk"),
        ("es", "negociación", "negociaciones"),
        ("es", "negociacion", "negociación"),
        ("pt-BR", "eleição", "eleições"),
        ("fr", "l’élection", "élections"),
        ("fr", "ELECTIONS", "élection"),
        ("it", "dell’Italia", "Italia"),
        ("ca", "l’estat", "estat"),
        ("de", "Häuser", "Haus"),
        ("de", "größe", "GROSSE"),
        ("ru", "российский", "российского"),
        ("ru", "переговоры", "переговорах"),
        ("rus", "Ёлка", "елки"),
        ("pl", "wybory", "wyborach"),
        ("sv", "förhandling", "forhandlingar"),
        ("ro", "președinte", "presedinte"),
    ],
)
def test_forms_of_a_word_are_one_term_in_its_language(language: str, one: str, other: str) -> None:
    assert terms_of(one, language) == terms_of(other, language)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The talks", "en", ["the", "talk"]),
        ("The talks", None, ["the", "talk"]),
        ("les négociations", "fr", ["fr:le", "fr:negoci"]),
        ("中国人", "zh", ["mis:中", "mis:国", "mis:人"]),
        ("тіла", "uk", ["mis:тіла"]),
    ],
)
def test_terms_of_other_languages_than_english_carry_their_language(text, language, expected) -> None:
    assert terms_of(text, language) == expected


def test_an_elided_article_is_no_part_of_the_word_where_it_is_one() -> None:
    assert words("l’Espagne d’Estaing aujourd’hui", "fr") == ["espagne", "estaing", "aujourd'hui"]
    assert words("d’Estaing o’clock", "en") == ["d'estaing", "o'clock"]


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        ([], ("en",)),
        (["en", "und"], ("en",)),
        (["fr"], ("fr",)),
        (["uk", "fr-CA", "en", "zh", "fr"], ("en", "fr", "mis")),
    ],
)
def test_a_query_is_read_once_for_each_way_the_texts_were_read(languages, expected) -> None:
    assert branches(languages) == expected


@pytest.mark.parametrize("language", _SNOWBALL)
@given(text=st.text(max_size=40))
def test_every_stemmer_gives_every_word_a_term(language: str, text: str) -> None:
    terms = terms_of(text, language)
    assert len(terms) == len(words(text, language))
    assert all(term.startswith(f"{branch(language)}:") and len(term) > 3 for term in terms)


def test_threads_can_read_one_language_at_once() -> None:
    text = [f"négociation{n} élections{n}" for n in range(300)]
    alone = [terms_of(each, "fr") for each in text]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda each: terms_of(each, "fr-BE"), text)) == alone
