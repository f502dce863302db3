"""Citations of a quotation to copy: plain, APA, BibTeX and RIS.

APA: the Publication Manual of the American Psychological Association, 7th edition, section 10.1, newspaper articles; an
article without an author begins with its title, and words taken from somebody else are "as quoted in".
"""

from api.formats import citations
from api.formats.quoted import HOW, how, quoted, spoken
from api.formats.views import View
from api.pages import phrasing
from api.pages.wording import period
from index import speakers_of


def citation(view: View, byline: str | None) -> dict[str, str]:
    """Return a citation in each style, by the name of the style; `byline` is as printed."""
    return {
        "Plain": plain(view),
        "APA": apa(view, byline),
        "BibTeX": "".join(citations.bibtex([view])).strip(),
        "RIS": "".join(citations.ris([view])).strip().replace("\r\n", "\n"),
    }


def plain(view: View) -> str:
    """Return quotation, speaker, outlet, date and addresses in one line."""
    headline = f"“{view['headline']}”, " if view["headline"] else ""
    inferred = ", date partly inferred" if view["date"] and view["dates"]["inferred"] else ""
    printed = f"{how(view)} in {view['outlet']['name']}, {headline}{phrasing.day(view['date'])}{inferred}"
    source = f"{view['source_url']} · " if view["source_url"] else ""
    told = spoken(view["occasion"], period)
    return f"{quoted(view)} ({_names(view)}, {told + '; ' if told else ''}{printed}). {source}On Record, {view['url']}"


def apa(view: View, byline: str | None) -> str:
    """Return the entry of a reference list (APA 7) and, below it, the quotation with its in-text citation."""
    year, *_ = (view["date"] or "n.d.").split("-")
    title, outlet = view["headline"] or "[No headline]", view["outlet"]["name"]
    author = byline.removeprefix("By ").removeprefix("by ").rstrip(".") if byline else None
    begins = f"{author}. ({_apa_date(view)}). {title}." if author else f"{title}. ({_apa_date(view)})."
    where = view["source_url"] or f"Retrieved from On Record, {view['url']}"
    return f"{begins} {outlet}. {where}\n\n{quoted(view)} ({_names(view)}, as {HOW[view['kind']]} in {outlet}, {year})"


def _apa_date(view: View) -> str:
    year, _, rest = (view["date"] or "n.d.").partition("-")
    day_and_month = phrasing.day(view["date"]).rpartition(" ")[0].split(" ") if rest else []
    return f"{year}, {' '.join(reversed(day_and_month))}" if day_and_month else year


def _names(view: View) -> str:
    return (
        phrasing.join_names([speaker["name"] for speaker in speakers_of(view)])
        or view["attribution"]["source"]
        or "speaker unknown"
    )
