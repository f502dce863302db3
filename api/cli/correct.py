"""`onrecord correct`: what a person says of a quotation, appended to the record and published."""

import argparse
import getpass
from typing import Any

from annotation import speaker_named, speaker_values
from api.cli.commands import existing, published
from api.formats import serialized
from api.settings import Settings, SettingsError
from corpus import shown, sole_writer
from index import outdated, publish


def correct(given: argparse.Namespace, settings: Settings) -> int:
    """Append one correction and publish it."""
    changes, who = _changes(given), given.by or _login()
    with sole_writer(settings.lock), existing(settings) as store:
        made = store.correct(given.quotation, changes, who, given.reason)
        words = "; ".join(f"{name} was {_word(made.was[name])}, is {_word(made.now[name])}" for name in made.now)
        print(f"{made.quotation_id}, correction {made.number}: {shown(words)}")
        if outdated(store, settings.index):
            print(published(publish(store, settings.index, serialize=serialized)))
    return 0


def _changes(given: argparse.Namespace) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if given.speaker is not None:
        changes["speaker"] = None if given.speaker == "none" else _speaker(given.speaker)
    if given.kind is not None:
        changes["kind"] = given.kind
    if given.withdrawn is not None:
        changes["withdrawn"] = given.withdrawn
    if not changes:
        raise SettingsError("nothing to correct: give --speaker, --kind, --withdraw or --restore")
    return changes


def _speaker(name: str) -> dict[str, Any]:
    speaker = speaker_named(name)
    if speaker is None or len(name) > 200 or not name.isprintable():
        raise SettingsError(f"--speaker {shown(name)[:200]!r} is no name; write it in full, or none for nobody")
    return speaker_values(speaker)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise SettingsError("this login has no name; say who corrects with --by WHO") from error


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value["name"] if isinstance(value, dict) else str(value or "none")
