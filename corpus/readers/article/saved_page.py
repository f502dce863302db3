"""Where a saved page says it came from: comments of browsers and of SingleFile, `<base>`, the Wayback Machine."""

import re
from dataclasses import dataclass

from corpus.urls import is_web_address

# What a browser of the Windows family, SingleFile or HTTrack writes above or below the page.
_COMMENTS = (
    re.compile(r"<!--\s{0,9}saved from url=\(\d{1,6}\)(\S{1,4000}?)\s{0,9}-->", re.IGNORECASE),
    re.compile(r"<!--\s{0,99}Page saved with SingleFile\s{1,99}url:\s{0,9}(\S{1,4000})", re.IGNORECASE),
    re.compile(r"<!--\s{0,9}Mirrored from (\S{1,4000}) by HTTrack", re.IGNORECASE),
)
_BASE = re.compile(r"<base\b[^>]{0,200}?\bhref\s{0,9}=\s{0,9}[\"']?(https?://[^\"'\s>]{1,4000})", re.IGNORECASE)
_WOMBAT = re.compile(r"__wm\.wombat\(\s*[\"'](https?://[^\"'\s]{1,4000})[\"']\s*,\s*[\"'](\d{14})")
_ARCHIVED = re.compile(
    r"https?://(?:web|wayback)\.archive\.org/web/(\d{4,14})(?:[a-z]{2}_)?/(https?:/{1,2}\S{1,4000})", re.IGNORECASE
)
_FILE_ARCHIVED = re.compile(r"FILE ARCHIVED ON (\d\d):(\d\d):(\d\d) (\w{3})\w* (\d\d), (\d{4})")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@dataclass(frozen=True, slots=True)
class SavedFrom:
    """The address of a saved page, of its site alone (`base`), and the instant of an archive's capture; None if
    unknown."""

    url: str | None = None
    base: str | None = None
    captured: str | None = None


def saved_from(text: str) -> SavedFrom:
    """Return what the source of a page says about where it was saved from."""
    head, foot = text[:20_000], text[-20_000:]
    url = next((match[1] for form in _COMMENTS for part in (head, foot) if (match := form.search(part))), None)
    url = f"https://{url}" if url and "://" not in url and "/" in url and url[0].isalnum() else url
    wombat = _WOMBAT.search(head)
    url, captured = unarchived(url or (wombat[1] if wombat else None))
    captured = captured or (_instant(wombat[2]) if wombat else None) or _file_archived(foot)
    base = _BASE.search(head)
    site, _ = unarchived(base[1] if base else None)
    return SavedFrom(
        url if url and is_web_address(url) else None, site if site and is_web_address(site) else None, captured
    )


def unarchived(address: str | None) -> tuple[str | None, str | None]:
    """Return the address of the page and the instant of its capture from an address in the Wayback Machine.

    >>> unarchived("https://web.archive.org/web/20310504101112/https://courier.example/a")
    ('https://courier.example/a', '2031-05-04T10:11:12Z')
    """
    match = _ARCHIVED.fullmatch(address.strip()) if address else None
    if match is None:
        return address, None
    return re.sub(r"^(https?:)/+", r"\1//", match[2]), _instant(match[1])


def _instant(digits: str) -> str | None:
    if len(digits) != 14:
        return None
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}T{digits[8:10]}:{digits[10:12]}:{digits[12:]}Z"


def _file_archived(text: str) -> str | None:
    match = _FILE_ARCHIVED.search(text)
    if match is None or match[4].lower() not in _MONTHS:
        return None
    return f"{match[6]}-{_MONTHS.index(match[4].lower()) + 1:02}-{match[5]}T{match[1]}:{match[2]}:{match[3]}Z"
