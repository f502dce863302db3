"""Outlet of an article: the name that comes with it, else the outlet of its host, else the host."""

import re
import tomllib
from functools import cache
from pathlib import Path

from corpus.article import Outlet, slug
from corpus.urls import host

_HOST = re.compile(r"(?:https?://)?(?:[\w-]{1,63}\.){1,8}[a-z][\w-]{1,62}/?", re.IGNORECASE)

# Of an article that neither names who printed it nor has an address; the article's `unknown` says why.
UNKNOWN_OUTLET = Outlet("unknown", "unknown")


def outlet_of(name: str | None, url: str | None) -> Outlet | None:
    """Return the outlet of an article from the name that comes with it and its address; None without both.

    A name that is a host, as exports have it (`tass.com`), is looked up too.

    >>> outlet_of(None, "https://tass.com/world/1009334")
    Outlet(id='tass', name='TASS')
    >>> outlet_of("www.island-news.example", None)
    Outlet(id='island-news-example', name='island-news.example')
    """
    if name is not None and _HOST.fullmatch(name):
        name = _known(host(name if "://" in name else f"http://{name}"))
    if name is None and url is not None:
        name = _known(host(url))
    return Outlet(slug(name), name) if name and slug(name) else None


def _known(place: str) -> str:
    outlets = _outlets()
    labels = place.split(".")
    parents = (".".join(labels[start:]) for start in range(len(labels)))
    return next((outlets[parent] for parent in parents if parent in outlets), place)


@cache
def _outlets() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("outlets.toml").read_text(encoding="utf-8"))
