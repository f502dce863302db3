"""Occasions: when, where, to whom and by which medium the words of a quotation were said.

`reporting_clause.py` finds the words beside the reporting verb, outside of what was said; each of `times`, `places`,
`events`, `media`, `addressees` and `spoken_language` reads one circumstance from them; `speeches` hands the occasion
on to what the same speaker goes on to say; `finder` puts them together. `rules` lists the rules with their examples.
"""
