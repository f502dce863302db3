"""What every answer has in common: who may read it, what it may not do, and what a request may cost."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.settings import Settings

ADDRESSES = ["/", "/quotes", "/quotes/q-m34my5pp554a", "/articles", "/healthz", "/nope", "/quotes?limit=-1"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_may_be_read_from_any_page_and_can_run_nothing(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert {"ETag", "Link"} <= set(headers["Access-Control-Expose-Headers"].split(", "))
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_is_get_without_a_body(client: FlaskClient, address: str) -> None:
    head, get = client.head(address), client.get(address)
    assert (head.status_code, head.data) == (get.status_code, b"")
    for name in ("Content-Type", "Content-Length", "ETag", "Cache-Control"):
        assert head.headers.get(name) == get.headers.get(name)


def test_a_browser_that_asks_first_is_told_what_it_may_do(client: FlaskClient) -> None:
    asked = {"Origin": "https://app.example.org", "Access-Control-Request-Method": "GET"}
    response = client.options("/quotes", headers=asked)
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Authorization" not in response.headers["Access-Control-Allow-Headers"]
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert "Content-Type" not in response.headers


@pytest.mark.parametrize("given", ["abc-123", "A.b_c"])
def test_a_plain_request_id_is_given_back(client: FlaskClient, given: str) -> None:
    assert client.get("/healthz", headers={"X-Request-Id": given}).headers["X-Request-Id"] == given


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "<script>", "é", '"'])
def test_any_other_is_replaced(client: FlaskClient, given: str) -> None:
    made = client.get("/healthz", headers={"X-Request-Id": given}).headers["X-Request-Id"]
    assert made != given
    assert len(made) == 32


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("/quotes?q=" + "x" * 8000, {}, 414),
        ("/" + "x" * 8001, {}, 414),
        ("/quotes", {f"X-{n}": "1" for n in range(70)}, 431),
        ("/quotes", {"X-Long": "x" * 16_001}, 431),
        ("/quotes?" + "&".join(f"a{n}=1" for n in range(101)), {}, 400),
    ],
)
def test_what_no_client_of_ours_sends_is_refused(
    client: FlaskClient, address: str, headers: dict[str, str], status: int
) -> None:
    response = client.get(address, headers=headers)
    assert response.status_code == status
    assert response.content_type == "application/problem+json"


@pytest.mark.parametrize(
    ("address", "meant"),
    [("/quotes/", "/quotes"), ("//quotes", "/quotes"), ("/quotes//q-1/", "/quotes/q-1"), ("//evil.example.org", None)],
)
def test_an_address_has_one_form_and_another_is_told_it(client: FlaskClient, address: str, meant: str | None) -> None:
    response = client.open(path="/", environ_overrides={"PATH_INFO": address})
    assert response.status_code == 404
    assert "Location" not in response.headers
    assert (f"did you mean {meant}?" if meant else "/ lists them all") in response.get_json()["detail"]


@pytest.mark.parametrize("host", ['a"b', "a>b", "a b", "a,b", "a\tb"])
def test_no_header_is_made_of_a_host_that_is_none(client: FlaskClient, host: str) -> None:
    response = client.get("/quotes", headers={"Host": host})
    assert host not in response.headers.get("Link", "")


@pytest.mark.parametrize("accept", ["application/json", "text/html", "text/plain"])
def test_only_trusted_hosts_are_served_when_there_are_any(data: Path, accept: str) -> None:
    settings = Settings.from_environ(
        {"ONRECORD_DATA": str(data), "ONRECORD_TRUSTED_HOSTS": "quotes.example.org, .b.org"}
    )
    client = create_app(settings).test_client()
    for host, status in (("quotes.example.org", 200), ("a.b.org", 200), ("evil.example.org", 400), ("localhost", 400)):
        response = client.get("/quotes?limit=1", headers={"Host": host, "Accept": accept})
        assert response.status_code == status
        assert status == 200 or f"//{host}" not in response.text


def test_no_header_is_made_of_a_value(client: FlaskClient) -> None:
    response = client.get("/quotes?outlet=%0D%0ASet-Cookie:%20a=b%3E%22,&limit=1")
    assert response.status_code == 400
    response = client.get("/quotes?outlet=%3E%22%3B,%C3%A9&limit=1")
    assert response.status_code == 200
    assert response.headers["Link"].isascii()
    assert "outlet=%3E%22%3B%2C%C3%A9" in response.headers["Link"]


def test_errors_are_text_or_a_page_for_those_who_asked_for_it(client: FlaskClient) -> None:
    for address in ("/nope", "/quotes?limit=x", "/quotes/q-none"):
        assert client.get(address, headers={"Accept": "text/plain"}).content_type == "text/plain; charset=utf-8"
        assert client.get(address, headers={"Accept": "text/html"}).content_type == "text/html; charset=utf-8"
        assert client.get(address, headers={"Accept": "image/png"}).content_type == "application/problem+json"


def test_the_guide_for_a_terminal_has_lines_that_answer(client: FlaskClient) -> None:
    guide = client.get("/", headers={"Accept": "text/plain"}).text
    assert guide == client.get("/?format=text").text
    lines = [line.split("'")[1] for line in guide.splitlines() if line.strip().startswith("curl '")]
    assert len(lines) >= 5
    for address in lines:
        response = client.get(address.removeprefix("http://localhost"))
        assert response.status_code == 200
        assert "0 of 0" not in response.text


def test_the_guide_names_every_address_that_is_read(client: FlaskClient) -> None:
    paths = client.get("/openapi.json").get_json()["paths"]
    guide = client.get("/?format=text").text
    for path, said in paths.items():
        assert "get" not in said or f"\n  {path}" in guide


@pytest.mark.parametrize(
    ("address", "method"),
    [
        ("/quotes", "DELETE"),
        ("/quotes/q-m34my5pp554a", "PUT"),
        ("/articles", "POST"),
        ("/healthz", "POST"),
        ("/quotes", "TRACE"),
        ("/quotes", "X"),
    ],
)
def test_another_method_is_405_with_those_there_are(client: FlaskClient, address: str, method: str) -> None:
    response = client.open(f"{address}?format=text", method=method)
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert response.text == f"{address} cannot be used with {method}\n"


@pytest.mark.parametrize(
    "address", ["/nope", "/quotes?limit=-1", "/quotes/q-none", "/quotes?q=%22open", "/quotes?cursor=x", "/quotes/"]
)
def test_every_fault_in_text_is_one_readable_line(client: FlaskClient, address: str) -> None:
    joint = "&" if "?" in address else "?"
    response = client.get(f"{address}{joint}format=text")
    assert response.status_code in (400, 404)
    assert response.content_type == "text/plain; charset=utf-8"
    assert response.text.count("\n") == 1
    assert response.text.endswith("\n")


@pytest.mark.parametrize("evil", ["..%2F..%2Fetc%2Fpasswd", "%00", "%FF", "%ED%A0%80", "%0D%0AX: y", "%2e%2e", "a%2Fb"])
def test_an_id_that_is_none_is_404_whatever_is_in_it(client: FlaskClient, evil: str) -> None:
    for collection in ("quotes", "articles", "speakers", "outlets"):
        response = client.get(f"/{collection}/{evil}")
        assert response.status_code == 404
        assert response.content_type == "application/problem+json"
