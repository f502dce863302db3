"""Who said what: articles become quotations.

`annotator.annotate` reads top to bottom: marks give the quoted regions, cues the reporting verbs, mentions those who
may speak; attribution brings the three together and names the rule that decided; coreference says which person is
meant. `record` writes quotations into the store's rows and reads them back.
"""
