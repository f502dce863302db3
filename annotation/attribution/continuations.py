"""Quotations that go on: after an interruption, in the next sentence, in the next paragraph.

Every quoted region that starts a sentence and that no verb governs is looked at once, in the order of the text.
"""

from annotation.attribution.dialogue import Dialogue, is_region_alone
from annotation.attribution.quote_chains import LEAD_IN, SAME_SPEAKER, QuoteChains
from annotation.grammar.clause_bounds import end_behind
from annotation.grammar.predicates import Candidate
from annotation.grammar.subjects import subject_of_sentence
from annotation.parsing.document import Document
from annotation.parsing.tags import ADVERB, AUXILIARY, COLON, COMMA, CONJUNCTION, PRONOUN, REGION

_LEAD = 5  # tokens before marks that carry on what was quoted before
_LEADING = ADVERB | AUXILIARY | COMMA | CONJUNCTION | PRONOUN


def with_continuations(document: Document, candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates with what continues them added, and new ones for quoted regions without a verb.

    `“I have read it,” Rao said. “All of it.”` is one candidate of two regions.
    """
    linker = _Linker(QuoteChains(document, candidates))
    for number, regions in enumerate(document.by_sentence(document.quoted_regions)):
        if regions and regions[0] == document.sentences[number][0]:
            linker.place(number)
        else:
            linker.dialogue.turns = []
            if regions:
                linker.resume(number)
        linker.chains.note_latest(number)
    return linker.chains.finished()


def _is_subject(document: Document, token: int) -> bool:
    """Return whether a region is the subject of what follows: `“Where is he?” has become a saying`."""
    within = document.sentence_of[token + 1 : token + 2] == [document.sentence_of[token]]
    return within and bool(document.tags[token + 1] & AUXILIARY)


def _is_sentence(document: Document, token: int) -> bool:
    """Return whether a region is a sentence of its own rather than a title or a word as a word."""
    inner = document.region_at[token].inner.of(document.text).strip()
    return inner[-1] in ".?!,…—-" or len(inner.split()) > 6


class _Linker:
    """Links each region that opens a sentence to the candidate that it continues."""

    def __init__(self, chains: QuoteChains) -> None:
        self.chains = chains
        self.document = chains.document
        self.dialogue = Dialogue(chains)

    def place(self, number: int) -> None:
        """Link the region that starts a sentence, or start a candidate with it."""
        document, chains = self.document, self.chains
        token = document.sentences[number][0]
        previous = document.region_at.get(token - 1)
        if token in chains.holder:
            chains.gather(chains.holder[token])
            self.dialogue.settle(chains.holder[token])
        elif previous is not None and previous.continues and token - 1 in chains.holder:
            chains.extend(chains.holder[token - 1], token)
        elif document.region_at[token].continues and not self._follows_speech(number):
            chains.wait(token)
        elif not _is_sentence(document, token) or _is_subject(document, token):
            return
        elif number and document.paragraph_at[number - 1] == document.paragraph_at[number]:
            self._after_sentence(token, document.sentences[number - 1], document.paragraph_at[number])
        elif is_region_alone(document, document.sentences[number]):
            self.dialogue.place(token, number)
            if token in chains.holder:
                chains.gather(chains.holder[token])

    def resume(self, number: int) -> None:
        """Continue the quotation of the sentence before: `But “it was late.”`, `It was “too late.”`"""
        document, chains = self.document, self.chains
        low, high = document.sentences[number]
        token = next((at for at in range(low, min(low + _LEAD, high)) if not document.tags[at] & _LEADING), high)
        if token == high or not document.tags[token] & REGION or token in chains.holder:
            return
        if not self._follows_speech(number) or chains.latest is None or not chains.ends_quoted(chains.latest):
            return
        if not any(at in chains.by_cue for at in range(low, high)):
            bare = document.tags[token - 1] & (COMMA | CONJUNCTION)
            chains.extend(chains.latest, token, token if bare else low, end_behind(document, token, high))

    def _follows_speech(self, number: int) -> bool:
        """Return whether the sentence before reports, in the same paragraph, or announces a speaker."""
        if not number:
            return False
        document, chains = self.document, self.chains
        low, high = document.sentences[number - 1]
        if document.paragraph_at[number - 1] != document.paragraph_at[number]:
            return bool(document.tags[high - 1] & COLON)
        return any(token in chains.holder or token in chains.by_cue for token in range(low, high))

    def _after_sentence(self, token: int, previous: tuple[int, int], paragraph: int) -> None:
        chains = self.chains
        quoting = [chains.holder[at] for at in range(*previous) if at in chains.holder]
        reporting = [chains.by_cue[at] for at in range(*previous) if at in chains.by_cue]
        if quoting:
            chains.extend(quoting[-1], token)
        elif reporting:
            chains.start_like(token, reporting[-1], SAME_SPEAKER)
        elif chains.latest is not None and chains.latest_paragraph == paragraph:
            if chains.ends_quoted(chains.latest):
                chains.extend(chains.latest, token)
            else:
                chains.start_like(token, chains.latest, SAME_SPEAKER)
        else:
            subject = subject_of_sentence(self.document, *previous)
            chains.start(token, Candidate((), subject, None, LEAD_IN))
