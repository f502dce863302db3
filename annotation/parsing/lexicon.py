"""The word lists of English, for code that has no language yet."""

from functools import partial

from annotation.languages import lexicon

section = partial(lexicon.section, "en")
lines = partial(lexicon.lines, "en")
