"""What `pip install .` installs works outside the checkout, with every file that it reads."""

import json
import os
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.serving import serving

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "annotation", "index", "api")
ARTICLE = "---\noutlet: Ribera Times\n---\n“The dam holds,” said Ana Ruiz.\n"


@dataclass(frozen=True, slots=True)
class Installed:
    """The wheel, the folder that it was installed into, and an empty folder to work in."""

    wheel: Path
    site: Path
    cwd: Path

    @property
    def environment(self) -> dict[str, str]:
        return {"PYTHONPATH": str(self.site), "ONRECORD_DATA": str(self.cwd / "var")}

    @property
    def program(self) -> tuple[str, str]:
        """The command of the wheel; its dependencies are those of the environment that runs the suite."""
        return sys.executable, str(self.site / "bin" / "onrecord")

    def run(self, *command: str) -> str:
        environ = os.environ | self.environment
        ran = subprocess.run(command, cwd=self.cwd, env=environ, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel of a copy of the checkout, installed into a folder without any network."""
    root = tmp_path_factory.mktemp("wheel")
    for name in PACKAGES:
        shutil.copytree(ROOT / name, root / "source" / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, root / "source" / name)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(root), str(root / "source")]
    subprocess.run(build, check=True)
    [wheel] = root.glob("onrecord-*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", str(root / "site"), str(wheel)], check=True)
    (root / "cwd").mkdir()
    return Installed(wheel, root / "site", root / "cwd")


def test_every_file_of_the_packages_is_in_the_wheel(installed: Installed) -> None:
    files = {
        str(path.relative_to(ROOT))
        for name in PACKAGES
        for path in (ROOT / name).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }
    assert files - set(zipfile.ZipFile(installed.wheel).namelist()) == set()


def test_the_installed_command_imports_nothing_from_the_checkout(installed: Installed) -> None:
    code = "import sys, api.wsgi, api.cli.main; print(*(module.__file__ or '' for module in list(sys.modules.values()) "
    code += f"if module.__name__.partition('.')[0] in {PACKAGES}), sep='\\n')"
    files = installed.run(sys.executable, "-P", "-c", code).split()
    assert len(files) > 50
    assert {file for file in files if not file.startswith(str(installed.site))} == set()


def test_the_installed_command_says_its_version(installed: Installed) -> None:
    assert installed.run(*installed.program, "--version") == "onrecord 0.1.0\n"


def test_the_installed_command_ingests_and_serves(installed: Installed, tmp_path: Path) -> None:
    (installed.cwd / "dam.md").write_text(ARTICLE)
    installed.run(*installed.program, "ingest", "dam.md")
    data = installed.cwd / "var"
    with serving(data, tmp_path, installed.program, installed.cwd, PYTHONPATH=str(installed.site)) as server:
        answer = json.loads(fetch(f"{server.address}/quotes", "application/json"))
        assert [quotation["text"] for quotation in answer["data"]] == ["The dam holds"]
        assert "The dam holds" in fetch(f"{server.address}/quotes", "text/html")
        assert "<title>On Record: the API</title>" in fetch(f"{server.address}/docs", "text/html")


def fetch(address: str, accept: str) -> str:
    request = urllib.request.Request(address, headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=30) as response:
        text: str = response.read().decode()
    return text
