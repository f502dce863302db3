"""The explanation of a quotation on its page: the sentences of its two rules, with its own words filled in."""

from annotation import ATTRIBUTION_RULES, RESOLUTION_RULES
from api.formats.views import View


def why(view: View) -> list[str]:
    """Return one sentence for each rule that gave the words to their speaker; none for a rule of another annotator."""
    first, _, second = view["attribution"]["rule"].partition("/")
    rules = ATTRIBUTION_RULES.get(first), RESOLUTION_RULES.get(second)
    attribution, speaker = view["attribution"], view["speaker"]
    words = {
        "source": _quoted(attribution["source"]) or "the source",
        "cue": _quoted(attribution["cue"]) or "a colon",
        "speaker": speaker["name"] if speaker else "somebody unnamed",
    }
    return [_sentence(rule.explanation.format(**words)) for rule in rules if rule]


def _quoted(words: str | None) -> str | None:
    return words and f"“{words}”"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
