"""Whether a page is an article at all: section fronts, search results and logins are skipped with that reason."""

from urllib.parse import urlsplit

from corpus.readers.article.json_ld import node_types
from corpus.readers.article.page_metadata import PageMetadata
from corpus.readers.io.html_tree import Element
from corpus.readers.raw_record import NotAnArticle

# Types of schema.org that a page gives itself, and what it then is.
_NO_ARTICLES = {
    "CollectionPage": "a section front",
    "SearchResultsPage": "a page of search results",
    "ContactPage": "a contact page",
    "AboutPage": "a page about the outlet",
    "CheckoutPage": "a checkout",
    "Recipe": "a recipe",
}
_ARTICLES = ("Article", "BlogPosting", "Report", "LiveBlogPosting")
_LONGEST_LOGIN = 1_500  # characters beside a field for a password


def require_article(root: Element, page: PageMetadata) -> None:
    """Raise NotAnArticle when the page says of itself that it is something else, and nothing in it says the
    contrary."""
    types = node_types(root)
    if any(name.endswith(_ARTICLES) for name in types) or _og_type(root) == "article":
        return
    kind = next((words for name, words in _NO_ARTICLES.items() if name in types), None)
    if kind is None and page.published is None and _is_front(page.url) and _og_type(root) == "website":
        kind = "the front page of a site"
    if kind is None and _is_login(root):
        kind = "a login page"
    if kind is not None:
        raise NotAnArticle(f"{kind}, no article")


def no_body(root: Element) -> str | None:
    """Return why a page without a body has none, None when nothing tells."""
    links = sum(1 for _ in root.iter("a"))
    words = len(" ".join("".join(root.itertext()).split()))
    if links >= 10 and words < links * 80:
        return "no text: the page is a list of links, as section fronts and search results are"
    if any(True for _ in root.iter("script")) and words < 400:
        return "no text: the page is put together by its scripts; save it from a browser (complete, or as MHTML)"
    return None


def _og_type(root: Element) -> str | None:
    return next(
        (meta.get("content") for meta in root.iter("meta") if (meta.get("property") or "").lower() == "og:type"), None
    )


def _is_front(url: str | None) -> bool:
    return url is not None and urlsplit(url).path in ("", "/") and not urlsplit(url).query


def _is_login(root: Element) -> bool:
    has_password = any((field.get("type") or "").lower() == "password" for field in root.iter("input"))
    return (
        has_password and len("".join(root.itertext())) < _LONGEST_LOGIN and not any(True for _ in root.iter("article"))
    )
