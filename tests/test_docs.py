"""The documentation is true: what it shows is what runs give, and what there is stands in it."""

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest
from click import Context
from flask import Flask

from api.app import create_app
from api.cli.main import main, onrecord
from api.formats.registry import FORMATS
from api.schemas.parameters import QuotesParameters
from api.settings import Settings
from tests.support.built_once import SharedFolders

ROOT = Path(__file__).parents[1]
DOCS = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md")])
EXAMPLES = [path for path in DOCS if path.parent.name != "howto"]  # those are followed in test_howto.py
INSTANT = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ")
BLOCK = re.compile(r"```(?:console|json)\n(\$ .*?)\n```", re.DOTALL)
CURSOR = re.compile(r"cursor=[\w.-]+")  # signed with a key that each data folder has its own of
SERVER = "http://127.0.0.1:8000"


@pytest.fixture(scope="session")
def ingested(shared_folders: SharedFolders) -> Path:
    """A data folder after `onrecord ingest corpus/articles`, to copy."""
    return shared_folders.build("docs", _ingest_corpus)


def _ingest_corpus(data: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_DATA", str(data))
        patch.chdir(ROOT)
        assert main(["ingest", "corpus/articles"]) == 0


@pytest.fixture(scope="module")
def app(ingested: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    data = tmp_path_factory.mktemp("docs") / "data"
    shutil.copytree(ingested, data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_DATA", str(data))
        patch.chdir(ROOT)
        yield create_app(Settings(data=data))


def examples() -> Iterator[tuple[str, str, str]]:
    """Yield every `$ curl …` block of the docs: file, command, the output shown."""
    for path in EXAMPLES:
        for block in BLOCK.findall(path.read_text()):
            command, _, shown = block.removeprefix("$ ").partition("\n")
            if command.startswith("curl "):
                yield path.name, command, shown


@pytest.mark.parametrize(("file", "command", "shown"), list(examples()))
def test_each_curl_line_gives_what_the_docs_show(app: Flask, file: str, command: str, shown: str) -> None:
    given = curl(app, command).rstrip("\n")
    assert matches(shown, given), f"{file} shows something else than\n{given}"


def curl(app: Flask, command: str) -> str:
    """Do what curl would do: GET, or POST with -d or --data-binary; -H adds a header."""
    _, *options, address = shlex.split(command)
    assert address.startswith(SERVER)
    given = list(zip(options[::2], options[1::2], strict=True))
    assert {option for option, _ in given} <= {"-H", "-d", "--data-binary"}
    headers = [tuple(value.split(": ", 1)) for option, value in given if option == "-H"]
    bodies = [value.encode() for option, value in given if option != "-H"]
    answer = app.test_client().open(
        address.removeprefix(SERVER),
        base_url=SERVER,
        method="POST" if bodies else "GET",
        headers=headers,
        data=bodies[0] if bodies else None,
    )
    return answer.text.replace("\r\n", "\n")


def matches(shown: str, given: str) -> bool:
    """Compare; instants of reading, signatures of cursors and lines left out at … are all that may differ."""
    parts = re.split(r"\n *…\n", _settled(shown))
    pattern = r"\n(?:.*\n)*?".join(map(re.escape, parts))
    return re.fullmatch(pattern, _settled(given)) is not None


def _settled(words: str) -> str:
    return CURSOR.sub("cursor=CURSOR", INSTANT.sub("INSTANT", f"{words}\n"))


def sessions() -> Iterator[tuple[str, str]]:
    """Yield every block of the docs that begins with a command of ours: file, and the whole of it."""
    for path in EXAMPLES:
        for block in BLOCK.findall(path.read_text()):
            if block.startswith("$ onrecord "):
                yield path.name, block


@pytest.mark.parametrize(("file", "block"), list(sessions()))
def test_each_session_goes_as_the_docs_show(
    file: str,
    block: str,
    ingested: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "var"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    shutil.copytree(ingested, tmp_path / "var")
    for command in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        line, _, shown = command.partition("\n")
        program, *arguments = shlex.split(line)
        if program == "curl":
            given = curl(create_app(Settings(data=tmp_path / "var")), line)
        else:
            main(arguments)
            given = "".join(reversed(capfd.readouterr()))
        assert matches(shown.rstrip("\n"), given.rstrip("\n")), f"{file} shows something else than\n{given}"


def test_there_are_examples_to_check() -> None:
    assert len(list(examples())) >= 10


def test_every_address_is_documented(app: Flask) -> None:
    documented = (ROOT / "docs/api.md").read_text()
    for rule in app.url_map.iter_rules():
        assert f"`{re.sub('<[^>]*>', '{id}', rule.rule)}`" in documented


def test_every_setting_is_documented() -> None:
    used = set(re.findall(r"ONRECORD_[A-Z_]*[A-Z]", (ROOT / "api/settings.py").read_text()))
    documented = (ROOT / "docs/operations.md").read_text()
    assert used
    for name in used:
        assert f"`{name}`" in documented


def test_every_command_is_documented() -> None:
    documented = (ROOT / "docs/operations.md").read_text()
    for name in onrecord.list_commands(Context(onrecord)):
        assert f"`onrecord {name}" in documented


def test_every_make_target_named_in_the_docs_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for path in [*DOCS, ROOT / "CONTRIBUTING.md"]:
        for named in re.findall(r"`make ([a-z-]+)", path.read_text()):
            assert named in targets, f"{path.name} names make {named}"


@pytest.mark.parametrize("name", ["SECURITY.md", "docs/faults.md", "docs/reliability.md"])
def test_every_promise_names_tests_that_exist(name: str) -> None:
    [table] = re.findall(r"\| kept by \|\n\|[-|]+\n((?:\|.*\n)+)", (ROOT / name).read_text())
    rows = table.splitlines()
    assert len(rows) > 5
    for row in rows:
        named = re.findall(r"`(tests/[\w/.]+)::(\w+)`", row)
        assert named, f"{name} names no test for {row}"
        for path, test in named:
            assert f"def {test}(" in (ROOT / path).read_text(), f"{name} names {path}::{test}"


def test_links_between_documents_lead_somewhere() -> None:
    for path in [*DOCS, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text()):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_every_file_named_in_the_docs_exists() -> None:
    for path in [*EXAMPLES, ROOT / "CONTRIBUTING.md"]:
        for named in re.findall(
            r"`((?:corpus|annotation|index|api|tests|benchmarks|docs)(?:/[\w.-]+)+)/?`", path.read_text()
        ):
            assert (ROOT / named).exists(), f"{path.name} names {named}"


def test_every_folder_of_the_packages_is_on_the_map() -> None:
    for package, drawn in re.findall(
        r"^(\w+)/\n((?: .*\n)+)", (ROOT / "docs/architecture.md").read_text(), re.MULTILINE
    ):
        named = set(re.findall(r"(\w+)/(?= )", drawn))
        folders = {path.parent.name for path in (ROOT / package).glob("*/__init__.py")}
        assert folders <= named, f"docs/architecture.md lacks {folders - named} of {package}/"


def types() -> Iterator[tuple[str, str, str]]:
    """Yield the rows of the table of types: name, module, fields."""
    table = (ROOT / "docs/data-model.md").read_text().partition("## The types")[2].partition("\n## ")[0]
    yield from re.findall(r"^\| `(\w+)` \| `([\w/]+)\.py` \| (.*) \|$", table, re.MULTILINE)


@pytest.mark.parametrize(("name", "module", "row"), list(types()))
def test_each_type_of_the_data_model_has_the_fields_of_its_row(name: str, module: str, row: str) -> None:
    names = [field.name for field in fields(getattr(import_module(module.replace("/", ".")), name))]
    documented = re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", row))
    assert documented == names


def test_the_parameters_of_the_search_are_those_of_its_schema() -> None:
    table = (ROOT / "docs/api.md").read_text().partition("## Parameters of `/quotes`")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    documented = {name for row in rows for name in re.findall(r"`(\w+)(?:=\d)?`", row)}
    assert documented == set(QuotesParameters().fields)


def test_the_formats_of_the_api_are_those_of_the_registry() -> None:
    table = (ROOT / "docs/api.md").read_text().partition("\n## Formats")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| `(.*?)` \|", table.partition("---|")[2], re.MULTILINE)
    assert sorted(rows) == sorted((format.name, format.media_type) for format in FORMATS)
