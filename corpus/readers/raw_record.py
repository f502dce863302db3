"""One record of a file: the bytes of one article, unparsed, with the metadata of its container.

Reading has two steps. `records` parts a file into records; that is cheap and goes on in the main process. `article`
makes an article of one record; that costs time and may go on in a worker, so a record can be pickled.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from corpus.article import Article
from corpus.errors import BadRecord, CorpusError, shown

DEFAULT = "default."  # before the names of the user's defaults in the metadata of a record
REQUIRE_OUTLET = "require outlet"


@dataclass(frozen=True, slots=True)
class RawRecord:
    """The bytes of one article: `format` names the reader, `metadata` what the container says about them.

    `origin` is the file as the user named it, `position` the place in it (`line 7`), None when it is the whole file.
    Keys of `metadata` are `url`, `captured`, `digest` and `encoding` (an archive's), and what an export's reader needs
    to read one of its records alone: `columns`, `delimiter`, `map`.
    """

    origin: str
    position: str | None
    format: str
    raw: bytes
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says about files: how to read them, and defaults for what a record lacks.

    `map` names the field of an export that holds one of ours, `text` → `story`. `defaults` are words for `outlet`,
    `published` (EDTF), `language` and `url`; the evidence says that whoever ingested gave them. With `require_outlet` a
    record without an outlet is refused, else its outlet is `unknown`.
    """

    map: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    require_outlet: bool = False

    def as_metadata(self) -> dict[str, str]:
        """Return what goes along with each record, `default.outlet` and so on, for whichever process reads it."""
        defaults = {f"{DEFAULT}{name}": words for name, words in self.defaults.items() if words}
        return defaults | ({REQUIRE_OUTLET: "yes"} if self.require_outlet else {})


class UnreadableRecord(CorpusError):
    """A record that holds no article we can read; `origin`, `position` and `reason` say which and why."""

    def __init__(self, origin: str, position: str | None, reason: str) -> None:
        where = f"{shown(origin)}, {position}" if position else shown(origin)
        super().__init__(f"{where}: {reason}")
        self.origin = origin
        self.position = position
        self.reason = reason

    def __reduce__(self) -> tuple[type, tuple[str, str | None, str]]:
        return UnreadableRecord, (self.origin, self.position, self.reason)


class SkippedRecord(UnreadableRecord):
    """A record that is no article (a picture, a login page, the attachment of a mail), with the reason; not a fault."""

    def __reduce__(self) -> tuple[type, tuple[str, str | None, str]]:
        return SkippedRecord, (self.origin, self.position, self.reason)


class NotAnArticle(BadRecord):
    """Bytes that were read and are no article; `readers.article` raises it as SkippedRecord."""


class Reader(Protocol):
    """One format: its name and version, how its files begin, their records, and the article of a record.

    `STREAMS` is True when the file is read record by record and may be of any size.
    """

    FORMAT: str
    VERSION: str
    STREAMS: bool

    def recognises(self, head: bytes, options: ReadOptions) -> bool:
        """Return whether a file that begins so is of this format; `head` is in UTF-8 when a BOM says what it is in."""
        ...

    def records(self, stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[RawRecord | UnreadableRecord]:
        """Yield the records of a file in its order; a bad one as UnreadableRecord, and the next follows.

        Raises BadRecord when the file as a whole cannot be read.
        """
        ...

    def article(self, record: RawRecord) -> Article:
        """Return the article of a record; raises BadRecord."""
        ...
