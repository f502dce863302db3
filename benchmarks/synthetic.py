"""Quotations that nobody said: as many as are wanted, always the same ones.

Words are invented by rule, with English endings, and mixed with English function words; words, speakers and outlets are
Zipf-distributed, and some words like to stand together. Lengths, dates and kinds are as in news. The first 10,000 of
1,000,000 quotations are the 10,000, so the same queries make sense at every size.

    for document in Synthetic().documents(100_000): ...
"""

from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np

from index.documents.serializer import Document

_FUNCTION_WORDS = (
    "the of to and a in that is we it for are be this not on have with will they has our you as he was but what by at "
    "from I all there can been more or their who so if about would people one do very when which don't an no were my "
    "it's them these than must because"
)
FUNCTION_WORDS = tuple(_FUNCTION_WORDS.split())
_ENDINGS = ("", "s", "ed", "ing", "er", "ation", "ly", "ment")
_ONSETS = "b br c ch d dr f fl g gr h j k l m n p pl pr qu r s sh st t tr v w".split()  # noqa: SIM905
_VOWELS = [*"aeiouaeio", "ai", "ea", "ou"]
_CODAS = ["", "", "", "n", "r", "l", "s", "t", "m", "nd", "rt", "ck"]
_SMALLEST, _COMMON = 8, 20
_ROOTS, _FORMS = 15_000, 4
_SPEAKERS, _OUTLETS, _COLLOCATIONS = 20_000, 200, 2_000
_FIRST_DAY, _DAYS = date(2010, 1, 1), 5_478
_BATCH = 10_000
_CROCKFORD = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789abcdefghjkmnpqrstvwxyz")


@dataclass(frozen=True, slots=True)
class _Article:
    """What the quotations of an article have in common, as their documents have it."""

    fields: Document
    number: int


