"""The body of a page by trafilatura, and which of its paragraphs are the article's own words.

Before: what trafilatura would lose for the way it is marked up (a paragraph that is one link, text hidden behind a
paywall, program text) is set so that it is read rightly. After: furniture (share buttons, the headline once more, the
byline, the date, the number of comments) is dropped, each with the rule that drops it.
"""

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from corpus.errors import BadRecord
from corpus.readers.article.byline import names_in
from corpus.readers.article.date_parsing import day_inside
from corpus.readers.article.headline import letters
from corpus.readers.io.html_tree import Element
from corpus.readers.io.limits import LONGEST_FIELD

_USUALLY_LONG = 250  # characters; trafilatura's own measure
_SENTENCE = re.compile(r"\S+(?:\s+\S+){7,}[\s\S]*[.!?…][\"'”’»)\]]{0,3}\s*\Z")
_HIDDEN_TEXT = 200  # characters that no button has
_TOP = 8  # paragraphs in which byline, date and section may stand
_BY_LINE = re.compile(r"(?:by|von|por|par|di|af|av|door)\s+(?=[^\W\d_])", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:share(?: (?:this|on|via|with)\b.{0,40})?|tweet|pin it|print(?: this)?(?: article| page)?|"
    r"e-?mail(?: this)?(?: article| to a friend)?|"
    r"copy (?:the )?link|see full bio|view (?:full )?(?:bio|profile)|full bio|about the authors?|advertisement|advert|"
    r"story continues(?: below)?(?: advertisement)?|article continues(?: below)?.{0,30}|continue reading.{0,40}|"
    r"read (?:more|next|also)(?: stories| articles)?|"
    r"(?:subscribe|sign up|log in|sign in|register)(?: (?:now|here|today|to|for|with).{0,60})?|follow (?:us|me|"
    r"him|her|them)?(?: on)?.{0,40}|"
    r"like us on facebook|(?:\d[\d,.]* )?(?:comments?|shares?|views?|likes?|retweets?)(?: \(\d+\))?|"
    r"leave a comment|post a comment|join the conversation|"
    r"from the section .{1,40}|related(?: (?:articles?|stories|topics|content|news))?|more (?:on this story|"
    r"from .{1,40}|stories|news)|most (?:read|popular)|"
    r"recommended(?: for you)?|you may also like|topics?|tags?|filed under.{0,60}|getty images|image (?:source|"
    r"caption|copyright).{0,80}|"
    r"\d+ min(?:ute)?s? (?:read|ago)|listen to (?:this )?article|skip to (?:main )?content|back to top|load more|"
    r"show more|"
    r"facebook|twitter|whatsapp|linkedin|reddit|telegram|pinterest|teilen|drucken|kommentare|anzeige|compartir|imprimir|partager|condividi)"
    r"[\s:.!…»›→>-]*",
    re.IGNORECASE,
)
_LONGEST_FURNITURE = 100
_DATE_LINE = re.compile(
    r"(?:(?:published|posted|updated|last (?:updated|modified)|created|on|date|publié(?:e)? le|"
    r"veröffentlicht(?: am)?|publicado(?: el)?|"
    r"pubblicato(?: il)?|stand|at|um|à)\b|[^\W\d_]{2,12}|[\d.,:/|•·–—\s()+-]|\d(?:st|nd|rd|th|er))+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A paragraph that is not the article's, and the rule that says so."""

    words: str
    rule: str


def prepare(root: Element) -> None:
    """Set the tree so that trafilatura reads what readers of the page read, and no program text."""
    for element in list(root.iter("pre")):
        if element.find(".//code") is not None or re.search(r"code|highlight|brush|lang", element.get("class") or ""):
            element.drop_tree()
    for element in list(root.xpath("//*[@aria-hidden='true']")):
        words = "".join(element.itertext())
        if len(words) >= _HIDDEN_TEXT and _SENTENCE.search(" ".join(words.split())):
            del element.attrib["aria-hidden"]
    for link in list(root.iter("a")):
        holder = link.getparent()
        while holder is not None and holder.tag in ("strong", "b", "em", "i", "span"):
            holder = holder.getparent()
        if (
            holder is not None
            and holder.tag == "p"
            and _is_whole(link, holder)
            and _SENTENCE.match(_text(link))
            and not _is_list(holder)
        ):
            link.drop_tag()


def body_of(root: Element) -> Element | None:
    """Return the body that trafilatura finds, None when it finds none; raises BadRecord when the page breaks it.

    Of a body of few characters it makes one paragraph of all it can get, with the headline; asked to be content with
    less, it keeps the paragraphs.
    """
    found = _extracted(root)
    if found is None or len(found) == 1 or _length(found) < _USUALLY_LONG:
        again = _extracted(root, shortest=1)
        if again is not None and (found is None or 3 * _length(again) >= _length(found)):
            found = again
    return found


def own_paragraphs(
    parts: Sequence[str], headline: str | None, byline: str | None
) -> tuple[list[str], list[Dropped], str | None]:
    """Return the paragraphs that are the article's, those dropped, and the names in a line "By …" above the text."""
    kept: list[str] = []
    dropped: list[Dropped] = []
    names: str | None = None
    for place, words in enumerate(parts):
        rule, found = _rule(words, place, headline, byline, len(parts))
        if rule is None:
            kept.append(words)
        else:
            dropped.append(Dropped(words, rule))
            names = names or found
    if not kept:  # a page of nothing but furniture is what it is
        return list(parts), [], None
    return kept, dropped, names


def _rule(
    words: str, place: int, headline: str | None, byline: str | None, count: int
) -> tuple[str | None, str | None]:
    if count == 1:
        return None, None
    plain = letters(words) if place < _TOP and len(words) <= LONGEST_FIELD else ""
    if headline and plain and plain == letters(headline):
        return "the headline again", None
    if len(words) <= _LONGEST_FURNITURE and _FURNITURE.fullmatch(words):
        return "furniture of the page", None
    if place >= _TOP or len(words) > _LONGEST_FURNITURE:
        return None, None
    if byline and plain and plain in (letters(byline), letters(f"by {byline}")):
        return "the byline", None
    if (
        _BY_LINE.match(words)
        and not words.endswith((".", "!", "?", ":", "”"))
        and (names := names_in(words))
        and _looks_named(names)
    ):
        return "the byline", names
    if _DATE_LINE.fullmatch(words) and len(words.split()) <= 9 and day_inside(words) is not None:
        return "the date", None
    return None, None


def _looks_named(names: str) -> bool:
    return all(
        word[:1].isupper() or word in ("and", "de", "van", "von", "der", "la", "al", "bin", "del")
        for word in re.findall(r"[^\W\d_]+", names)
    )


def _extracted(root: Element, shortest: int = _USUALLY_LONG) -> Element | None:
    import trafilatura  # a fifth of a second, which commands that read no page need not wait for
    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = str(shortest)
    try:
        found = trafilatura.bare_extraction(
            root, include_comments=False, include_tables=True, deduplicate=False, with_metadata=False, config=config
        )
    except Exception as error:  # a page may break it in ways nobody foresaw; that costs this page only
        raise BadRecord(f"trafilatura cannot read the page: {type(error).__name__}") from error
    return None if found is None or isinstance(found, dict) else found.body


def _length(body: Element) -> int:
    return sum(len(words) for words in body.itertext())


def _is_whole(link: Element, holder: Element) -> bool:
    return len(_text(link)) >= len(_text(holder)) > 0


def _is_list(element: Element) -> bool:
    """Return whether an element lies in a list, or in something that is not the article."""
    return any(above.tag in ("li", "nav", "aside", "footer") for above in element.iterancestors())


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
