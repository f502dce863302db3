"""Inverter: tokens in the order of the texts to postings in the order of the terms, by one sort of integers.

Term, document and position of a token are packed into a 64-bit integer, so sorting the integers sorts the tokens, and a
posting starts wherever term or document changes.

A posting is a document number and an impact code, which stands for the frequency of the term in the document and the
length of the document: all that scoring needs. A segment has few such pairs, so a code takes one or two bytes.
"""

from dataclasses import dataclass

import numpy as np
from whoosh.util.numeric import byte_to_length, length_to_byte

from index.segment.array_file import Array


@dataclass(frozen=True, slots=True)
class Inverted:
    """Postings by term: the document frequencies `counts`, then for each posting `ids` and `frequencies`.

    For each token in the same order `documents` and `positions`; `occurrences` is the number of tokens of each term.
    """

    counts: Array
    ids: Array
    frequencies: Array
    documents: Array
    positions: Array
    occurrences: Array


def invert(terms: Array, ids: Array, positions: Array | None, term_count: int, doc_count: int) -> Inverted:
    """Return the postings of tokens, given the term, the document and the position in the document of each.

    Raises ValueError when they do not fit 63 bits: 2 ** 20 documents of a million words do.
    """
    id_bits = _bits(doc_count)
    position_bits = 0 if positions is None else _bits(int(positions.max(initial=0)) + 1)
    if _bits(term_count) + id_bits + position_bits > 63:
        raise ValueError("a segment is too large")
    # In place, since this is the peak of the memory of a build.
    packed = terms.astype(np.int64)
    packed <<= id_bits
    packed |= ids
    packed <<= position_bits
    if positions is not None:
        packed |= positions
    packed.sort()
    positions = (packed & ((1 << position_bits) - 1)).astype(np.uint32)
    packed >>= position_bits
    first = np.flatnonzero(np.concatenate([np.ones(min(1, len(packed)), bool), packed[1:] != packed[:-1]]))
    frequencies = np.diff(first, append=len(packed)).astype(np.int32)
    documents = (packed & ((1 << id_bits) - 1)).astype(np.int32)
    posting_terms = packed.take(first)
    posting_terms >>= id_bits
    del packed
    return Inverted(
        counts=np.bincount(posting_terms, minlength=term_count).astype(np.int32),
        ids=documents.take(first),
        frequencies=frequencies,
        documents=documents,
        positions=positions,
        occurrences=np.bincount(posting_terms, frequencies, term_count).astype(np.int64),
    )


def length_codes(lengths: Array) -> Array:
    """Return lengths as the byte code of Whoosh: exact up to ten words, then within some percent."""
    codes = np.array([length_to_byte(n) for n in range(int(lengths.max(initial=0)) + 1)], np.uint8)
    return codes[lengths]


def impact_codes(frequencies: Array, lengths: Array) -> tuple[Array, Array, Array]:
    """Return the impact code of each posting, and the frequency and the length (as Whoosh rounds it) of each code."""
    pairs = frequencies.astype(np.int32, copy=False) << 8 | lengths
    used = np.zeros(int(pairs.max(initial=0)) + 1, bool)
    used[pairs] = True
    table = np.flatnonzero(used)
    code_of = np.zeros(len(used), np.min_scalar_type(len(table)))
    code_of[table] = np.arange(len(table))
    decoded = np.array([byte_to_length(n) for n in range(256)], np.int32)
    return code_of.take(pairs), (table // 256).astype(np.int32), decoded[table % 256]


def _bits(count: int) -> int:
    return max(1, (count - 1).bit_length()) if count else 1
