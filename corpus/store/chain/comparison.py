"""Comparison of a store with an earlier copy of it, article by article, by their digest chains."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from corpus.store.schema import digests


@dataclass(frozen=True, slots=True)
class Difference:
    """An article that differs, and how in words; `is_fault` unless it was added or changed after the copy was made."""

    article_id: str
    words: str
    is_fault: bool


def differences(store: Connection, copy: Connection) -> Iterator[Difference]:
    """Yield the articles that differ between a store and a copy, in the order of their ids."""
    ours, theirs = _chains(store), _chains(copy)
    for article_id in sorted(ours.keys() | theirs.keys()):
        present, copied = ours[article_id], theirs[article_id]
        same = next((n for n, pair in enumerate(zip(present, copied, strict=False)) if pair[0] != pair[1]), None)
        if same is not None:
            yield Difference(article_id, f"differs from the backup, from entry {same + 1} of its digests on", True)
        elif not present:
            yield Difference(article_id, "is only in the backup", True)
        elif len(present) < len(copied):
            yield Difference(article_id, f"lacks {len(copied) - len(present)} changes that the backup has", True)
        elif not copied:
            yield Difference(article_id, "was added after the backup", False)
        elif len(present) > len(copied):
            yield Difference(article_id, f"changed {len(present) - len(copied)} times after the backup", False)


def _chains(connection: Connection) -> defaultdict[str, list[str]]:
    """Return the chain of each article, the oldest entry first."""
    chains: defaultdict[str, list[str]] = defaultdict(list)
    query = select(digests.c.article_id, digests.c.chain).order_by(digests.c.article_id, digests.c.number)
    for article_id, chain in connection.execute(query):
        chains[article_id].append(chain)
    return chains
