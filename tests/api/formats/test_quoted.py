"""Words are repeated as the source has them: marks only around what it has between marks."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from api.formats.quoted import quoted

PARAGRAPH = '"We won," said Ana Ruiz. "We stay." The toll was "a shame", she said, and Novak agreed to go.'


def view(kind: str, *words: str) -> dict[str, Any]:
    places = [[PARAGRAPH.index(some), PARAGRAPH.index(some) + len(some)] for some in words]
    attribution = {"cue": "agreed" if kind == "indirect" else "said"}
    return {"kind": kind, "text": " ".join(words), "paragraph": PARAGRAPH, "spans": places, "attribution": attribution}


@pytest.mark.parametrize(
    ("quotation", "written"),
    [
        (view("direct", "We won"), "“We won”"),
        (view("direct", "We won", "We stay."), "“We won … We stay.”"),
        (view("mixed", "The toll was", "a shame"), "The toll was “a shame”"),
        (view("mixed", "a shame"), "“a shame”"),
        (view("indirect", "to go"), "[agreed] to go"),
    ],
)
def test_marks_stand_where_the_source_has_them(quotation: dict[str, Any], written: str) -> None:
    assert quoted(quotation) == written


@pytest.mark.parametrize("form", ["text", "atom", "csl", "bibtex", "ris"])
def test_no_format_puts_a_paraphrase_between_marks(client: FlaskClient, form: str) -> None:
    written = client.get(f"/quotes?kind=indirect&q=nuke&format={form}").text
    assert "to nuke North Korea" in written
    assert "“to nuke" not in written
    assert "[threatened]" in written
    assert "paraphrased" in written


def test_a_paraphrase_is_cited_as_one(client: FlaskClient) -> None:
    [found] = client.get("/quotes?kind=indirect&q=nuke").get_json()["data"]
    page = client.get(f"/quotes/{found['id']}", headers={"Accept": "text/html"}).text
    assert (
        "[threatened] to nuke North Korea (Donald Trump, paraphrased (an action, not words) in Radio Habana Cuba, "
        "“Russian foreign minister" in page
    )
    assert "as paraphrased in Radio Habana Cuba, 2018)" in page
    assert "<title>Donald Trump: [threatened] to nuke North Korea · On Record</title>" in page
    assert '<span class="lead">threatened</span> to nuke' in page
