"""Where the words of a query stand in a text."""

import pytest

from index.errors import QueryError
from index.query.highlighting import Highlighter


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("talks", "The [talks] were long; [talk] is cheap, he [talked]."),
        ('"productive talks"', "[Productive talks] and talks, “[productive” talk]."),
        ("negoti*", "[Negotiators] of a renegotiation"),
        ("war OR peace -truce", "[War], [peace] and truce"),
        ("cafe", "The [Café] and the [CAFE\u0301]; [ｃａｆｅ]"),
        ("strasse", "Die [Straße] am Hafen"),
        ("U.S.", "The [U.S]. and the [US]"),
        ("1500", "[1,500] boats, 15,000 nets"),
        ("trump", "[Trump’s] plan"),
        ("лавров", "Сказал [Лавров] вчера"),
        ("北京", "在[北京]说"),
        ("👍 good", "[good] 👍 [Good]\u200d"),
        ("а OR b", "nothing here"),
        ("har* OR quay", "The [Harbour] and the [harvest], the [quays]"),
        ("speaker:Ruiz date:2018 -war", "Ruiz in 2018 of war"),
    ],
)
def test_what_matches_is_marked(query: str, text: str) -> None:
    plain = text.replace("[", "").replace("]", "")
    marked = plain
    for span in reversed(Highlighter.for_query(query).spans(plain)):
        marked = f"{marked[: span.start]}[{span.of(plain)}]{marked[span.end :]}"
    assert marked == text


@pytest.mark.parametrize(
    ("query", "language", "text"),
    [
        ("négociation", "fr", "Les [négociations] de paix"),
        ("espagne", "fr", "De [l’Espagne] à Paris"),
        ("espa*", "fr", "De [l’Espagne] à Paris"),
        ("переговоры", "ru", "О [переговорах] вчера"),
        ("talks", "en-GB", "The [talk] was long"),
        ("тіла", "uk", "Без [тіла]"),
    ],
)
def test_words_are_compared_in_the_language_of_the_text(query: str, language: str, text: str) -> None:
    plain = text.replace("[", "").replace("]", "")
    [span] = Highlighter.for_query(query, language).spans(plain)
    assert f"{plain[: span.start]}[{span.of(plain)}]{plain[span.end :]}" == text


def test_what_overlaps_is_marked_once() -> None:
    assert len(Highlighter.for_query('"a boat" "boat c" boa*').spans("a boat c")) == 1


def test_a_query_that_cannot_be_understood_is_refused() -> None:
    with pytest.raises(QueryError):
        Highlighter.for_query('"open')