class Synthetic:
    """The quotations of one seed, and the words and names that they are made of, commonest first."""

    def __init__(self, seed: int = 7) -> None:
        self._seed = seed

    @cached_property
    def vocabulary(self) -> list[str]:
        """Every word there is, the commonest first: function words, then twenty others, then both in turn."""
        rng = np.random.default_rng([self._seed, 1])
        content = [root + ending for root in _roots(rng, _ROOTS, 0, 2) for ending in _some(rng, _ENDINGS, _FORMS)]
        rng.shuffle(content)
        common, rest = content[:_COMMON], content[_COMMON:]
        in_turn = [word for pair in zip(rest, FUNCTION_WORDS[_SMALLEST:], strict=False) for word in pair]
        return list(dict.fromkeys([*FUNCTION_WORDS[:_SMALLEST], *common, *in_turn, *rest]))

    @cached_property
    def content_words(self) -> list[str]:
        """The words that are no function words, commonest first."""
        small = set(FUNCTION_WORDS)
        return [word for word in self.vocabulary if word not in small]

    @cached_property
    def collocations(self) -> list[tuple[str, ...]]:
        """Three words each that often stand together, the commonest first."""
        rng = np.random.default_rng([self._seed, 2])
        ranks = rng.integers(0, 3_000, size=(_COLLOCATIONS, 3))
        return [tuple(self.content_words[rank] for rank in three) for three in ranks]

    @cached_property
    def speakers(self) -> list[Document]:
        """Who speaks, those most quoted first."""
        rng = np.random.default_rng([self._seed, 3])
        surnames = [root.capitalize() for root in _roots(rng, _SPEAKERS // 2, 1, 2)]
        given = [root.capitalize() for root in _roots(rng, 400, 1, 1)]
        names: dict[str, None] = {}
        while len(names) < _SPEAKERS:
            names[f"{given[rng.integers(len(given))]} {surnames[rng.integers(len(surnames))]}"] = None
        return [{"id": name.casefold().replace(" ", "-"), "name": name, "role": None, "aliases": []} for name in names]

    @cached_property
    def outlets(self) -> list[Document]:
        """Who prints, those who print most first."""
        rng = np.random.default_rng([self._seed, 4])
        names = [f"The {root.capitalize()} Post" for root in _roots(rng, _OUTLETS, 1, 2)]
        return [{"id": name.casefold().replace(" ", "-"), "name": name} for name in names]

    def documents(self, size: int) -> Iterator[Document]:
        """Return `size` quotations as `index.documents.builder` makes them, article by article."""
        for start in range(0, size, _BATCH):
            yield from self._batch(start, min(_BATCH, size - start))

    def _batch(self, start: int, wanted: int) -> Iterator[Document]:
        """Return `wanted` quotations of the batch that begins with number `start`; a batch is drawn whole."""
        rng = np.random.default_rng([self._seed, 5, start])
        texts = self._texts(rng)
        speakers = _zipf(rng, _SPEAKERS, _BATCH)
        unknown = rng.random(_BATCH) < 0.15
        kinds = rng.choice(["direct", "mixed", "indirect"], _BATCH, p=[0.7, 0.2, 0.1]).tolist()
        article, left = self._article(rng, start), 0
        for n in range(wanted):
            if left == 0:
                article, left = self._article(rng, start + n), int(rng.integers(1, 8))
            left -= 1
            speaker = None if unknown[n] else self.speakers[speakers[n]]
            yield _document(start + n, next(texts), kinds[n], speaker, article)

    def _texts(self, rng: Any) -> Iterator[str]:
        """Draw the texts of a batch: Zipf words, now and then a comma, and in every third text a collocation."""
        lengths = np.clip(rng.lognormal(np.log(22), 0.5, _BATCH), 5, 60).astype(int)
        plain = self.vocabulary
        words = [*plain, *(word + "," for word in plain)]
        ranks = _zipf(rng, len(plain), int(lengths.sum()))
        ranks = (ranks + len(plain) * (rng.random(len(ranks)) < 0.06)).tolist()
        together = _zipf(rng, _COLLOCATIONS, _BATCH).tolist()
        where = (rng.random(_BATCH) * 3 * lengths).astype(int).tolist()
        end = 0
        for n, length in enumerate(lengths.tolist()):
            start, end = end, end + length
            said = [words[rank] for rank in ranks[start:end]]
            if where[n] + 3 <= length:
                said[where[n] : where[n] + 3] = self.collocations[together[n]]
            text = " ".join(said).rstrip(",")
            yield text[0].upper() + text[1:]

    def _article(self, rng: Any, number: int) -> _Article:
        id = _id("a", number)
        day = str(_FIRST_DAY + timedelta(days=int(_DAYS * rng.random() ** 0.6)))
        precision = rng.random()
        printed = None if precision < 0.01 else day[:7] if precision < 0.02 else day
        language = "en" if precision < 0.9 else "en-GB" if precision < 0.96 else "und"
        evidence = "the date line of the article" if printed else "nothing tells when the article was published"
        return _Article(
            {
                "language": language,
                "date": printed,
                "dates": {"published": printed, "evidence": evidence, "inferred": False, "dateline": None},
                "outlet": self.outlets[int(_zipf(rng, _OUTLETS, 1)[0])],
                "source_url": f"https://news.example/{day.replace('-', '/')}/{id}",
                "headline": " ".join(self.content_words[rank] for rank in rng.integers(0, 5_000, 7)).capitalize(),
                "article_id": id,
            },
            number,
        )


def _document(number: int, text: str, kind: str, speaker: Document | None, article: _Article) -> Document:
    shared = article.fields
    who = speaker["name"] if speaker else "an official"
    paragraph = f"“{text},” {who} said on Monday, as the talks went on behind closed doors."
    unknown = {"dates.dateline": "the article has no dateline"}
    if speaker:
        unknown["speaker.role"] = "no office or role is known for this speaker"
    else:
        unknown["speaker"] = "the source is anonymous"
    if shared["date"] is None:
        unknown["date"] = unknown["dates.published"] = shared["dates"]["evidence"]
    place = number - article.number
    return {
        "id": _id("q", number),
        "article_id": shared["article_id"],
        "kind": kind,
        "text": text,
        "language": shared["language"],
        "speaker": speaker and speaker | {"as_written": who},
        "together": [],
        "date": shared["date"],
        "dates": shared["dates"],
        "outlet": shared["outlet"],
        "source_url": shared["source_url"],
        "headline": shared["headline"],
        "paragraph": paragraph,
        "paragraph_number": place + 1,
        "spans": [[1, 1 + len(text)]],
        "article_spans": [[place * 300 + 1, place * 300 + 1 + len(text)]],
        "attribution": {
            "cue": "said",
            "source": who,
            "rule": "content-cue-source",
            "confidence": 0.97,
            "status": "automatic",
            "statement": True,
            "anonymous": speaker is None,
            "act": "says",
        },
        "occasion": None,
        "unknown": unknown,
    }


def _id(letter: str, number: int) -> str:
    """Return an id as `corpus.article.stable_id` writes them, in no order."""
    scattered = (number + 1) * 0x9E3779B97F4A7C15 % (1 << 60)
    return f"{letter}-{b32encode((scattered << 4).to_bytes(8, 'big'))[:12].translate(_CROCKFORD).decode()}"


def _zipf(rng: Any, many: int, size: int) -> Any:
    """Draw ranks from 0 to `many` - 1, each with a probability of 1 / (rank + 1)."""
    cumulated = np.cumsum(1 / np.arange(1, many + 1))
    return np.searchsorted(cumulated, rng.random(size) * cumulated[-1])


def _roots(rng: Any, wanted: int, least: int, most: int) -> list[str]:
    """Make different words that can be pronounced, of `least` to `most` syllables and a closing one."""
    found: dict[str, None] = {}
    while len(found) < wanted:
        syllables = (
            _ONSETS[rng.integers(len(_ONSETS))] + _VOWELS[rng.integers(len(_VOWELS))]
            for _ in range(int(rng.integers(least, most + 1)))
        )
        last = _ONSETS[rng.integers(len(_ONSETS))] + _VOWELS[rng.integers(9)] + _CODAS[rng.integers(len(_CODAS))]
        found["".join(syllables) + last] = None
    return list(found)


def _some(rng: Any, endings: tuple[str, ...], many: int) -> list[str]:
    return [endings[place] for place in rng.choice(len(endings), many, replace=False)]
