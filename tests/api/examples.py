"""The examples in the API's document: real answers over the shipped corpus. `make examples` renews them."""

import json
import re
import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

from flask import Flask

from api.app import create_app
from api.cli.main import main
from api.openapi.operation import Operation
from api.settings import Settings

ROOT = Path(__file__).parents[2]
FILE = ROOT / "api" / "examples.json"
INSTANT = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ")
CURSOR = re.compile(r"cursor=[\w.-]+")
ORIGIN = re.compile(r'"[^"]*/(corpus/articles/)')
SERVER = "http://127.0.0.1:8000"


def answers(app: Flask) -> dict[str, Any]:
    """Return the answer to each example of an app, without what differs from one run to the next."""
    said = (getattr(view, "operation", Operation()) for view in app.view_functions.values())
    addresses = sorted({operation.example for operation in said if operation.example})
    return {address: _answer(app, address) for address in addresses}


def _answer(app: Flask, address: str) -> Any:
    text = app.test_client().get(address, base_url=SERVER).text
    text = INSTANT.sub("2031-05-04T08:00:00Z", CURSOR.sub("cursor=…", ORIGIN.sub(r'"\1', text)))
    return json.loads(text)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, patch.dict("os.environ", {"ONRECORD_DATA": folder}):
        main(["ingest", "--quiet", str(ROOT / "corpus" / "articles")])
        written = answers(create_app(Settings(data=Path(folder))))
    FILE.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
