"""JSON-LD (schema.org) of a page: the node of the article, out of graphs, lists and nesting."""

import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from corpus.readers.io.html_tree import Element

_LARGEST = 500_000  # characters of one script
_MOST_NODES = 2_000
_TYPES = re.compile(r"(?:https?://schema\.org/)?(?:\w{0,40}Article|BlogPosting|LiveBlogPosting|Report)", re.ASCII)
_AROUND = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)?|(?:-->|//\s*\]\]>|\]\]>)?;?\s*\Z")


def article_node(root: Element) -> dict[str, Any]:
    """Return the first node of an article, {} when the page has none; a script that is no JSON says nothing."""
    for value in _scripts(root):
        for node in _nodes(value):
            if any(_TYPES.fullmatch(name) for name in _words(node.get("@type"))):
                return node
    return {}


def node_types(root: Element) -> set[str]:
    """Return the types of all nodes of the page, without the address of the vocabulary."""
    return {
        name.rpartition("/")[2]
        for value in _scripts(root)
        for node in _nodes(value)
        for name in _words(node.get("@type"))
    }


def _scripts(root: Element) -> Iterator[Any]:
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and len(script.text or "") <= _LARGEST:
            yield _value(script.text or "")


def words(node: dict[str, Any], key: str) -> str | None:
    """Return the words under a node's key: a string, the name or address of a node, a list of them joined by commas."""
    values = list(dict.fromkeys(word.strip() for word in _words(node.get(key)) if word.strip()))
    return ", ".join(values[:20]) or None


def persons(node: dict[str, Any], key: str) -> str | None:
    """Return the names under a key without those of organisations, joined by commas."""
    value = node.get(key)
    parts = [part for part in (value if isinstance(value, list) else [value]) if not _is_organisation(part)]
    return words({key: parts}, key)


def _is_organisation(value: Any) -> bool:
    return isinstance(value, dict) and any("Organi" in name for name in _words(value.get("@type")))


def _words(value: Any) -> Iterator[str]:
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict):
            name = part.get("name") or part.get("@value") or part.get("@id") or part.get("url")
            if isinstance(name, str):
                yield name


def _value(script: str) -> Any:
    try:
        # Line ends inside strings are a common fault of pages; nothing else is forgiven.
        return json.loads(_AROUND.sub("", script), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every node, breadth first."""
    waiting = deque([value])
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        value = waiting.popleft()
        if isinstance(value, dict):
            yield value
            waiting.extend(part for part in value.values() if isinstance(part, dict | list))
        elif isinstance(value, list):
            waiting.extend(value[:_MOST_NODES])
