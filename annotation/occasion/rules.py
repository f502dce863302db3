"""The rules that read circumstances, each defined above the function that applies it."""

from annotation.occasion import addressees, events, media, places, speeches, spoken_language, times

_MODULES = (times, places, events, media, addressees, spoken_language, speeches)
OCCASION_RULES = {rule.name: rule for module in _MODULES for rule in module.RULES}
"""Each rule by its name, as `occasion` gives it beside its words."""
