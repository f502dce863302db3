"""A MediaWiki dump of Wikinews (`pages-articles.xml`) → an article for each page of the main namespace.

Title, day (the template `date`, a category that is a day) and text without markup are read; mwparserfromhell, an extra,
parses the markup. Dumps of other wikis are named and not read: they hold no news.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any, BinaryIO

from lxml import etree

from corpus.article import Article
from corpus.errors import BadRecord
from corpus.readers.article.builder import ArticleFields, article_from, field_of, paragraphs_from
from corpus.readers.article.date_parsing import day_in
from corpus.readers.io.html_tree import Element
from corpus.readers.io.xml_tree import language_of, root_name
from corpus.readers.raw_record import NotAnArticle, RawRecord, ReadOptions, SkippedRecord, UnreadableRecord

FORMAT = "mediawiki"
VERSION = "mediawiki 1"
STREAMS = True

_PLURAL = re.compile(r"(\w{3,})s\b")
_LICENCE = "CC BY 2.5 (the licence of Wikinews)"
_NEWS = re.compile(r"wikin[eo]|викинов|ويكي ?الأخبار|ウィキニュース|维基新闻", re.IGNORECASE)
# From these sections on there is no text of the article.
_FOOT = re.compile(
    r"(?m)^=+\s*(?:sources?|external links?|related (?:news|articles?|stories)|see also|references|notes|"
    r"sister (?:links|projects)|"
    r"quellen?|weblinks|fuentes?|referencias|enlaces externos|noticias relacionadas|fontes?|ligações externas|"
    r"notícias relacionadas|"
    r"fonti?|collegamenti esterni|articoli correlati|liens externes|voir aussi|références|źródł[ao]|источники|"
    r"ссылки|källor|bronnen)\s*=+\s*$",
    re.IGNORECASE,
)
_CATEGORY = re.compile(
    r"\[\[\s*(?:category|kategorie|categor[ií]a|catégorie|categoria|kategori|категория)\s*:\s*([^\]|]{1,100})",
    re.IGNORECASE,
)
_DATE_TEMPLATES = frozenset({"date", "datum", "fecha", "data", "byline", "дата"})
_UNFINISHED = frozenset({"develop", "developing", "abandoned", "prepare", "review", "tasks", "delete", "speedy"})
_LINK_TEMPLATES = frozenset({"w", "l", "wikipedia link", "lang", "nowrap", "wl"})
_QUOTE_TEMPLATES = frozenset({"quote", "cquote", "blockquote", "zitat", "cita", "citation bloc"})
_NAMESPACED = re.compile(
    r"^:?\s*(?:file|image|datei|bild|archivo|imagen|fichier|ficheiro|imagem|immagine|plik|файл|category|kategorie|categor\w+|catégorie|категория)\s*:",
    re.IGNORECASE,
)


def recognises(head: bytes, options: ReadOptions) -> bool:
    """Return whether the root of the XML is MediaWiki's."""
    return root_name(head) == "mediawiki"


