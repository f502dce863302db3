"""Citations for reference managers: CSL-JSON, BibTeX and RIS, all from the same fields.

What is cited is the article, as the source of the words; the words, who said them and our address go into the note. The
address is the source's own, so there is none where we do not know it. `date` is biblatex's, `year` and `month` are for
older styles.
CSL: https://docs.citationstyles.org/en/stable/specification.html; BibTeX as in biblatex's @online and @article;
RIS: https://en.wikipedia.org/wiki/RIS_(file_format).
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from api.formats import json
from api.formats.format import Format
from api.formats.quoted import how, quoted, spoken
from api.formats.views import View
from index import speakers_of

_UNTITLED = "[no headline]"
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
# Addresses are taken as they are, so only what would end the field or begin a command is encoded.
_NOT_IN_BIBTEX_URLS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})
_TEX_SPECIAL = re.compile(r"[\\{}$&%#_~^]")


def csl(quotations: Iterable[View]) -> list[dict[str, Any]]:
    """Return CSL-JSON: an item of type `article-newspaper` for each quotation."""
    return [_csl(quotation) for quotation in quotations]


def bibtex(quotations: Iterable[View]) -> Iterator[str]:
    """Yield a BibTeX entry for each quotation; its key is the quotation's id."""
    for quotation in quotations:
        fields = {name: _tex(value) for name, value in _fields(quotation).items()}
        if quotation["source_url"]:
            fields["url"] = quotation["source_url"].translate(_NOT_IN_BIBTEX_URLS)
        members = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
        yield f"@misc{{{quotation['id']},\n{members}\n}}\n\n"


def ris(quotations: Iterable[View]) -> Iterator[str]:
    """Yield a RIS record of type NEWS for each quotation."""
    for quotation in quotations:
        date = quotation["date"] or ""
        lines = [
            ("TY", "NEWS"),
            ("ID", quotation["id"]),
            ("TI", quotation["headline"] or _UNTITLED),
            ("T2", quotation["outlet"]["name"]),
            ("PY", date[:4]),
            ("DA", date.replace("-", "/")),
            ("UR", quotation["source_url"] or ""),
            ("LA", "" if quotation["language"] == "und" else quotation["language"]),
            ("N1", note(quotation)),
        ]
        yield "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in lines if value) + "ER  - \r\n\r\n"


def note(quotation: View) -> str:
    """Return the note of a citation: speaker, kind, words, our URL.

    `Ana Ruiz, quoted: “We won” (On Record, https://…/quotes/q-…; the date is partly inferred)`.
    """
    name = " and ".join(speaker["name"] for speaker in speakers_of(quotation)) or "speaker unknown"
    inferred = "; the date is partly inferred" if quotation["date"] and quotation["dates"]["inferred"] else ""
    words = f"{name}, {how(quotation)}: {_one_line(quoted(quotation))}"
    told = spoken(quotation["occasion"])
    return f"{words} (On Record, {quotation['url']}{'; ' + told if told else ''}{inferred})"


def _csl(quotation: View) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": quotation["id"],
        "type": "article-newspaper",
        "title": quotation["headline"] or _UNTITLED,
        "container-title": quotation["outlet"]["name"],
        "note": note(quotation),
    }
    if quotation["source_url"]:
        item["URL"] = quotation["source_url"]
    if quotation["date"]:
        item["issued"] = {"date-parts": [[int(part) for part in quotation["date"].split("-")]]}
    if quotation["language"] != "und":
        item["language"] = quotation["language"]
    return item


def _fields(quotation: View) -> dict[str, str]:
    year, _, rest = (quotation["date"] or "").partition("-")
    fields = {
        "title": quotation["headline"] or _UNTITLED,
        "howpublished": quotation["outlet"]["name"],
        "year": year,
        "month": rest.partition("-")[0],
        "date": quotation["date"] or "",
        "language": "" if quotation["language"] == "und" else quotation["language"],
        "note": note(quotation),
    }
    return {name: value for name, value in fields.items() if value}


def _tex(value: str) -> str:
    return _TEX_SPECIAL.sub(lambda match: _TEX[match[0]], _one_line(value))


def _one_line(value: str) -> str:
    return " ".join(value.split())


CSL = Format(
    name="csl",
    media_type="application/vnd.citationstyles.csl+json",
    many=lambda views, context: json.dumps(csl(views), context.parameters),
)
BIBTEX = Format(
    name="bibtex",
    media_type="application/x-bibtex",
    is_text=True,
    many=lambda views, _: "".join(bibtex(views)),
)
RIS = Format(
    name="ris",
    media_type="application/x-research-info-systems",
    is_text=True,
    many=lambda views, _: "".join(ris(views)),
)
