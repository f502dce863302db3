"""Every rule by its name, what it reads, and how often the speaker it gives is right."""

# How the content was given to its source.
ATTRIBUTION = {
    "quoted-verb-subject": 0.96,  # “We won,” said Ruiz
    "quoted-subject-verb": 0.96,  # “We won,” Ruiz said
    "subject-verb-quoted": 0.93,  # Ruiz said: “We won”
    "subject-verb-clause": 0.85,  # Ruiz said they had won
    "participle-clause": 0.80,  # …, noting that they had won
    "clause-subject-verb": 0.85,  # They had won, Ruiz said
    "called-for": 0.75,  # Ruiz called for calm
    "according-to": 0.88,  # They had won, according to Ruiz
    "colon": 0.85,  # Ruiz: “We won”
    "same-speaker": 0.80,  # Ruiz said they had won. “It was close.”
    "lead-in": 0.60,  # Ruiz was proud. “We won.”
    "goes-on": 0.60,  # a paragraph of nothing but quotation, after one that names the speaker
}
# How the source was given to a speaker.
RESOLUTION = {"name": 0.99, "pronoun": 0.90, "role": 0.85, "joint": 0.95, "unnamed": 0.95, "no-source": 0.50}


def confidence(attribution: str, resolution: str) -> float:
    """Give the probability that the speaker is right, from the rules that decided."""
    return round(ATTRIBUTION[attribution] * RESOLUTION[resolution], 2)
