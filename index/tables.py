"""The speakers and the outlets of a generation: one entry each, with what can be counted about them."""

from collections.abc import Iterable
from typing import Any

from corpus.dates import day_range
from index.documents import Document, speakers_of


class Tables:
    """Takes in the quotations of one article after another; `speakers` and `outlets` then list what was seen."""

    def __init__(self) -> None:
        self._speakers: dict[str, dict[str, Any]] = {}
        self._outlets: dict[str, dict[str, Any]] = {}

    def add(self, outlet: Document, date: str | None, quotations: Iterable[Document]) -> None:
        """Count an article of `outlet` with the documents of its quotations."""
        found = list(quotations)
        entry = self._outlets.setdefault(outlet["id"], outlet | {"quotations": 0, "articles": 0})
        entry["quotations"] += len(found)
        _count_article(entry, date)
        speakers = [speaker for quotation in found for speaker in speakers_of(quotation)]
        for speaker in speakers:
            self._count_speaker(speaker)
        for id in dict.fromkeys(speaker["id"] for speaker in speakers):
            entry = self._speakers[id]
            _count_article(entry, date)
            entry["outlets"] = sorted({*entry["outlets"], outlet["id"]})

    @property
    def speakers(self) -> list[Document]:
        """The speakers, in the order of their ids."""
        return [entry for _, entry in sorted(self._speakers.items())]

    @property
    def outlets(self) -> list[Document]:
        """The outlets, in the order of their ids."""
        return [entry for _, entry in sorted(self._outlets.items())]

    def _count_speaker(self, speaker: Document) -> None:
        entry = self._speakers.setdefault(
            speaker["id"],
            {name: speaker[name] for name in ("id", "name", "role", "aliases")}
            | {"quotations": 0, "articles": 0, "outlets": []},
        )
        entry["quotations"] += 1
        entry["role"] = entry["role"] or speaker["role"]
        # Articles may know a person by more or fewer words: the fullest name stands, the others are aliases.
        names = sorted({entry["name"], speaker["name"]}, key=lambda name: (-len(name), name))
        entry["name"] = names[0]
        entry["aliases"] = list(dict.fromkeys([*entry["aliases"], *speaker["aliases"], *names[1:]]))


def _count_article(entry: Document, date: str | None) -> None:
    entry["articles"] += 1
    entry["first"] = min(filter(None, [entry.get("first"), date]), key=lambda day: day_range(day)[0], default=None)
    entry["last"] = max(filter(None, [entry.get("last"), date]), key=lambda day: day_range(day)[1], default=None)
