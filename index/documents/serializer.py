"""Serializer protocol: what is stored of a document, as bytes that `index/` keeps and never looks into."""

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

Document = dict[str, Any]
"""A quotation or a paragraph as plain JSON, as `index.documents.builder` makes it."""


class Serializer(Protocol):
    """Converts documents to stored bytes and back; a module with these functions is one.

    `document` returns what went into `quotations` or `paragraphs`. Stored bytes never hold 0x1d.
    """

    def quotations(self, documents: Iterable[Document], /) -> Iterator[bytes]:
        """Yield the stored bytes of the quotations of one article."""

    def paragraphs(self, documents: Iterable[Document], /) -> Iterator[bytes]:
        """Yield the stored bytes of the paragraphs of one article."""

    def shown(self, stored: bytes, /) -> bytes:
        """Return the part of the stored bytes that an answer shows."""

    def document(self, stored: bytes, /) -> Document:
        """Return the document that was stored."""
