"""What a page shows its readers beside the text: the line with the author, and the day; never those of teasers.

Elements are found by class, hCard (`author vcard`), microdata inside them and `rel=author`. What lies in navigation,
asides,
comments, footers and lists of other articles is left out.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.readers.article.byline import joined, names_in
from corpus.readers.article.date_parsing import day_in, day_inside
from corpus.readers.io.html_tree import Element

_AUTHOR = re.compile(
    r"(?:^|[-_ ])(?:by-?line|by|author|authors|written-?by|writer|contributor|reporter|article-?author|auteur|"
    r"autor|autore|verfasser|"
    r"signature|firma|credit-author)(?:s|name|names|line|list|info|link|meta|wrap(?:per)?|text|block|container|"
    r"date)?(?=$|[-_ ])",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"bio|desc|image|img|avatar|photo|picture|social|twitter|facebook|follow|mail|job|position|count|icon|related|comment|quote|box-more",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:^|[-_ ])(?:date|published|pub-?date|publish(?:ed)?-?(?:date|on|time)?|publication|time-?stamp|datetime|"
    r"dateline|post-?date|"
    r"entry-?date|article-?date|byline-?date|posted-?on|datum|fecha|data|time|meta|byline|info)(?=$|[-_ ])",
    re.IGNORECASE,
)
_ELSEWHERE_TAGS = frozenset({"nav", "aside", "footer", "form", "figure", "script", "style", "noscript", "select"})
_ELSEWHERE = re.compile(
    r"(?:^|[-_ ])(?:comments?|comment-?list|related|teasers?|promo|sidebar|most-?(?:read|popular)|recommended|"
    r"recirc|trending|"
    r"latest|more-?(?:news|stories|from)|read-?next|newsletter|widget|carousel|footer|disqus|popular|also|"
    r"outbrain|taboola)(?=$|[-_ ])",
    re.IGNORECASE,
)
_LONGEST_LINE = 200
_LONGEST_MARKS = 300
_MOST = 40


def author_lines(root: Element, outlet: str | None) -> Iterator[tuple[str, str]]:
    """Yield the names that each line of an author on the page gives, and how the line is marked.

    Elements of one mark side by side, as pages set several authors, are one line.
    """
    marked = [(element, place) for element in root.iter("*") if (place := _author_place(element)) is not None]
    lines: list[tuple[list[str], str, Element]] = []
    for element, place in marked[:_MOST]:
        if _is_elsewhere(element) or not (names := _names(element, outlet)):
            continue
        beside = next((line for line in lines if line[1] == place and line[2] is element.getparent()), None)
        if beside is not None:
            beside[0].append(names)
        else:
            lines.append(([names], place, element.getparent()))
    for parts, place, _ in lines:
        yield joined(parts) or parts[0], place


def visible_days(root: Element, language: str | None) -> Iterator[tuple[str, str, str]]:
    """Yield the days that the page shows, each with the place and the words: `time` elements first, then dates by
    class."""
    for element in _in_article(root, "time"):
        stamp, words = element.get("datetime") or "", _text(element)
        if day := day_in(stamp, language):
            yield day, "time datetime", stamp
        elif day := day_in(words, language) or day_inside(words, language):
            yield day, "time", words
    for element in _in_article(root, "*"):
        marks = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
        if element.tag in (
            "p",
            "span",
            "div",
            "li",
            "small",
            "em",
            "td",
            "header",
            "dd",
            "address",
            "i",
            "b",
            "a",
        ) and _DATE.search(marks):
            words = _text(element)
            if len(words) <= _LONGEST_LINE and (day := day_inside(words, language)):
                yield day, "the date shown", words


def _author_place(element: Element) -> str | None:
    classes, prop = (element.get("class") or ""), (element.get("itemprop") or "").split()
    if "vcard" in classes.split() and "author" in classes.lower():
        return "hCard"
    if "author" in prop:
        return "itemprop author"
    if "author" in (element.get("rel") or "").lower().split() and element.tag == "a":
        return "link author"
    marks = f"{classes} {element.get('id') or ''} {element.get('data-testid') or ''}"
    if not _marks_author(marks) or element.tag in ("html", "body", "article", "main", "meta", "img"):
        return None
    return "class byline" if re.search(r"by-?line", marks, re.IGNORECASE) else "class author"


@lru_cache(maxsize=4_096)
def _marks_author(marks: str) -> bool:
    return len(marks) > 2 and _AUTHOR.search(marks) is not None and _NO_AUTHOR.search(marks) is None


@lru_cache(maxsize=4_096)
def _marks_elsewhere(marks: str) -> bool:
    return 1 < len(marks) < _LONGEST_MARKS and _ELSEWHERE.search(marks) is not None


def _names(element: Element, outlet: str | None) -> str | None:
    """Return the names in an element: those marked in it, of several links each, else its words."""
    if element.tag in ("meta", "link"):
        return names_in(element.get("content") or "", outlet)
    for path in (".//*[@itemprop='name']", ".//*[contains(concat(' ', @class, ' '), ' fn ')]"):
        if names := joined(names_in(part.get("content") or _text(part), outlet) for part in element.xpath(path)):
            return names
    links = [names_in(_text(link), outlet) for link in element.iter("a") if link is not element]
    linked = [name for name in links if name and " " in name]
    if len(set(linked)) > 1:
        return joined(linked)
    words = _text(element)
    found = names_in(words, outlet) if len(words) <= _LONGEST_LINE else None
    return found or joined(linked[:1])


def _in_article(root: Element, tag: str) -> Iterator[Element]:
    """Yield elements of the article, or of the whole page when it marks none, in the order of the page."""
    articles = [element for element in root.iter("article", "main") if not _is_elsewhere(element)]
    seen: set[Element] = set()
    for scope in [*articles[:3], root]:
        for element in scope.iter(tag):
            if element not in seen and isinstance(element.tag, str) and not _is_elsewhere(element):
                seen.add(element)
                yield element


def _is_elsewhere(element: Element) -> bool:
    """Return whether an element lies in something that is not the article."""
    own = True
    while element is not None and element.tag not in ("body", "html"):
        marks = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag in _ELSEWHERE_TAGS or (not own and _marks_elsewhere(marks)):
            return True
        if (
            element.tag == "article"
            and element.getparent() is not None
            and any(above.tag == "article" for above in element.iterancestors())
        ):
            return True  # a teaser inside the article
        own = False
        element = element.getparent()
    return False


def _text(element: Element) -> str:
    return " ".join(" ".join(words for words in element.itertext() if words.strip()).split())
