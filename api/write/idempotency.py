"""Idempotency-Key: store the answer of a write, and replay it when the write is repeated within 24 hours."""

import json
import logging
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import request

from api.errors import BadParameters, Fault, Unprocessable
from api.write.api_keys import Key
from corpus import atomic_write

_SECONDS = 24 * 60 * 60
_SWEEP_SECONDS = 60 * 60
_LONGEST = 200

_log = logging.getLogger("onrecord.api")


@dataclass(frozen=True, slots=True)
class Once:
    """One idempotent write: the file of its stored answer, and a SHA-256 fingerprint of the request."""

    path: Path
    fingerprint: str

    def answer(self) -> dict[str, Any] | None:
        """Return the stored answer, None without one or when it is older than 24 hours.

        Raises Unprocessable when the key was used for another request.
        """
        try:
            entry: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None
        if time.time() - entry["at"] > _SECONDS:
            return None
        if entry["fingerprint"] != self.fingerprint:
            raise Unprocessable("this Idempotency-Key was used for something else; take a new one for each write")
        answer: dict[str, Any] = entry["answer"]
        return answer

    def keep(self, answer: Mapping[str, Any]) -> None:
        """Store an answer, durable when the call returns; the caller holds the write lock.

        A failure is only logged: the write is committed, and repeated it changes nothing.
        """
        try:
            self._keep(answer)
        except OSError as error:
            _log.error("the answer to a write cannot be kept for its Idempotency-Key: %s", error)

    def _keep(self, answer: Mapping[str, Any]) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._forget_old()
        atomic_write(self.path, json.dumps({"at": time.time(), "fingerprint": self.fingerprint, "answer": answer}))

    def _forget_old(self) -> None:
        """Remove answers older than a day from the folder of this one, one of 256, once an hour.

        So a write looks at a 256th of all that are kept, however many there are.
        """
        folder, now = self.path.parent, time.time()
        swept = folder / "swept"
        if swept.exists() and now - swept.stat().st_mtime < _SWEEP_SECONDS:
            return
        swept.touch()
        for path in folder.glob("*.json"):
            if now - path.stat().st_mtime > _SECONDS:
                path.unlink(missing_ok=True)


def once(folder: Path, key: Key, body: bytes) -> Once | None:
    """Return the write of the request with its `Idempotency-Key`, None without; raises BadParameters for a bad one."""
    header = request.headers.get("Idempotency-Key")
    if header is None:
        return None
    if not 0 < len(header) <= _LONGEST or not header.isascii() or not header.isprintable():
        raise BadParameters([Fault("Idempotency-Key", f"is not 1 to {_LONGEST} printable ASCII characters")])
    name = sha256(f"{key.name}\0{header}".encode()).hexdigest()
    sent = [request.method, request.full_path, request.content_type or ""]
    fingerprint = sha256(json.dumps(sent).encode() + body).hexdigest()
    answers = folder / "idempotency"
    _spread(answers)
    return Once(_place(answers, name), fingerprint)


def _place(answers: Path, name: str) -> Path:
    return answers / name[:2] / f"{name}.json"


def _spread(answers: Path) -> None:
    """Move answers of an earlier version, which lie in one folder, to where they are looked for."""
    marker = answers / "swept"
    if not marker.exists():
        return
    with suppress(OSError):  # another worker may do the same
        for path in answers.glob("*.json"):
            place = _place(answers, path.stem)
            place.parent.mkdir(mode=0o700, exist_ok=True)
            path.rename(place)
        marker.unlink()
