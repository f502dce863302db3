"""Who said what: articles become quotations.

`annotator.annotate` reads top to bottom: `reading` goes over the text once, with `marks` for the quoted regions and
`words` for what each word can be; `attribution` gives each content its cue and its source, helped by `noun phrases`,
`subjects` and `clauses`, and names the rule that decided; `continuation` joins what goes on after an interruption;
`coreference` says which of the `cast` is meant. `record` writes quotations into the store's rows and reads them back.

What leaves the package is frozen. What lives only while an article is read, such as a noun phrase, is in slots
but not frozen, as it is made by the thousand: nothing changes it all the same, but for `cast` and `reading`.
"""

from annotation.annotator import ANNOTATOR_VERSION, annotate, annotate_text
from annotation.coreference.known_speakers import speaker_named
from annotation.ingest.pipeline import Ingest, Listener, Silent, Summary
from annotation.quotation import Attribution, Quotation, Span, Speaker
from annotation.serialization import from_row, speaker_values, to_row

__all__ = [
    "ANNOTATOR_VERSION",
    "Attribution",
    "Ingest",
    "Listener",
    "Quotation",
    "Silent",
    "Span",
    "Speaker",
    "Summary",
    "annotate",
    "annotate_text",
    "from_row",
    "speaker_named",
    "speaker_values",
    "to_row",
]
