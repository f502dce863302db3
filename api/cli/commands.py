"""What the commands that keep, check and serve do; every one gives its exit status."""

import argparse
import errno
import json
import os
import socket
import sys
from pathlib import Path
from typing import Any

from api.formats import serialized
from api.settings import Settings, SettingsError
from corpus import Store, StoreError, shown, sole_writer
from index import Generation, IndexMissing, generations, outdated, publish

_TAKEN = (errno.EADDRINUSE,)


def index(given: argparse.Namespace, settings: Settings) -> int:
    """Build the index again from the record."""
    with sole_writer(settings.lock), existing(settings) as store:
        _say(published(publish(store, settings.index, serialize=serialized, full=True)))
    return 0


def serve(given: argparse.Namespace, settings: Settings) -> int:
    """Hand over to gunicorn, which takes this process."""
    chosen = {"ONRECORD_HOST": given.host, "ONRECORD_PORT": given.port, "ONRECORD_WORKERS": given.workers}
    environ = {**os.environ, **{name: value for name, value in chosen.items() if value}}
    settings = Settings.from_environ(environ)
    _require_free(settings)
    sys.stdout.flush()
    configuration = Path(__file__).parents[1] / "gunicorn_conf.py"
    os.execve(sys.executable, [sys.executable, "-m", "gunicorn", "-c", str(configuration)], environ)  # noqa: S606


def verify(given: argparse.Namespace, settings: Settings) -> int:
    """Check the record and the published generation; the last line is a JSON summary."""
    record: dict[str, Any] = {"articles": None, "quotations": None, "faults": []}
    published: dict[str, Any] = {"generation": None, "faults": []}
    try:
        with Store.open_for_reading(settings.record) as store:
            record |= {"articles": store.counts().articles, "quotations": store.counts().quotations}
            record["faults"] = list(store.check())
            if outdated(store, settings.index):
                published["faults"].append("the index is older than the record; run 'onrecord index'")
    except StoreError as error:
        record["faults"].append(str(error))
    try:
        published["faults"] += generations.check(settings.index)
        generation = generations.current(settings.index)
        published["generation"] = generation and generation.name
    except IndexMissing as error:
        published["faults"] = [str(error)]
    faults = [*record["faults"], *published["faults"]]
    for fault in faults:
        _say(shown(fault))
    _say(json.dumps({"ok": not faults, "record": record, "index": published}, ensure_ascii=False))
    return 1 if faults else 0


def opened(settings: Settings) -> Store:
    """Open the record for writing; a record of an earlier schema is brought to this one, said in a line."""
    return Store.open(settings.record, lambda line: print(shown(line), file=sys.stderr))


def existing(settings: Settings) -> Store:
    """Open a record that is there for writing; raises StoreError, saying what to run, when there is none."""
    return opened(settings) if settings.record.exists() else Store.open_for_reading(settings.record)


def _require_free(settings: Settings) -> None:
    """Raise SettingsError when nobody could listen there: gunicorn would say so in ten lines, after a while."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        reason = "the port is taken" if error.errno in _TAKEN else error.strerror or str(error)
        raise SettingsError(
            f"cannot listen on {settings.host}:{settings.port}: {reason}; choose another with PORT=8001"
        ) from error


def published(generation: Generation) -> str:
    """Return what was published, in a line, and how it was made."""
    counts, made = generation.manifest.counts, generation.manifest.made
    return f"published generation {generation.name}: {counts.articles} articles, {counts.quotations} quotations; {made}"


def _say(line: str) -> None:
    print(line)
