"""`onrecord correct`: a person's correction of a quotation, appended to the store and published."""

import getpass
from typing import Any

import click

from annotation import speaker_named, speaker_values
from api.cli import pass_settings
from api.cli.store import describe, open_existing, publish_changes
from api.settings import Settings, SettingsError
from corpus import CORRECTION_KINDS, StoreError, shown, sole_writer

_EPILOG = """\b
examples:
  onrecord correct q-m34my5pp554a --speaker "Ana Ruiz" --reason "the paragraph before names her"
  onrecord correct q-m34my5pp554a --speaker none --reason "the article does not say who"
  onrecord correct q-m34my5pp554a --withdraw --reason "a headline, not speech"
"""


@click.command("correct", epilog=_EPILOG)
@click.argument("quotation")
@click.option("--speaker", metavar="NAME", help="who said it, the name in full; none when nobody can be named")
@click.option("--kind", type=click.Choice(CORRECTION_KINDS), help="how the words are given")
@click.option("--withdraw", is_flag=True, help="take it off: it is no quotation")
@click.option("--restore", is_flag=True, help="take a --withdraw back")
@click.option("--reason", required=True, metavar="WORDS", help="why, for those who read the history")
@click.option("--by", metavar="WHO", help="who corrects (default: the login name)")
@pass_settings
def correct_command(
    settings: Settings,
    quotation: str,
    speaker: str | None,
    kind: str | None,
    withdraw: bool,
    restore: bool,
    reason: str,
    by: str | None,
) -> int:
    """Correct a QUOTATION, named by its id (q-…), and publish the correction."""
    if withdraw and restore:
        raise click.UsageError("--withdraw and --restore exclude each other; give one of them")
    changes: dict[str, Any] = {
        **({} if speaker is None else {"speaker": _speaker(speaker)}),
        **({} if kind is None else {"kind": kind}),
        **({"withdrawn": withdraw} if withdraw or restore else {}),
    }
    if not changes:
        raise SettingsError("nothing to correct: give --speaker, --kind, --withdraw or --restore")
    author = by or _login()
    with sole_writer(settings.lock), open_existing(settings) as store:
        try:
            correction = store.correct(quotation, changes, author, reason)
        except StoreError:
            publish_changes(store, settings)  # of a run that was interrupted after it had kept the same correction
            raise
        was, now = correction.was, correction.now
        words = "; ".join(f"{name} was {_in_words(was[name])}, is {_in_words(now[name])}" for name in now)
        print(f"{correction.quotation_id}, correction {correction.number}: {shown(words)}")
        if generation := publish_changes(store, settings):
            print(describe(generation))
    return 0


def _speaker(name: str) -> dict[str, Any] | None:
    if name == "none":
        return None
    speaker = speaker_named(name)
    if speaker is None or len(name) > 200 or not name.isprintable():
        raise SettingsError(f"--speaker {shown(name)[:200]!r} is no name; write it in full, or none for nobody")
    return speaker_values(speaker)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise SettingsError("this login has no name; say who corrects with --by WHO") from error


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value["name"] if isinstance(value, dict) else str(value or "none")
