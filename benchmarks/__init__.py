"""Measurements in the open: each module is a command of the Makefile that prints what `docs/` quotes.

`evaluation` says how good the quotations are on the gold (`make evaluate`), `annotation` how fast they are found and
how the time grows with the text (`make bench-annotation`). No text of the gold is kept in the project.
"""
