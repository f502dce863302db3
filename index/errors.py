"""What can go wrong while the index is built or asked.

SearchError
├── QueryError          a query string that means nothing we can search for
├── BadPlace            a place to continue from that is in no order of ours
├── PlaceGone           a place to continue from that a new generation has taken away
├── IndexMissing        no generation has been published
├── GenerationDamaged   generations are there, but none holds
├── PublishLocked       another process is building a generation
└── PublishFailed       what was built is not what the record holds
"""

from pathlib import Path


class SearchError(Exception):
    """The base of every error of this package."""


class QueryError(SearchError):
    """A query that cannot be searched for: what is wrong, at which code point, and what to write instead."""

    def __init__(self, message: str, position: int, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.position = position
        self.suggestion = suggestion


class BadPlace(SearchError):
    """A page was to begin at a place that the order asked for does not have."""


class PlaceGone(SearchError):
    """A page was to begin at a place that was right once, but a new generation has another order."""


class IndexMissing(SearchError):
    """No generation has been published under `root`."""

    def __init__(self, root: Path) -> None:
        super().__init__(f"{root}: there is no index here yet; run 'onrecord index' first")
        self.root = root


class GenerationDamaged(SearchError):
    """Generations are there, but none can be trusted; `faults` says why."""

    def __init__(self, root: Path, faults: tuple[str, ...]) -> None:
        super().__init__(f"{root}: no generation can be used ({'; '.join(faults[:3])}); run 'onrecord index' again")
        self.root = root
        self.faults = faults


class PublishLocked(SearchError):
    """Another process is building a generation; `holder` is its process id, None when it did not say."""

    def __init__(self, holder: int | None) -> None:
        super().__init__(f"locked by process {holder}" if holder else "locked by another process")
        self.holder = holder


class PublishFailed(SearchError):
    """What was built is not what the record holds; nothing was published."""
