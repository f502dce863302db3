"""A language is one value: it is found by its tag, and no English word stands in the code of the rules."""

import ast
from dataclasses import fields
from pathlib import Path

import pytest

import annotation
from annotation.languages import ENGLISH, READ_LANGUAGES, Language, language_for

NAMES_OF_ROOMS = ("parsing", "grammar", "attribution", "coreference", "occasion")
ROOMS = [Path(annotation.__file__).parent / room for room in NAMES_OF_ROOMS]
MODULES = [module for room in ROOMS for module in sorted(room.glob("*.py"))]
# Names that are no words of a text: the kinds of complement in cues.txt, and `Form.OTHER`.
NAMES = frozenset({"as", "that", "to", "other"})


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en", ENGLISH), ("en-GB", ENGLISH), ("EN_us", ENGLISH), ("eng", None), ("", None), (None, None)],
)
def test_a_language_is_found_by_the_primary_subtag_of_its_tag(tag: str | None, language: Language | None) -> None:
    assert language_for(tag) is language


@pytest.mark.parametrize("language", READ_LANGUAGES, ids=lambda language: language.code)
def test_each_field_of_a_language_is_filled(language: Language) -> None:
    syntax, meaning = (language.parsing, language.grammar), (language.attribution, language.coreference)
    for part in (*syntax, *meaning, language.acts, language.occasion):
        assert [field.name for field in fields(part) if not getattr(part, field.name)] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda module: f"{module.parent.name}.{module.stem}")
def test_no_small_word_of_english_stands_in_the_code_of_rules(module: Path) -> None:
    lexicon = ENGLISH.parsing.lexicon
    small = frozenset().union(*(lexicon[name] for name in ("pronouns", "prepositions", "determiners", "subordinators")))
    tree = ast.parse(module.read_text(encoding="utf-8"))
    literals = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert small.intersection(literals) <= NAMES
