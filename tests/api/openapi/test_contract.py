"""Contract tests of the OpenAPI document (schemathesis, a generated client); `make schemathesis` tries 2,000 each."""

import importlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from openapi_spec_validator import validate
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from api.app import create_app
from api.openapi.document import document
from api.openapi.operation import Operation
from api.settings import Settings
from tests.api import examples
from tests.support.serving import serving

EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "12"))
# What the query language and the calendar refuse, no schema can say: `"open`, 2018-02-30, cursor=x.
_LEFT_OUT = [positive_data_acceptance]
# 414 and 431 refuse as well, and so does 503 while what was written is published.
_TOO_LONG_TOO = {"checks": {"negative_data_rejection": {"expected-statuses": ["4xx", "503"]}}}


def operations() -> Iterator[tuple[str, str]]:
    """Every address with each of its methods."""
    app = create_app(Settings())
    with app.app_context():
        for path, said in document(app)["paths"].items():
            yield from ((path, method.upper()) for method in said)


@pytest.fixture(scope="module")
def app(data: Path) -> Flask:
    return create_app(Settings(data=data))


@pytest.fixture(scope="module")
def described(app: Flask) -> dict[str, Any]:
    with app.app_context():
        return document(app)


@pytest.fixture(scope="module")
def schema(app: Flask) -> Any:
    return schemathesis.openapi.from_wsgi("/openapi.json", app, config=SchemathesisConfig.from_dict(_TOO_LONG_TOO))


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize(("path", "method"), list(operations()))
def test_the_server_does_what_the_document_says(schema: Any, path: str, method: str, mode: GenerationMode) -> None:
    if mode is GenerationMode.NEGATIVE and not schema[path][method].definition.raw["parameters"]:
        pytest.skip("it takes nothing that could be wrong")

    @given(case=schema[path][method].as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    def ask(case: Any) -> None:
        # Its WSGI client unpacks nothing.
        case.call_and_validate(excluded_checks=_LEFT_OUT, headers={"Accept-Encoding": "identity"})

    ask()


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize(("path", "method"), [("/articles", "POST"), ("/quotes/{id}", "PATCH")])
@pytest.mark.parametrize("key", ["onr_test", "onr_other"])
def test_writing_does_what_the_document_says(
    tmp_path: Path, path: str, method: str, mode: GenerationMode, key: str
) -> None:
    keys = f"desk:{sha256(b'onr_test').hexdigest()}"
    schema = schemathesis.openapi.from_wsgi(
        "/openapi.json",
        create_app(Settings(data=tmp_path, write_keys=keys)),
        config=SchemathesisConfig.from_dict(_TOO_LONG_TOO),
    )

    @given(case=schema[path][method].as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    def ask(case: Any) -> None:
        headers = {"Accept-Encoding": "identity", "Authorization": f"Bearer {key}"}
        case.call_and_validate(excluded_checks=[*_LEFT_OUT, ignored_auth], headers=headers)

    ask()


def test_the_document_is_openapi(described: dict[str, Any]) -> None:
    validate(described)
    assert described["openapi"].startswith("3.1")


def test_every_address_is_in_the_document_with_what_it_takes_and_gives(app: Flask, described: dict[str, Any]) -> None:
    for rule in app.url_map.iter_rules():
        if getattr(app.view_functions[rule.endpoint], "operation", Operation()).part_of_page:
            continue
        path = re.sub("<[^>]*>", "{id}", rule.rule)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            assert method.lower() in described["paths"][path]
        with app.app_context():
            assert hasattr(app.view_functions[rule.endpoint], "operation"), (
                f"{rule.endpoint}: add @operation(…) below its address"
            )


def test_every_parameter_says_what_it_means(described: dict[str, Any]) -> None:
    for operations in described["paths"].values():
        for said in operations.values():
            for parameter in said["parameters"]:
                assert parameter.get("description"), f"{parameter['name']}: give its field a metadata description"
    assert "speaker" in {one["name"] for one in described["paths"]["/quotes"]["get"]["parameters"]}


def test_writing_is_in_the_document_when_it_is_open(data: Path, described: dict[str, Any]) -> None:
    assert "post" not in described["paths"]["/articles"]
    open_app = create_app(Settings(data=data, write_keys=f"desk:{'0' * 64}"))
    with open_app.app_context():
        made = document(open_app)
    validate(made)
    assert made["paths"]["/articles"]["post"]["security"] == [{"key": []}]
    assert set(made["paths"]["/articles"]["post"]["responses"]) >= {"200", "201", "401", "403", "413", "415", "422"}
    [sent, _] = made["paths"]["/quotes/{id}"]["patch"]["requestBody"]["content"].values()
    assert sent["schema"] == {"$ref": "#/components/schemas/Correction"}


def test_the_examples_are_what_the_shipped_corpus_gives(app: Flask) -> None:
    assert json.loads(examples.FILE.read_text()) == examples.answers(app), "run 'make examples'"


def test_the_page_shows_every_address_and_needs_nothing_from_elsewhere(
    client: FlaskClient, described: dict[str, Any]
) -> None:
    response = client.get("/docs", headers={"Accept": "text/html,*/*;q=0.8"})
    assert response.content_type == "text/html; charset=utf-8"
    for path in described["paths"]:
        assert f"<code>{path}</code>" in response.text
    assert not re.findall(r"""(?:src|href)=["'](?:https?:)?//""", response.text)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_page_is_a_page_for_those_who_take_one(client: FlaskClient) -> None:
    assert client.get("/docs", headers={"Accept": "application/json"}).status_code == 406


@pytest.fixture(scope="module")
def generated(app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The client that openapi-python-client makes of the document."""
    pytest.importorskip("openapi_python_client", reason="openapi-python-client is not installed; it is in extras dev")
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_text(app.test_client().get("/openapi.json").text)
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--path", "openapi.json", "--meta", "none"]
    command += ["--output-path", "onrecord_client"]
    environ = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}  # where it finds ruff
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    # It sends no text/plain: it says so of the one address that takes it, and leaves that out.
    assert set(re.findall(r"WARNING parsing (\S+ \S+)", done.stdout)) <= {"POST /annotate"}
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        yield importlib.import_module("onrecord_client")


def test_a_client_made_of_the_document_fetches_quotations(generated: Any, data: Path, tmp_path: Path) -> None:
    list_quotes = importlib.import_module("onrecord_client.api.quotes.list_quotes")
    show_quote = importlib.import_module("onrecord_client.api.quotes.show_quote")
    with serving(data, tmp_path) as server, generated.Client(base_url=server.address) as client:
        page = list_quotes.sync(client=client, speaker=["Лавров"], limit=3)
        assert (page.meta.total, len(page.data)) == (14, 3)
        assert {one.speaker.name for one in page.data} == {"Sergey Lavrov"}
        one = show_quote.sync(id=page.data[0].id, client=client)
        assert one.data.paragraph[slice(*one.data.spans[0])] in one.data.text
        assert list_quotes.sync_detailed(client=client, limit=101).status_code == 400
