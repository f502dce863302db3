"""The declared language of a text is checked against its words."""

import pytest

from corpus.article import LanguageEvidence
from corpus.readers.article.language import SHORTEST, identify

TEXTS = {
    "en": "The mayor of Tarn said on Monday that the old harbour will stay open until the new bridge is finished. ",
    "it": "La sindaca di Tarn ha detto lunedì che il vecchio porto resterà aperto fino alla fine dei lavori. ",
    "de": "Die Bürgermeisterin von Tarn sagte am Montag, dass der alte Hafen bis zum Frühjahr geöffnet bleibt. ",
    "es": "La alcaldesa de Tarn dijo el lunes que el viejo puerto seguirá abierto hasta que terminen las obras. ",
    "fr": "La maire de Tarn a déclaré lundi que le vieux port restera ouvert jusqu’à la fin des travaux du pont. ",
    "pt": "A presidente da câmara de Tarn disse na segunda-feira que o velho porto não fecha antes do verão. ",
    "ru": "Мэр Тарна заявила в понедельник, что старая гавань останется открытой до окончания строительства. ",
    "nl": "De burgemeester van Tarn zei maandag dat de oude haven open blijft tot de nieuwe brug klaar is. ",
    "pl": "Burmistrz Tarnu powiedziała w poniedziałek, że stary port pozostanie otwarty do końca budowy mostu. ",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_that_declares_no_language_has_the_detected_one(code: str) -> None:
    evidence = identify(TEXTS[code] * 3, None)
    assert evidence == LanguageEvidence(None, code, "detected")
    assert evidence.language == code


@pytest.mark.parametrize("code", TEXTS)
def test_a_declaration_that_the_text_bears_out_holds_with_its_region(code: str) -> None:
    assert identify(TEXTS[code] * 3, f"{code}-XK").language == f"{code}-XK"


@pytest.mark.parametrize("declared", ["en", "en-GB", "us", "und", "xx"])
def test_a_declaration_that_the_text_contradicts_does_not_hold(declared: str) -> None:
    assert identify(TEXTS["it"] * 3, declared) == LanguageEvidence(declared, "it", "detected")


@pytest.mark.parametrize("declared", ["nb", "nn", "no", "da"])
def test_a_declaration_of_a_variety_that_is_taken_for_another_holds(declared: str) -> None:
    text = "Ordføreren i Tarn sa mandag at den gamle havnen skal være åpen til den nye broen står ferdig. " * 3
    assert identify(text, declared).language == ("no" if declared == "da" else declared)


def test_a_declaration_that_the_classifier_does_not_know_holds() -> None:
    assert identify(TEXTS["nl"] * 3, "fy").language == "fy"


def test_a_text_of_less_than_200_characters_cannot_contradict_its_declaration() -> None:
    text = (TEXTS["it"] * 3)[: SHORTEST - 1]
    assert identify(text, "en") == LanguageEvidence("en", None, "declared")
    assert identify(text + "i", "en").evidence == "detected"


@pytest.mark.parametrize("declared", [None, "und", "us", "zxx"])
def test_a_short_text_that_declares_no_language_is_assumed_to_be_english(declared: str | None) -> None:
    evidence = identify("“È finita”, ha detto Ana Ruiz.", declared)
    assert (evidence.language, evidence.evidence) == ("en", "assumed")


def test_a_text_of_numbers_is_assumed_to_be_english() -> None:
    assert identify("3 - 0, 2 - 2; " * 30, None).evidence == "assumed"
