"""Gazetteer of public figures, speakers.toml: aliases in any script, and Wikidata ids. Other names stand as written."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from annotation.coreference.entities import Entity
from annotation.quotation import Speaker
from corpus import slug

_NICKNAME = re.compile(r"[“\"'‘][^”\"'’]*[”\"'’](?= |$)")


_LONGEST = 200


@dataclass(frozen=True, slots=True)
class KnownSpeaker:
    """An entry of speakers.toml. `wikidata` is None unless the identifier is certain."""

    id: str
    name: str
    aliases: tuple[str, ...]
    wikidata: str | None


def known_speaker(name: str) -> KnownSpeaker | None:
    """Return the entry of a full name or alias, in any script; None when there is none.

    >>> known_speaker("Сергей Лавров").id
    'sergey-lavrov'
    """
    return _by_name().get(slug(name))


def speaker_of(entity: Entity) -> Speaker:
    """Return the speaker of an entity: under the id of its entry, else under one made of the name as written."""
    full_name = _cut(entity.full_name)
    entry = _entry(full_name)
    aliases = dict.fromkeys([*map(_cut, entity.forms), full_name, *entry.aliases])
    aliases.pop(entry.name, None)
    return Speaker(entry.id or "unknown", entry.name, entity.role, tuple(aliases))


def _cut(name: str) -> str:
    """Return a name with at most 200 characters, of whole words where it has any."""
    return name if len(name) <= _LONGEST else name[:_LONGEST].rpartition(" ")[0] or name[:_LONGEST]


@lru_cache(maxsize=4096)
def _entry(name: str) -> KnownSpeaker:
    """Return the entry of a name as an article gives it in full, or one made of the name."""
    plain = _without_initials(name)
    entry = (known_speaker(name) or known_speaker(plain)) if " " in name else None
    return entry or KnownSpeaker(slug(plain), name, (), None)


def _without_initials(name: str) -> str:
    """Return a name without what only some outlets write: `Ana B. Ruiz`, `Anthony “Big Tony” Russo`."""
    given, *others = name.split(" ")
    if len(given.rstrip(".")) == 1 or not others:
        return name
    middle = [word for word in _NICKNAME.sub("", " ".join(others[:-1])).split() if len(word.rstrip(".")) > 1]
    return " ".join([given, *middle, others[-1]])


def speaker_named(name: str) -> Speaker | None:
    """Return the speaker of a name that a person typed: an entry, or the name as it stands; None for no name.

    >>> speaker_named("Ana Ruiz").id
    'ana-ruiz'
    """
    name = _cut(" ".join(name.split()))
    if entry := known_speaker(name):
        return Speaker(entry.id, entry.name, None, tuple(alias for alias in entry.aliases if alias != entry.name))
    return Speaker(slug(name), name) if slug(name) else None


@cache
def _by_name() -> dict[str, KnownSpeaker]:
    text = resources.files("annotation").joinpath("speakers.toml").read_text(encoding="utf-8")
    entries = [
        KnownSpeaker(row["id"], row["name"], tuple(row.get("aliases", ())), row.get("wikidata"))
        for row in tomllib.loads(text)["speaker"]
    ]
    by_alias = {slug(alias): entry for entry in entries for alias in entry.aliases}
    return by_alias | {slug(entry.name): entry for entry in entries}
