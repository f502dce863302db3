"""Every rule by its name, what it reads, and how often the speaker it gives is right.

The numbers are observed on four fifths of the training gold, rounded, one factor for each half of a rule. The factors
of pronouns, roles and epithets are those observed on sources marked by hand, which are lower; see docs/evaluation.md.
"""

from functools import cache

# How the content was given to its source.
ATTRIBUTION = {
    "quoted-verb-subject": 0.99,  # “We won,” said Ruiz
    "quoted-subject-verb": 0.99,  # “We won,” Ruiz said
    "quoted-opening": 0.92,  # “We won!” beamed Ruiz
    "subject-verb-quoted": 0.96,  # Ruiz said: “We won”
    "subject-verb-judgement": 0.95,  # Ruiz called the toll “a shame”
    "subject-verb-clause": 0.96,  # Ruiz said they had won
    "participle-clause": 0.93,  # …, noting that they had won
    "clause-subject-verb": 0.99,  # They had won, Ruiz said
    "clause-verb-subject": 0.99,  # They had won, said Ruiz
    "called-for": 0.96,  # Ruiz vowed to fight
    "subject-verb-object": 0.96,  # Ruiz rejected the offer of talks
    "passive": 0.80,  # Novak was told by Ruiz that they had won
    "according-to": 0.96,  # They had won, according to Ruiz
    "colon": 0.85,  # Ruiz: “We won”
    "label": 0.94,  # Ruiz: Harbour plan is dead
    "transcript": 0.97,  # RUIZ: We won.
    "same-speaker": 0.79,  # Ruiz said they had won. “It was close.”
    "lead-in": 0.75,  # Ruiz was proud. “We won.”
    "signature": 0.95,  # “We won.” (next paragraph:) - Ana Ruiz, Tallinn
    "turn": 0.8,  # “And?” (between a question of Ruiz's and an answer of Novak's)
    "goes-on": 0.80,  # a paragraph of nothing but quotation, after one that names the speaker
    "quoted-then-speaker": 0.85,  # “We won,” a tearful Ruiz, 28, said
    "fragment": 0.78,  # Ruiz opposes “cold houses”
}
# How the source was given to a speaker.
RESOLUTION = {
    "name": 0.99,
    "pronoun": 0.95,
    "role": 0.88,
    "epithet": 0.8,
    "joint": 0.99,
    "unnamed": 0.87,
    "no-source": 0.10,
}


@cache
def confidence(attribution: str, resolution: str) -> float:
    """Return the probability that the speaker is right, from the rules that decided."""
    return round(ATTRIBUTION[attribution] * RESOLUTION[resolution], 2)
