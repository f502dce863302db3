"""Known people: other ways to write their names, and identifiers. A help: a name that is not here stands as written."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from annotation.coreference.entities import Person
from annotation.quotation import Speaker
from corpus import slug

_NICKNAME = re.compile(r"[“\"'‘][^”\"'’]*[”\"'’](?= |$)")


@dataclass(frozen=True, slots=True)
class KnownSpeaker:
    """Somebody in speakers.toml. `wikidata` is None unless the identifier is certain."""

    id: str
    name: str
    aliases: tuple[str, ...]
    wikidata: str | None


def known(name: str) -> KnownSpeaker | None:
    """Find somebody by any full name or alias, in any script.

    >>> known("Сергей Лавров").id
    'sergey-lavrov'
    """
    return _by_name().get(slug(name))


def all_known() -> tuple[KnownSpeaker, ...]:
    """Return everybody in speakers.toml."""
    return _table()


def speaker_of(person: Person) -> Speaker:
    """Return the speaker for somebody an article names: known under one id everywhere, or as the article writes it."""
    listed = _listed(person.written)
    aliases = dict.fromkeys([*person.forms, person.written, *listed.aliases])
    aliases.pop(listed.name, None)
    return Speaker(listed.id or "unknown", listed.name, person.role, tuple(aliases))


@lru_cache(maxsize=4096)
def _listed(name: str) -> KnownSpeaker:
    """Find somebody by the name an article gives in full, or take the name for all there is to know."""
    plain = _without_initials(name)
    listed = (known(name) or known(plain)) if " " in name else None
    return listed or KnownSpeaker(slug(plain), name, (), None)


def _without_initials(name: str) -> str:
    """Leave out what one outlet writes and another does not: `Ana B. Ruiz`, `Anthony “Big Tony” Russo`."""
    given, *middle = name.split(" ")
    if len(given.rstrip(".")) == 1 or not middle:
        return name
    kept = [word for word in _NICKNAME.sub("", " ".join(middle[:-1])).split() if len(word.rstrip(".")) > 1]
    return " ".join([given, *kept, middle[-1]])


def speaker_named(name: str) -> Speaker | None:
    """Return the speaker of a name that a person wrote: somebody known, or the name as it stands; None for no name.

    >>> speaker_named("Ana Ruiz").id
    'ana-ruiz'
    """
    name = " ".join(name.split())
    if listed := known(name):
        return Speaker(listed.id, listed.name, None, tuple(alias for alias in listed.aliases if alias != listed.name))
    return Speaker(slug(name), name) if slug(name) else None


@cache
def _table() -> tuple[KnownSpeaker, ...]:
    text = resources.files("annotation").joinpath("speakers.toml").read_text(encoding="utf-8")
    return tuple(
        KnownSpeaker(entry["id"], entry["name"], tuple(entry.get("aliases", ())), entry.get("wikidata"))
        for entry in tomllib.loads(text)["speaker"]
    )


@cache
def _by_name() -> dict[str, KnownSpeaker]:
    names = {slug(name): one for one in _table() for name in one.aliases}
    return names | {slug(one.name): one for one in _table()}
