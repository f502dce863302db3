"""docs/howto/ is true: each is followed, block by block, in a copy of the packages."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOWTOS = sorted((ROOT / "docs" / "howto").glob("*.md"))
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
GET = """
import sys
from pathlib import Path
from api.app import create_app
from api.settings import Settings
from os import environ
answer = create_app(Settings.from_environ(environ)).test_client().get(sys.argv[1], base_url="http://127.0.0.1:8000")
print(answer.text, end="")
"""


class Checkout:
    """A copy of the packages, in which a document is followed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("corpus", "annotation", "index", "api"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "bin").mkdir()
        onrecord = folder / "bin" / "onrecord"
        onrecord.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m api.cli "$@"\n')
        curl = folder / "bin" / "curl"
        (folder / "bin" / "get.py").write_text(GET)
        curl.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} bin/get.py "${{1#http://127.0.0.1:8000}}"\n')
        for program in (onrecord, curl):
            program.chmod(0o755)

    def write(self, path: str, content: str) -> None:
        assert not (self.folder / path).exists()
        (self.folder / path).write_text(content)

    def change(self, path: str, diff: str) -> None:
        """Put the lines with `+` in place of those with `-` before them; they stand once in the file."""
        text = (self.folder / path).read_text()
        for old, new in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)+)", diff, re.MULTILINE):
            there, here = ("\n".join(line[1:] for line in lines.splitlines()) for lines in (old, new))
            assert text.count(there) == 1, f"{there!r} stands {text.count(there)} times in {path}"
            text = text.replace(there, here)
        (self.folder / path).write_text(text)

    def run(self, command: str) -> str:
        environ = {
            **os.environ,
            "ONRECORD_DATA": str(self.folder / "var"),
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "PYTHONPATH": str(self.folder),
        }
        ran = subprocess.run(command, shell=True, cwd=self.folder, env=environ, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout


@pytest.mark.parametrize("path", HOWTOS, ids=lambda path: path.stem)
def test_a_howto_does_what_it_says(path: Path, tmp_path: Path) -> None:
    checkout = Checkout(tmp_path / "checkout")
    sessions = 0
    for kind, name, content in BLOCK.findall(path.read_text()):
        if kind in ("python", "text"):
            checkout.write(name, content)
        elif kind == "diff":
            checkout.change(name, content)
        elif kind == "sh":
            checkout.run(content)
        else:
            for command in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]:
                line, _, shown = command.partition("\n")
                assert checkout.run(line).rstrip("\n") == shown.rstrip("\n"), line
                sessions += 1
    assert sessions


def test_there_is_one_for_each_seam() -> None:
    assert [path.stem for path in HOWTOS] == ["engine", "language", "output-format", "reader", "rule"]
