"""Language data: one `Language` value for each language that is read, its words in data files beside its module.

No word of a natural language stands in the code of parsing, grammar, attribution or coreference: they take it from the
`Language` of their document. To add one, write its folder beside `en/` and name it in `READ_LANGUAGES`.
"""

from babel import Locale

from annotation.languages.en import ENGLISH
from annotation.languages.language import Language

__all__ = ["ENGLISH", "READ_LANGUAGES", "Language", "language_for", "unread_reason"]

READ_LANGUAGES: tuple[Language, ...] = (ENGLISH,)
_UNDETERMINED = "und"  # of articles that were read before languages were detected; they were read as English
_BY_CODE = {language.code: language for language in READ_LANGUAGES} | {_UNDETERMINED: ENGLISH}


def language_for(code: str | None) -> Language | None:
    """Return the language of a BCP 47 tag by its primary subtag; None when it is not read or no tag is given.

    >>> language_for("en-GB").name, language_for("xx"), language_for(None)
    ('English', None, None)
    """
    return _BY_CODE.get(_primary(code)) if code else None


def unread_reason(code: str) -> str | None:
    """Return why a text in the language of a BCP 47 tag has no quotations; None when the language is read.

    >>> unread_reason("it-CH"), unread_reason("en")
    ('Italian is not read yet', None)
    """
    if language_for(code):
        return None
    return f"{Locale('en').languages.get(_primary(code), code)} is not read yet"


def _primary(code: str) -> str:
    return code.replace("_", "-").partition("-")[0].lower()
