"""Tokens in the order of the texts → postings in the order of the terms: one sort of whole numbers.

Term, document and position of a token are packed into one number of 64 bits, so sorting the numbers sorts the tokens,
and where term or document changes a posting begins.

A posting is a document's number and a code. The code stands for how often the term is in the document and how long the
document is, which is all that scoring asks for; a segment has few such pairs, so a code takes one or two bytes.
"""

from dataclasses import dataclass

import numpy as np
from whoosh.util.numeric import byte_to_length, length_to_byte

from index.segment.array_file import Array


@dataclass(frozen=True, slots=True)
class Inverted:
    """Postings by term: `counts` of documents for each term, then for each posting `ids` and `frequencies`.

    For each token in the same order `documents` and `places`, and how many tokens each term has, `occurrences`.
    """

    counts: Array
    ids: Array
    frequencies: Array
    documents: Array
    places: Array
    occurrences: Array


def invert(terms: Array, ids: Array, places: Array | None, many_terms: int, many_ids: int) -> Inverted:
    """Return the postings of tokens: the term of each, its document, and where in the document it stands."""
    id_bits = _bits(many_ids)
    place_bits = 0 if places is None else _bits(int(places.max(initial=0)) + 1)
    if _bits(many_terms) + id_bits + place_bits > 63:
        raise ValueError("a segment is too large")  # 2 ** 20 documents of a million words each
    # In place wherever it can be: this is the most memory that a build takes.
    packed = terms.astype(np.int64)
    packed <<= id_bits
    packed |= ids
    packed <<= place_bits
    if places is not None:
        packed |= places
    packed.sort()
    places = (packed & ((1 << place_bits) - 1)).astype(np.uint32)
    packed >>= place_bits
    first = np.flatnonzero(np.concatenate([np.ones(min(1, len(packed)), bool), packed[1:] != packed[:-1]]))
    frequencies = np.diff(first, append=len(packed)).astype(np.int32)
    documents = (packed & ((1 << id_bits) - 1)).astype(np.int32)
    found = packed.take(first)
    found >>= id_bits
    del packed
    return Inverted(
        counts=np.bincount(found, minlength=many_terms).astype(np.int32),
        ids=documents.take(first),
        frequencies=frequencies,
        documents=documents,
        places=places,
        occurrences=np.bincount(found, frequencies, many_terms).astype(np.int64),
    )


def length_codes(lengths: Array) -> Array:
    """Return the byte by which Whoosh keeps a length: exact up to ten words, then within some percent."""
    known = np.array([length_to_byte(n) for n in range(int(lengths.max(initial=0)) + 1)], np.uint8)
    return known[lengths]


def coded(frequencies: Array, lengths: Array) -> tuple[Array, Array, Array]:
    """Return a code for each posting, and what each code stands for: frequency and length, as Whoosh keeps it."""
    pairs = frequencies.astype(np.int32, copy=False) << 8 | lengths
    seen = np.zeros(int(pairs.max(initial=0)) + 1, bool)
    seen[pairs] = True
    table = np.flatnonzero(seen)
    code_of = np.zeros(len(seen), np.min_scalar_type(len(table)))
    code_of[table] = np.arange(len(table))
    real = np.array([byte_to_length(n) for n in range(256)], np.int32)
    return code_of.take(pairs), (table // 256).astype(np.int32), real[table % 256]


def _bits(many: int) -> int:
    return max(1, (many - 1).bit_length()) if many else 1
