"""The rules of attribution: how the content was given to its source, each defined above the function that applies it.

The precisions are measured on four fifths of the training gold and rounded; see docs/evaluation.md.
"""

from annotation.attribution import (
    according_to,
    dialogue,
    objects,
    passives,
    quote_chains,
    quote_initial,
    quoted,
    reported,
    saying_nouns,
    speaker_labels,
    unattributed,
)
from annotation.rule import Rule

_MODULES = (
    *(quoted, quote_initial, reported, objects, passives, saying_nouns, according_to, speaker_labels),
    *(quote_chains, dialogue, unattributed),
)
ATTRIBUTION_RULES = {rule.name: rule for module in _MODULES for rule in vars(module).values() if isinstance(rule, Rule)}
"""Each rule by its name, the first half of `attribution.rule`."""
