"""Errors of building and searching the index.

SearchError
├── QueryError          a query string that cannot be parsed
├── InvalidCursor       a `search_after` key that the sort order cannot have
├── ExpiredCursor       a `search_after` key that a new generation has made meaningless
├── UnknownEngine       no engine is registered under a name
├── IndexMissing        no generation has been published
├── GenerationDamaged   generations are there, but all are damaged
├── BlockDamaged        a file of the generation in use is not as it was written
├── PublishLocked       another process is building a generation
└── PublishFailed       the build does not hold what the store holds
"""

from pathlib import Path


class SearchError(Exception):
    """The base of every error of this package."""


class QueryError(SearchError):
    """A query that cannot be parsed: `message`, `position` in code points, and what to write instead."""

    def __init__(self, message: str, position: int, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.position = position
        self.suggestion = suggestion


class InvalidCursor(SearchError):
    """`after` or `before` of a request is a key that its sort order cannot have."""


class ExpiredCursor(SearchError):
    """`after` or `before` of a request is a rank of another generation, whose order is another."""


class UnknownEngine(SearchError):
    """No engine is registered under a name; the message lists those that are."""


class IndexMissing(SearchError):
    """No generation has been published under `root`."""

    def __init__(self, root: Path) -> None:
        super().__init__(f"{root}: there is no index here yet; run 'onrecord index' first")
        self.root = root


class GenerationDamaged(SearchError):
    """Generations are there, but all are damaged; `faults` lists how."""

    def __init__(self, root: Path, faults: tuple[str, ...]) -> None:
        super().__init__(f"{root}: no generation can be used ({'; '.join(faults[:3])}); run 'onrecord index' again")
        self.root = root
        self.faults = faults


class BlockDamaged(SearchError):
    """A part of a file of the index, read now for the first time, is not as it was written."""

    def __init__(self, path: Path | str, fault: str) -> None:
        super().__init__(f"{path}: {fault}")


class PublishLocked(SearchError):
    """Another process is building a generation; `holder` is its process id, None when unknown."""

    def __init__(self, holder: int | None) -> None:
        super().__init__(f"locked by process {holder}" if holder else "locked by another process")
        self.holder = holder


class PublishFailed(SearchError):
    """The build does not hold what the store holds; nothing was published."""
