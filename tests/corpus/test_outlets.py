import tomllib
from pathlib import Path

import pytest

import corpus
from corpus.article import Outlet, slug
from corpus.outlets import outlet_of


@pytest.mark.parametrize(
    ("name", "url", "outlet"),
    [
        ("Island News", "https://tass.com/1", Outlet("island-news", "Island News")),
        (None, "https://tass.com/world/1", Outlet("tass", "TASS")),
        (None, "https://www.radiohc.cu/index.php/en", Outlet("radio-habana-cuba", "Radio Habana Cuba")),
        (None, "https://edition.cnn.com/1", Outlet("cnn", "CNN")),
        (None, "https://courier.example/1", Outlet("courier-example", "courier.example")),
        (None, "https://notcnn.com/1", Outlet("notcnn-com", "notcnn.com")),
        ("tass.com", None, Outlet("tass", "TASS")),
        ("https://www.tass.com/", None, Outlet("tass", "TASS")),
        ("www.courier.example", "https://tass.com/1", Outlet("courier-example", "courier.example")),
        ("Yahoo! News", None, Outlet("yahoo-news", "Yahoo! News")),
        (None, None, None),
        ("!!", None, None),
    ],
)
def test_the_name_decides_then_the_table_then_the_host(
    name: str | None, url: str | None, outlet: Outlet | None
) -> None:
    assert outlet_of(name, url) == outlet


def test_the_table_can_be_used_as_it_is() -> None:
    table = tomllib.loads(Path(corpus.__file__).with_name("outlets.toml").read_text(encoding="utf-8"))
    for place, name in table.items():
        assert place == place.lower().removeprefix("www.") and "/" not in place and "." in place
        assert slug(name) and name == name.strip()
