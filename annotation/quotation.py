"""`Quotation` and its parts: content, speaker, and the attribution with its evidence."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """Half-open code points of an article's text; `text[span.start:span.end]` is always the words."""

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start < end:
            raise ValueError(f"a span needs 0 <= start < end, not {start}, {end}")
        _set_start(self, start)
        _set_end(self, end)

    def of(self, text: str) -> str:
        """Return the words the span covers."""
        return text[self.start : self.end]


# What dataclass writes for a frozen class takes twice as long, and an article has hundreds of spans.
_set_start, _set_end = vars(Span)["start"].__set__, vars(Span)["end"].__set__


class Kind(StrEnum):
    """Direct, between marks; mixed, partly so; indirect, in the reporter's own words."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Act(StrEnum):
    """What a quotation reports: words, a question, a promise …, or with `does` something done, as “agreed to talks”."""

    SAYS = "says"
    ASKS = "asks"
    PROMISES = "promises"
    DEMANDS = "demands"
    DENIES = "denies"
    THINKS = "thinks"
    DOES = "does"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person or a body. `id` is a slug of the name; `name` is the fullest form known, without titles."""

    id: str
    name: str
    role: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """The speaker of a quotation and the evidence for it.

    `speaker` is None when unknown, and `unknown` then says why; `source` is the words that name the speaker, `cue`
    the reporting verb or phrase, both as written; `rule` names the rule that decided and `confidence` (0 to 1) is
    the probability that the speaker is right. `statement` is False when nothing was said or written: what somebody
    thinks, hopes or plans, what a court rules and what a survey finds. `anonymous` is True when the source is people
    whom the article does not name, such as “a person familiar with the talks”. Where several named people speak
    together, `speaker` is None and `together` holds them. `act` tells words from questions, promises and actions; None
    in what was read before it was told. `status` is "automatic", or "corrected" when a person had
    a say.
    """

    speaker: Speaker | None
    source: Span | None
    cue: Span | None
    rule: str
    confidence: float
    unknown: str | None = None
    statement: bool = True
    anonymous: bool = False
    together: tuple[Speaker, ...] = ()
    status: str = "automatic"
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class Circumstance:
    """One circumstance of an utterance: its value, the words of the article that tell it, and the rule that decided."""

    value: str
    evidence: Span
    rule: str


CIRCUMSTANCES = ("said", "place", "event", "medium", "addressee", "language")


@dataclass(frozen=True, slots=True)
class Occasion:
    """When, where, to whom and how something was said, as far as the sentence that reports it tells.

    The value of `said` is a day, month, year or interval (EDTF), of `language` a BCP 47 subtag, of `medium` one of
    those that the language data names; `place`, `event` and `addressee` are as written. `undated` says why words such
    as “on Monday” give no day.
    """

    said: Circumstance | None = None
    place: Circumstance | None = None
    event: Circumstance | None = None
    medium: Circumstance | None = None
    addressee: Circumstance | None = None
    language: Circumstance | None = None
    undated: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: `content` is one span, or several when it is interrupted, in the order of the text.

    `occasion` is None where nothing tells when, where, to whom or how it was said.
    """

    id: str
    article_id: str
    kind: Kind
    content: tuple[Span, ...]
    attribution: Attribution
    occasion: Occasion | None = None
