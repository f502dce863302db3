"""The name of a rule → a sentence for people: how the words were given to a source, and the source to a speaker.

`docs/annotation.md` has each rule with an example; a test looks that none is without its sentence here.
"""

from api.formats.views import View

ATTRIBUTION = {
    "quoted-verb-subject": "The words between marks are followed by {cue} and then {source}.",
    "quoted-subject-verb": "The words between marks stand beside {source} and {cue}.",
    "quoted-opening": "The words between marks open the sentence, and a verb of expression joins them to {source}.",
    "subject-verb-quoted": "{source} and {cue} lead up to the words between marks.",
    "subject-verb-judgement": "By {cue}, {source} gives somebody or something the name between marks.",
    "subject-verb-clause": "{source} and {cue} are followed by a clause that says what.",
    "participle-clause": "A clause beginning with {cue} says what {source} added.",
    "clause-subject-verb": "The sentence says what, and {source} and {cue} close it.",
    "clause-verb-subject": "The sentence says what, and {cue} and {source} close it.",
    "called-for": "What {source} wants or will do follows {cue}.",
    "subject-verb-object": "What {source} {cue} is named right after it.",
    "passive": "Somebody was told something by {source}.",
    "according-to": "The sentence gives it according to {source}.",
    "colon": "{source} and a colon lead up to the words.",
    "label": "The headline or line begins with {source} and a colon.",
    "transcript": "It is a transcript, and the turn begins with {source}.",
    "same-speaker": "The sentence before gives words to {source}, and nothing says that somebody else goes on.",
    "lead-in": "The sentence before is about {source}, and the words between marks follow it.",
    "signature": "The words are signed by {source} in the line below.",
    "turn": "Two people speak in turn, and it is the turn of {source}.",
    "goes-on": "The paragraph is nothing but quotation, and the one before names {source}.",
    "quoted-then-speaker": "{source} follows the words between marks.",
    "fragment": "Words between marks in a sentence about {source} are taken for theirs.",
}
RESOLUTION = {
    "name": "{source} is a name, or a part of one, that the article gives to {speaker}.",
    "pronoun": "{source} is {speaker}: the text spoke of nobody else later who agrees in number and gender.",
    "role": "{source} is {speaker}: nobody else in the article holds the role.",
    "epithet": "{source} is {speaker}, of whom the text spoke last.",
    "joint": "Several speak together.",
    "unnamed": "{source} is nobody with a name.",
    "no-source": "The text names nobody.",
}


def why(view: View) -> list[str]:
    """Explain in sentences who is meant, and how that is known; none for a rule of another annotator."""
    first, _, second = view["attribution"]["rule"].partition("/")
    known = [ATTRIBUTION.get(first), RESOLUTION.get(second)]
    attribution, speaker = view["attribution"], view["speaker"]
    words = {
        "source": _quoted(attribution["source"]) or "the source",
        "cue": _quoted(attribution["cue"]) or "a colon",
        "speaker": speaker["name"] if speaker else "somebody unnamed",
    }
    return [_sentence(said.format(**words)) for said in known if said]


def _quoted(words: str | None) -> str | None:
    return words and f"“{words}”"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
