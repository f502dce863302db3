"""Every rule by its name, what it reads, and how often the speaker it gives is right.

The numbers are observed on the training gold, rounded, one factor for each half of a rule; docs/evaluation.md.
"""

from functools import cache

# How the content was given to its source.
ATTRIBUTION = {
    "quoted-verb-subject": 0.99,  # “We won,” said Ruiz
    "quoted-subject-verb": 0.99,  # “We won,” Ruiz said
    "quoted-opening": 0.9,  # “We won!” beamed Ruiz
    "subject-verb-quoted": 0.95,  # Ruiz said: “We won”
    "subject-verb-judgement": 0.95,  # Ruiz called the toll “a shame”
    "subject-verb-clause": 0.95,  # Ruiz said they had won
    "participle-clause": 0.90,  # …, noting that they had won
    "clause-subject-verb": 0.98,  # They had won, Ruiz said
    "clause-verb-subject": 0.98,  # They had won, said Ruiz
    "called-for": 0.95,  # Ruiz vowed to fight
    "subject-verb-object": 0.93,  # Ruiz rejected the offer of talks
    "passive": 0.90,  # Novak was told by Ruiz that they had won
    "according-to": 0.93,  # They had won, according to Ruiz
    "colon": 0.82,  # Ruiz: “We won”
    "label": 0.9,  # Ruiz: Harbour plan is dead
    "transcript": 0.9,  # RUIZ: We won.
    "same-speaker": 0.85,  # Ruiz said they had won. “It was close.”
    "lead-in": 0.45,  # Ruiz was proud. “We won.”
    "signature": 0.9,  # “We won.” (next paragraph:) - Ana Ruiz, Tallinn
    "turn": 0.8,  # “And?” (between a question of Ruiz's and an answer of Novak's)
    "goes-on": 0.60,  # a paragraph of nothing but quotation, after one that names the speaker
    "quoted-then-speaker": 0.80,  # “We won,” a tearful Ruiz, 28, said
    "fragment": 0.76,  # Ruiz opposes “cold houses”
}
# How the source was given to a speaker.
RESOLUTION = {
    "name": 1.0,
    "pronoun": 0.97,
    "role": 0.93,
    "epithet": 0.8,
    "joint": 1.0,
    "unnamed": 0.88,
    "no-source": 0.05,
}


@cache
def confidence(attribution: str, resolution: str) -> float:
    """Give the probability that the speaker is right, from the rules that decided."""
    return round(ATTRIBUTION[attribution] * RESOLUTION[resolution], 2)