def records(stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
    """Yield each page of the main namespace, and last what was passed over; raises BadRecord for another wiki."""
    if find_spec("mwparserfromhell") is None:
        raise BadRecord("a MediaWiki dump is read with the package mwparserfromhell: pip install 'onrecord[formats]'")
    passed: Counter[str] = Counter()
    site: dict[str, str | None] = {}
    number = 0
    try:
        for element in _elements(stream):
            if _local(element) == "siteinfo":
                site = _site(element)
                continue
            number += 1
            if kind := _no_article(element):
                passed[kind] += 1
                continue
            page = {**site, **_page(element)}
            yield RawRecord(origin, f"page {number}", FORMAT, json.dumps(page, sort_keys=True).encode())
    except etree.XMLSyntaxError as error:
        yield UnreadableRecord(origin, f"page {number + 1}", f"the dump is broken here, in line {error.lineno}")
    if passed:
        kinds = ((count, kind if count > 1 else _PLURAL.sub(r"\1", kind, count=1)) for kind, count in passed.items())
        words = ", ".join(f"{count} {kind}" for count, kind in sorted(kinds, reverse=True))
        yield SkippedRecord(origin, None, f"passed over: {words}")
    elif not number:
        raise BadRecord("a MediaWiki dump without pages")


def article(record: RawRecord) -> Article:
    """Return the article of a page; raises BadRecord."""
    page: dict[str, Any] = json.loads(record.raw)
    text = page["text"] or ""
    templates, parts = _without_markup(text)
    if unfinished := _UNFINISHED & set(templates):
        raise NotAnArticle(f"a page of Wikinews that is not published ({{{{{min(unfinished)}}}}})")
    said = [words for name in templates if name in _DATE_TEMPLATES for words in templates[name]]
    days = [(day, words) for words in [*said, *_CATEGORY.findall(text)] if (day := day_in(words.strip()))]
    day, words = next((found for found in days if len(found[0]) == 10), (day_in(page["timestamp"] or ""), None))
    fields = ArticleFields(
        paragraphs=paragraphs_from(parts),
        described_by="the dump",
        headline=field_of(page["title"]),
        url=f"{page['base']}{page['title'].replace(' ', '_')}" if page["base"] else None,
        outlet="Wikinews",
        published=day,
        evidence=f'the page\'s date "{field_of(words)}"'
        if words
        else f'revision "{page["timestamp"]}", which may be later than its publication',
        inferred=words is None,
        language=page["language"],
        licence=_LICENCE,
        unknown={
            "byline": "Wikinews names no authors; its history of the page does",
            "text": "no text: the page holds none outside of templates",
        },
    )
    return article_from(record, fields, VERSION)


def _elements(stream: BinaryIO) -> Iterator[Element]:
    """Yield `siteinfo` and each `page` as it is read, and forget it then."""
    for _, element in etree.iterparse(
        stream,
        events=("end",),
        tag=("{*}siteinfo", "{*}page"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    ):
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _site(element: Element) -> dict[str, str | None]:
    name, base, database = (_words(element, path) or "" for path in ("sitename", "base", "dbname"))
    if not (_NEWS.search(name) or "wikinews" in base or "wikinews" in database):
        raise BadRecord(
            f"a MediaWiki dump of {field_of(name) or 'a wiki'}, no news: of the wikis only Wikinews is read"
        )
    language = language_of(element.getparent())
    start = (
        base.rpartition("/")[0] if "/wiki/" in base else (f"https://{language}.wikinews.org/wiki" if language else "")
    )
    return {"base": f"{start}/" if start else None, "language": language}


def _no_article(element: Element) -> str | None:
    if (_words(element, "ns") or "0") != "0":
        return "pages of other namespaces (talk, templates, categories)"
    text = _words(element, "revision/text") or ""
    is_redirect = element.find("{*}redirect") is not None or text.lstrip()[:9].lower() == "#redirect"
    return "redirects" if is_redirect else None


def _page(element: Element) -> dict[str, str | None]:
    return {
        "title": _words(element, "title") or "",
        "timestamp": _words(element, "revision/timestamp"),
        "text": _words(element, "revision/text"),
    }


def _words(element: Element, path: str) -> str | None:
    found = element.find("/".join(f"{{*}}{name}" for name in path.split("/")))
    return found.text if found is not None else None


def _local(element: Element) -> str:
    return str(etree.QName(element).localname)


def _without_markup(text: str) -> tuple[dict[str, list[str]], list[str]]:
    """Return the templates with their arguments, and the paragraphs that a reader of the page reads."""
    import mwparserfromhell

    try:
        code = mwparserfromhell.parse(text)
        templates: dict[str, list[str]] = {}
        for template in code.filter_templates():
            name = str(template.name).strip().lower()
            templates.setdefault(name, []).extend(str(parameter.value) for parameter in template.params)
        foot = _FOOT.search(text)
        body = mwparserfromhell.parse(text[: foot.start()] if foot else text)
        _replace(body)
        plain = body.strip_code(normalize=True, collapse=True)
    except Exception as error:  # markup may break the parser in ways nobody lists
        raise BadRecord(f"the markup of the page cannot be read ({type(error).__name__})") from error
    lines = (line.strip(" \t:*#;") for line in plain.split("\n"))
    return templates, [line for line in lines if line]


def _replace(code: Any) -> None:
    """Replace templates that stand for words by these, and remove pictures, tables, notes and categories."""
    for template in code.filter_templates(recursive=code.RECURSE_OTHERS):
        name, values = (
            str(template.name).strip().lower(),
            [str(parameter.value) for parameter in template.params if not parameter.showkey],
        )
        words = (
            values[-1]
            if name in _LINK_TEMPLATES and values
            else values[0]
            if name in _QUOTE_TEMPLATES and values
            else ""
        )
        _swap(code, template, words)
    for link in code.filter_wikilinks(recursive=code.RECURSE_OTHERS):
        if _NAMESPACED.match(str(link.title)):
            _swap(code, link, "")
    for tag in code.filter_tags(recursive=code.RECURSE_OTHERS):
        if str(tag.tag).strip().lower() in ("ref", "table", "gallery", "math", "timeline"):
            _swap(code, tag, "")


def _swap(code: Any, node: Any, words: str) -> None:
    try:
        code.replace(node, words)
    except ValueError:  # it went with what it stood in
        return
