"""The language in which something was said: `said in Spanish`."""

from annotation.occasion.circumstance_rule import CircumstanceRule, Reading
from annotation.occasion.reporting_clause import Stretch
from annotation.parsing import tags as Tag
from annotation.parsing.document import Document

LANGUAGE = CircumstanceRule(
    name="language",
    reads="The name of a language behind “in”.",
    example="“It held,” Ana Ruiz said in Spanish.",
    outcome=("language es “in Spanish”",),
)
RULES = (LANGUAGE,)


def spoken_language(document: Document, stretch: Stretch) -> Reading | None:
    """Return the language, as a BCP 47 subtag, that a stretch says the words were in."""
    data, words = document.language.occasion, document.words
    for token in range(stretch.first, stretch.last - 1):
        code = data.language_of.get(words[token + 1]) if words[token] in data.language_prepositions else None
        if code and not _noun_at(document, token + 2, stretch.last):
            return Reading(code, token, token + 2, LANGUAGE)
    return None


def _noun_at(document: Document, token: int, high: int) -> bool:
    """Return whether a word goes on that the language only describes: `in Spanish waters`."""
    return token < high and bool(document.tags[token] & Tag.WORD) and not document.tags[token] & (Tag.SMALL | Tag.TIME)
