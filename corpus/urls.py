"""URL canonicalisation: one address for one page, without tracking parameters."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import SplitResult, unquote_plus, urlsplit

LONGEST_ADDRESS = 4_000  # characters
_PORTS = {"http": ":80", "https": ":443"}
_NOT_IN_AN_ADDRESS = re.compile('[\\s\x00-\x20\x7f-\x9f<>"\ud800-\udfff]')


def canonical(address: str) -> str:
    """Return the canonical form of an address: only what identifies the page, unchanged and in its order.

    Scheme and host are in lower case, the scheme's own port, the fragment and tracking parameters go. An address that
    is not of the web is returned unchanged.

    >>> canonical("HTTPS://Example.org:443/Rain?b=2&utm_source=feed&a=1#top")
    'https://example.org/Rain?b=2&a=1'
    """
    if not is_web_address(address):
        return address
    parts = urlsplit(address)
    pairs = [pair for pair in parts.query.split("&") if not tracks(unquote_plus(pair.partition("=")[0]))]
    query = f"?{'&'.join(pairs)}" if any(pairs) else ""
    return f"{parts.scheme}://{_authority(parts)}{parts.path}{query}"


def is_web_address(words: str) -> bool:
    """Return whether the words are an address that may be shown as a link: http or https, with a host."""
    if len(words) > LONGEST_ADDRESS or _NOT_IN_AN_ADDRESS.search(words):
        return False
    try:
        parts = urlsplit(words)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def host(address: str) -> str:
    """Return the host of a web address, in lower case and without `www.`.

    >>> host("https://www.Example.org:8080/rain")
    'example.org'
    """
    return (urlsplit(address).hostname or "").removeprefix("www.").rstrip(".")


def tracks(name: str) -> bool:
    """Return whether a query parameter tracks where the reader came from, and does not identify the page.

    >>> tracks("utm_source"), tracks("page")
    (True, False)
    """
    names, beginnings = _tracking()
    return name.lower() in names or name.lower().startswith(beginnings)


def _authority(parts: SplitResult) -> str:
    user, at, place = parts.netloc.rpartition("@")
    return user + at + place.lower().removesuffix(_PORTS[parts.scheme])


@cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...]]:
    text = Path(__file__).with_name("tracking_parameters.txt").read_text(encoding="utf-8")
    names = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    beginnings = tuple(name.removesuffix("*") for name in names if name.endswith("*"))
    return frozenset(name for name in names if not name.endswith("*")), beginnings
