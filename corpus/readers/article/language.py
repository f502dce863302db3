"""Language identification: the declared language of a text, checked against its words by py3langid."""

from functools import cache
from typing import Any

from corpus.article import LanguageEvidence

SHORTEST = 200  # code points of a text that can contradict its declaration
_LOOKED_AT = 1_000  # code points
_LEAST_PROBABILITY = 0.99
# Varieties that the classifier takes for one another, by their macrolanguage.
_MACROLANGUAGE = {"nb": "no", "nn": "no", "bs": "sh", "hr": "sh", "sr": "sh", "ms": "id", "fil": "tl", "arz": "ar"}


def identify(text: str, declared: str | None) -> LanguageEvidence:
    """Return the language of a text from its declaration, a BCP 47 tag or None, and its first 1,000 code points.

    A declaration holds unless the text has 200 code points or more and is surely (p ≥ 0.99) in another language. One
    that names no language, such as `und` or `us`, counts as none. Without one, and without a sure detection, English
    is assumed.

    >>> identify("“È finita”, ha detto Ana Ruiz.", "it").evidence, identify("“We won,” said Ana Ruiz.", None).evidence
    ('declared', 'assumed')
    >>> identify("“Es ist vorbei”, sagte die Bürgermeisterin am Montag vor dem Rathaus. " * 3, "en")
    LanguageEvidence(declared='en', detected='de', evidence='detected')
    """
    detected = _detected(text)
    if declared and _is_language(declared) and not _contradicts(detected, declared):
        return LanguageEvidence(declared, detected, "declared")
    return LanguageEvidence(declared, detected, "detected" if detected else "assumed")


def _detected(text: str) -> str | None:
    """Return the ISO 639-1 code of a text; None when it is too short or the classifier is unsure."""
    if len(text) < SHORTEST:
        return None
    code, probability = most_probable(text[:_LOOKED_AT])
    return code if probability >= _LEAST_PROBABILITY else None


def most_probable(text: str) -> tuple[str, float]:
    """Return the ISO 639-1 code that a naive Bayes classifier over byte n-grams gives a text, and its probability.

    This is `LanguageIdentifier.classify` on the n-grams that are there: it multiplies the whole matrix, which takes ten
    times as long and, by the threads of BLAS, a hundred times as long on a busy machine.
    """
    model = _classifier()
    counts = model.instance2fv(text)
    present = counts.nonzero()[0]
    probabilities = model.norm_probs(counts[present] @ model.nb_ptc[present] + model.nb_pc)
    best = probabilities.argmax()
    return str(model.nb_classes[best]), float(probabilities[best])


def _contradicts(detected: str | None, declared: str) -> bool:
    """Return whether a detection speaks against a declaration; not where the classifier has no such language."""
    code = _macrolanguage(declared)
    known = {_macrolanguage(label) for label in _classifier().nb_classes} if detected else ()
    return detected is not None and code in known and _macrolanguage(detected) != code


def _macrolanguage(tag: str) -> str:
    code = tag.partition("-")[0]
    return _MACROLANGUAGE.get(code, code)


def _is_language(tag: str) -> bool:
    from babel import Locale  # here: most articles declare nothing or are read in a process that never asks

    code = tag.partition("-")[0]
    return code in Locale("en").languages and code not in ("und", "mul", "zxx", "mis")


@cache
def _classifier() -> Any:
    """Return the classifier of 97 languages; its model takes 0.1 s to load."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
