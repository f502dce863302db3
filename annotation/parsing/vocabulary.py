"""The lexicon of a language made ready for parsing: tags by word, reporting verbs by first word, compiled patterns."""

import re
from collections.abc import Callable, Iterable
from functools import cache

from annotation.languages import Language
from annotation.languages.reporting_verbs import Cue
from annotation.parsing import tags
from annotation.parsing.tags import CAPITAL, COLON, COMMA, CUE, DASH, NAME, NO_NAME, NUMBER, PLACE, STOP, SYMBOL, WORD

# The sections of a lexicon and the tag of the words in each.
_SECTIONS = {
    "pronouns": tags.PRONOUN,
    "auxiliaries": tags.AUXILIARY,
    "negations": tags.NEGATION,
    "adverbs": tags.ADVERB,
    "determiners": tags.DETERMINER,
    "prepositions": tags.PREPOSITION,
    "conjunctions": tags.CONJUNCTION,
    "subordinators": tags.SUBORDINATOR,
    "times": tags.TIME,
    "verbs": tags.VERB,
    "titles": tags.TITLE,
    "roles": tags.ROLE,
    "bodies": tags.BODY,
    "documents": tags.DOCUMENT,
    "nationalities": tags.NATIONALITY,
    "particles": tags.PARTICLE,
    "places": tags.PLACE,
}
_PUNCTUATION = {
    ".": STOP, "?": STOP, "!": STOP, "…": STOP, ",": COMMA, ":": COLON, ";": STOP, "—": DASH, "–": DASH, "―": DASH,
    "-": DASH, "--": DASH,
}  # fmt: skip


class Vocabulary:
    """What the parser and the rules look up of one language; build it once, with `vocabulary_of`."""

    def __init__(self, language: Language) -> None:
        self.data = data = language.parsing
        self.cues: dict[str, list[Cue]] = {}
        """The forms of reporting verbs by their first word, the longest form first."""
        for cue in sorted(data.reporting_verbs, key=lambda cue: -len(cue.words)):
            self.cues.setdefault(cue.words[0], []).append(cue)
        # Most of them begin no other, and are looked up at once.
        self.only_cues = {word: cues[0] for word, cues in self.cues.items() if len(cues) == len(cues[0].words) == 1}
        self.judging_forms = frozenset(cue.words[0] for cue in data.reporting_verbs if "as" in cue.takes)
        self.title_words = frozenset().union(
            *(data.lexicon[name] for name in ("determiners", "prepositions", "conjunctions"))
        )
        self.tags_of: Callable[[str], int] = _TagTable(self._listed_tags()).__getitem__
        """Return all tags of a word, number or punctuation mark, as written."""
        self.token = _token_pattern(language)
        titles = _any(word.capitalize() for word in data.capitalized_abbreviations)
        self.title_and_stop = re.compile(rf"\b({titles}) \.(?=[A-Z])")
        """A title whose full stop stands with the name behind it: `Dr .Iris Cherny`."""
        self.elided = re.compile(rf"(?:\d\ds?|{_either_case(data.elided_words)})\b")
        self.forgotten_closer = re.compile(
            rf"[,?!](?=\s(?:(?:[A-Z][\w.’'-]*|{_any(data.subject_words)})\s){{1,5}}(?:{_any(data.attribution_verbs)})\b)"
        )
        self.modal_names = tuple(f"{name.capitalize()} " for name in data.modal_given_names)

    def _listed_tags(self) -> dict[str, int]:
        listed: dict[str, int] = dict(_PUNCTUATION)
        for section, tag in _SECTIONS.items():
            for word in self.data.lexicon[section]:
                listed[word] = listed.get(word, WORD) | tag
        for word in self.cues:
            listed[word] = listed.get(word, WORD) | CUE
        inflected = {cue.words[0] for cue in self.data.reporting_verbs if " ".join(cue.words) != cue.verb}
        listed.update(dict.fromkeys(self.data.possessive_marks, tags.POSSESSIVE))
        for word in self.data.capitalized_places:
            listed[word.capitalize()] = WORD | CAPITAL | PLACE
        for word in list(listed):
            for written in (word.capitalize(), word.upper()):
                if written not in listed:
                    # “Says” in a headline is a verb; “Grant” may be a name
                    listed[written] = listed[word] | (0 if word in inflected else CAPITAL)
        return {word: _with_name(tag) for word, tag in listed.items()}


@cache
def vocabulary_of(language: Language) -> Vocabulary:
    """Return the vocabulary of a language, built when it is first asked for."""
    return Vocabulary(language)


class _TagTable(dict[str, int]):
    """A cache of the tags of words met so far, with one int object for all that are equal: fewer objects to scan."""

    _MOST_WORDS = 50_000  # so that memory does not grow with the articles
    _LONGEST_WORD = 40

    def __init__(self, listed: dict[str, int]) -> None:
        self._listed = listed
        self._shared: dict[int, int] = {}

    def __missing__(self, word: str) -> int:
        tag = self._listed.get(word) or _with_name(self._unlisted(word))
        tag = self._shared.setdefault(tag, tag)
        if len(self) < self._MOST_WORDS and len(word) < self._LONGEST_WORD:
            self[word] = tag
        return tag

    def _unlisted(self, word: str) -> int:
        first = word[0]
        if first.isalpha() or first in "@_":
            lower = self._listed.get(word.lower(), 0) & ~NAME if first.isupper() else 0
            return lower | WORD | (CAPITAL if first.isupper() or first == "@" else 0)
        if first.isdigit():
            return NUMBER | WORD
        if word[:2] == "--":
            return DASH
        return STOP if word[:2] == ".." else SYMBOL


def _with_name(tag: int) -> int:
    """Add NAME to the tags of a word that a name can have: capitalised, and no small word such as “However”."""
    return tag | NAME if tag & CAPITAL and not tag & NO_NAME else tag


def _token_pattern(language: Language) -> re.Pattern[str]:
    data = language.parsing
    abbreviations = _any(word.capitalize() for word in data.capitalized_abbreviations)
    clitic = re.escape(data.possessive_clitic)
    # What comes first is tried first: most tokens are plain words, and white space is none.
    return re.compile(
        r"([A-Za-z][a-z]*+(?=[ ,])|(?=\S)(?:"
        rf"(?:https?://|www\.)\S+|@\w+|\d+(?:[.,/]\d+)+"
        rf"|(?:(?=[A-Z][a-z]{{1,5}}\.)(?:{abbreviations})|{_any(data.abbreviations)})\."
        r"|\d+['′]\d+[\"″]?|(?:[^\W\d_]\.){2,}|[A-Z]\.(?=\s?[A-Z])"
        rf"|\w+(?:-\w+|&\w+|[§¤©®¥£¢¡¨ª¯²³´¹º¼½¾¿±]{{1,3}}\w+|['’](?!{clitic}\b)\w+)*|['’]{clitic}\b"
        r"|--+|\.\.+|[^\w\s]))"
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (len(word), word)))


def _either_case(words: Iterable[str]) -> str:
    """Write words as alternatives of a pattern, each with a small or a capital first letter."""
    return "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in sorted(words, key=len))
