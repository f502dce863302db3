"""A serializer of plain JSON: an index does not depend on what stored bytes look like."""

import json
from collections.abc import Iterable, Iterator

from index.documents.serializer import Document


def quotations(documents: Iterable[Document]) -> Iterator[bytes]:
    return (json.dumps(document).encode() for document in documents)


paragraphs = quotations


def shown(stored: bytes) -> bytes:
    return stored


def document(stored: bytes) -> Document:
    restored: Document = json.loads(stored)
    return restored
