"""Who said what: articles become quotations.

`annotator.annotate` reads top to bottom: `reading` goes over the text once, with `marks` for the quoted regions and
`words` for what each word can be; `attribution` gives each content its cue and its source, helped by `mentions`,
`subjects` and `clauses`, and names the rule that decided; `continuation` joins what goes on after an interruption;
`coreference` says which of the `cast` is meant. `record` writes quotations into the store's rows and reads them back.
"""
