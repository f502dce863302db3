"""The 200 queries that every engine is asked, class by class, and 2,000 hostile ones for ours.

A query is said in terms, not in any engine's language: which terms, how they are joined, and what else must hold. The
words are chosen by their rank in the synthetic vocabulary, so a query means the same at every size.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from benchmarks.synthetic import Synthetic
from index.analysis.analyzer import terms_of, words

PAGE = 20
LONGEST_EXPANSION = 64

COUNTS = {
    "common word": 17,
    "rare word": 17,
    "AND": 17,
    "OR": 17,
    "phrase": 17,
    "prefix": 17,
    "one speaker newest first": 17,
    "everything newest first": 16,
    "word and speaker": 17,
    "word and date range": 16,
    "facets on a common word": 16,
    "page 50 of a long list": 16,
}


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked. `join` is `and`, `or`, `phrase` or `prefix`; without `words` everything matches.

    `words` are as someone types them, `terms` as they are indexed (for a prefix: its letters). `newest` orders by date,
    else by relevance. `page` counts from 1. `facet` asks for the ten commonest speakers beside the page.
    """

    words: tuple[str, ...] = ()
    join: str = "and"
    speaker: str | None = None
    first: date | None = None
    last: date | None = None
    newest: bool = False
    page: int = 1
    facet: bool = False

    @property
    def terms(self) -> tuple[str, ...]:
        """The words as they are indexed."""
        if self.join == "prefix":
            return self.words
        return tuple(term for word in self.words for term in terms_of(word, "en"))

    @property
    def text(self) -> str | None:
        """The words in our own query language, None for everything."""
        match self.join:
            case "phrase":
                return f'"{" ".join(self.words)}"'
            case "prefix":
                return f"{self.words[0]}*"
            case "or":
                return " OR ".join(self.words)
        return " ".join(self.words) or None


def classes(data: Synthetic) -> dict[str, list[Query]]:
    """Return the queries by class."""
    common, middling = data.content_words[:60], data.content_words[60:400]
    rare = data.content_words[640:1_000]
    speakers = [speaker["id"] for speaker in data.speakers[:20]]
    made = {
        "common word": (Query((word,)) for word in common),
        "rare word": (Query((word,)) for word in rare[::20]),
        "AND": (Query((common[n], middling[n])) for n in range(60)),
        "OR": (Query((common[n], common[n + 5], common[n + 11]), "or") for n in range(40)),
        "phrase": (Query(three, "phrase") for three in data.collocations),
        "prefix": (Query((beginning,), "prefix") for beginning in _beginnings(data)),
        "one speaker newest first": (Query(speaker=speaker, newest=True) for speaker in speakers),
        "everything newest first": (Query(newest=True) for _ in range(16)),
        "word and speaker": (Query((common[n],), speaker=speakers[n]) for n in range(20)),
        "word and date range": (
            Query((common[n],), first=date(2012 + n % 10, 1 + n % 12, 1), last=date(2013 + n % 10, 1 + n % 12, 28))
            for n in range(20)
        ),
        "facets on a common word": (Query((word,), facet=True) for word in common),
        "page 50 of a long list": (Query((word,), newest=n % 2 == 1, page=50) for n, word in enumerate(common)),
    }
    return {name: [query for _, query in zip(range(COUNTS[name]), made[name], strict=False)] for name in COUNTS}


def _beginnings(data: Synthetic) -> Iterator[str]:
    """Return beginnings of middling words that no more words have than a prefix may stand for."""
    every = sorted({part for word in data.vocabulary for part in words(word)})
    for word in data.content_words[60:]:
        beginning = word[:5]
        many = sum(1 for other in every if other.startswith(beginning))
        if len(word) > 5 and 4 <= many <= LONGEST_EXPANSION:
            yield beginning


def hostile(data: Synthetic, many: int = 2_000, seed: int = 13) -> list[str]:
    """Return strings that are made to be expensive: the commonest words, deep nests, long prefixes, odd characters."""
    rng = random.Random(seed)
    common = [*data.vocabulary[:40], "the", "of"]
    beginnings = sorted({word[:3] for word in data.vocabulary[:5_000] if len(word) > 3})
    odd = [
        '"',
        "“",
        "(",
        ")",
        "-",
        "*",
        ":",
        "OR",
        "^0",
        "[ TO ",
        "~",
        "\\",
        "\u200b",
        "\u202e",
        "\U0001f600",
        "ﷺ",
        "'",
    ]

    def expensive() -> str:
        word, beginning = rng.choice(common), rng.choice(beginnings)
        phrase = " ".join(rng.choices(common[:10], k=rng.randint(2, 8)))
        return rng.choice(
            [
                word,
                f"-{word}",
                f"{beginning}*",
                f'"{phrase}"',
                f'-"{word} {word} {word}"',
                f"({word} OR {beginning}*)",
                f"((({word} -{rng.choice(common)})))",
                f"date:{rng.choice(['2010', '2012-02', '2010/2024', '0001/9999'])}",
                f'speaker:"{rng.choice(data.speakers)["name"].split()[1]}"',
                "é\u0301" * rng.randint(1, 30),
            ]
        )

    def malformed() -> str:
        return rng.choice([rng.choice(odd) * rng.randint(1, 40), "date:x", "speaker:", "speaker:“a", "xy*"])

    found = []
    for n in range(many):
        pieces = [expensive() for _ in range(rng.randint(1, 14))]
        if n % 4 == 0:
            pieces.insert(rng.randint(0, len(pieces)), malformed())
        found.append(rng.choice([" ", " OR ", "  "]).join(pieces)[: rng.choice([256, 256, 300])])
    found[:3] = ['"' + "the " * 23 + 'the"', " OR ".join(["the"] * 24), " OR ".join(f"-{w}" for w in common[:24])]
    return found
