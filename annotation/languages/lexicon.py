"""Readers for the data files of a language: word lists in sections, and TOML files that fill a dataclass.

In a word list `#` lines are comments and `[name]` opens a section. In a TOML file each key is a field of the dataclass,
and a string is split at white space where the field is a set or a tuple of words.
"""

import tomllib
from dataclasses import fields
from functools import cache
from importlib import resources
from typing import Any


@cache
def section(code: str, file: str, name: str) -> frozenset[str]:
    """Return the words of one section: `section("en", "mentions.txt", "titles")` holds `mr.` and `senator`."""
    return sections(code, file).get(name, frozenset())


@cache
def sections(code: str, file: str) -> dict[str, frozenset[str]]:
    """Return the words of a list by the name of their section."""
    words_by_section: dict[str, set[str]] = {}
    words: set[str] = set()
    for line in lines(code, file):
        if line.startswith("["):
            words = words_by_section.setdefault(line.strip("[]"), set())
        else:
            words.update(line.split())
    return {name: frozenset(words) for name, words in words_by_section.items()}


def lines(code: str, file: str) -> list[str]:
    """Return the lines of a list without comments and blank ones."""
    return [line.strip() for line in _text(code, file).splitlines() if line.strip() and not line.startswith("#")]


def fields_from_toml(data: type, code: str, file: str) -> dict[str, Any]:
    """Return the values of a TOML file as arguments of a dataclass, by the type of each field.

    `frozenset[str]` and `tuple[str, ...]` are made from a string of words; other types are taken as TOML has them. A
    table of strings makes a `dict[str, frozenset[str]]` where the field has that type.
    """
    values: dict[str, Any] = tomllib.loads(_text(code, file))
    kinds = {field.name: field.type for field in fields(data)}
    return {name: _value(kinds[name], value) for name, value in values.items()}


def tables_from_toml(code: str, file: str) -> dict[str, dict[str, frozenset[str]]]:
    """Return the tables of a TOML file whose strings hold words."""
    tables = tomllib.loads(_text(code, file))
    return {name: {key: frozenset(words.split()) for key, words in table.items()} for name, table in tables.items()}


def _value(kind: Any, value: Any) -> Any:
    if kind == frozenset[str]:
        return frozenset(value.split())
    if kind == tuple[str, ...]:
        return tuple(value.split())
    if kind == dict[str, frozenset[str]]:
        return {name: frozenset(words.split()) for name, words in value.items()}
    return value


def _text(code: str, file: str) -> str:
    return resources.files("annotation.languages").joinpath(code, file).read_text(encoding="utf-8")
