"""Passages between marks that no verb of the lexicon claims: `Ruiz warned of “a long winter”, opposes “cold houses”.`

Reporters seldom put marks around words that nobody said, so what is left inside a sentence with a possible speaker is
taken for that speaker's words, with little confidence, unless it looks like a title or a word used as a word.
"""

from annotation.claims import Claim
from annotation.extents import asks_whether, end_behind, start_within
from annotation.mentions import Form, Mention
from annotation.reading import Reading
from annotation.subjects import subject_before, subject_of_sentence
from annotation.words import CUE, DETERMINER, POSSESSIVE, REGION, SMALL, WORD

_NEAR = 12  # items before two words in which a reporting verb makes them somebody's
_NAMED = frozenset({Form.NAME, Form.PRONOUN})
_NOBODY = frozenset({"it", "you", "none", "most", "that", "i", "we"})
_SHORT = 3  # words: up to here, marks between an article and a noun name a thing


def fragments(reading: Reading, claims: list[Claim]) -> list[Claim]:
    """Give the claims with each passage between marks that is left: joined to the claim before it in its sentence, or
    as a claim of its own when the sentence has a possible speaker.
    """
    held = {item for claim in claims for first, last in claim.content for item in range(first, last)}
    by_cue = {claim.cue[0]: number for number, claim in enumerate(claims) if claim.cue}
    found = list(claims)
    for (low, high), regions in zip(reading.sentences, reading.by_sentence([*reading.region_at]), strict=True):
        if not regions or held.issuperset(regions) or asks_whether(reading, low, high):
            continue
        latest: int | None = None
        for item in range(low, high):
            latest = by_cue.get(item, latest)
            if not reading.bits[item] & REGION or item in held or _names_a_thing(reading, item, low, high):
                continue
            if latest is not None and found[latest].content[-1][1] <= item:
                found[latest] = found[latest]._replace(content=(*found[latest].content, (item, item + 1)))
            elif _wordy(reading, item, low) and (claim := _claim(reading, item, low, high)):
                latest = len(found)
                found.append(claim)
    return found


def _wordy(reading: Reading, item: int, low: int) -> bool:
    """Tell three words from two, which are as often a name or a doubt as somebody's words without a verb before."""
    spaces = reading.region_at[item].inner.of(reading.text).count(" ")
    return spaces >= 2 or (spaces == 1 and bool(reading.items(CUE, max(low, item - _NEAR), item)))


def _claim(reading: Reading, item: int, low: int, high: int) -> Claim | None:
    if item == low:
        source, rule = _speaker_behind(reading, item, high), "quoted-then-speaker"
    else:
        source, rule = _speaker_before(reading, low, item), "fragment"
    if source is None:
        return None
    first = item if item == low else start_within(reading, item, source.last)
    last = item + 1 if first == item and rule == "fragment" else end_behind(reading, item, high)
    return Claim(((first, last),), source, None, rule)


def _speaker_before(reading: Reading, low: int, item: int) -> Mention | None:
    """Give the subject of the nearest reporting verb before a passage if it is named, else that of its sentence."""
    for cue in reversed(reading.items(CUE, low, item)):
        subject = subject_before(reading, cue, low)
        if subject and subject.mention.form in _NAMED and reading.words[subject.mention.head] not in _NOBODY:
            return subject.mention
    mention = subject_of_sentence(reading, low, item)
    while mention and reading.words[mention.head] in _NOBODY:
        mention = subject_of_sentence(reading, mention.last, item)
    return mention


def _speaker_behind(reading: Reading, item: int, high: int) -> Mention | None:
    """Give who stands between a passage that opens its sentence and the next reporting verb."""
    for cue in range(item + 1, high):
        if reading.bits[cue] & CUE:
            return subject_of_sentence(reading, item + 1, cue)
    return None


def _names_a_thing(reading: Reading, item: int, low: int, high: int) -> bool:
    """Tell whether a passage is a single word or the name of a thing: `a “freeze for freeze” action`."""
    words = reading.region_at[item].inner.of(reading.text).split()
    if len(words) < 2 or (item > low and reading.words[item - 1] == "so-called"):
        return True
    before = reading.bits[item - 1] if item > low else 0
    behind = reading.bits[item + 1] if item + 1 < high else 0
    noun_behind = bool(behind & WORD) and not behind & (CUE | SMALL)
    return len(words) <= _SHORT and bool(before & (DETERMINER | POSSESSIVE)) and noun_behind
