"""Deep links to words on a page: URL text fragments (text directives).

Format: `#:~:text=start,end`, repeated for several passages (https://wicg.github.io/scroll-to-text-fragment/).
"""

import re
from collections.abc import Iterable
from urllib.parse import quote

_WHOLE_UP_TO = 8
_FIRST_WORDS = 5
_LAST_WORDS = 3
_WORD = re.compile(r"\S+")


def deep_link(url: str | None, passages: Iterable[str]) -> str | None:
    """Return a URL that highlights `passages` on the page at `url`; None without a URL.

    >>> deep_link("https://example.org/1", ["We will rebuild, all of it"])
    'https://example.org/1#:~:text=We%20will%20rebuild%2C%20all%20of%20it'
    """
    if url is None:
        return None
    directives = "&".join("text=" + _directive(passage) for passage in passages)
    separator = ":~:" if "#" in url else "#:~:"
    return f"{url}{separator}{directives}"


def _directive(passage: str) -> str:
    """Return a short passage whole, a long one as its first and last words."""
    words = _WORD.findall(passage)
    if len(words) <= _WHOLE_UP_TO or "\n" in passage[:60]:
        return _encoded(" ".join(words))
    return f"{_encoded(' '.join(words[:_FIRST_WORDS]))},{_encoded(' '.join(words[-_LAST_WORDS:]))}"


def _encoded(text: str) -> str:
    """Percent-encode a text, `-` and `,` too, which have a meaning in a directive."""
    return text.translate(_PERCENT)


class _Percent(dict[int, str]):
    """Code point to percent-encoding, for `str.translate`, filled on demand."""

    def __missing__(self, code: int) -> str:
        self[code] = "%2D" if code == ord("-") else quote(chr(code), safe="")
        return self[code]


_PERCENT = _Percent()
