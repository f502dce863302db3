"""From an article to its quotations: who said what, which words say so, and by which rules we know.

`annotator.py` has the steps, each a sub-package that imports only those before: `languages` (the words of a language,
as data), `parsing` (text → `Document` of tokens, tags and quoted regions), `grammar` (noun phrases, subjects, clause
bounds), `attribution` (rules → candidates: content, cue, source), `coreference` (source → speaker),
`occasion` (when, where and to whom it was said). `ingest` annotates
whole files into the store, and `serialization.py` maps quotations to its rows and back.

The types that leave the package are frozen; those that live only while an article is read, such as `NounPhrase`, are
not, because thousands of them are made.
"""

from annotation.annotator import ANNOTATOR_VERSION, annotate, annotate_text
from annotation.attribution.rules import ATTRIBUTION_RULES
from annotation.coreference.known_speakers import speaker_named
from annotation.coreference.rules import RESOLUTION_RULES
from annotation.ingest.pipeline import Ingest, Listener, Silent, Summary
from annotation.languages import ENGLISH, READ_LANGUAGES, Language, language_for, unread_reason
from annotation.occasion.rules import OCCASION_RULES
from annotation.quotation import CIRCUMSTANCES, Act, Attribution, Circumstance, Occasion, Quotation, Span, Speaker
from annotation.rule import Rule
from annotation.serialization import from_row, speaker_values, to_row

__all__ = [
    "ANNOTATOR_VERSION",
    "ATTRIBUTION_RULES",
    "CIRCUMSTANCES",
    "ENGLISH",
    "OCCASION_RULES",
    "READ_LANGUAGES",
    "RESOLUTION_RULES",
    "Act",
    "Attribution",
    "Circumstance",
    "Ingest",
    "Language",
    "Listener",
    "Occasion",
    "Quotation",
    "Rule",
    "Silent",
    "Span",
    "Speaker",
    "Summary",
    "annotate",
    "annotate_text",
    "from_row",
    "language_for",
    "speaker_named",
    "speaker_values",
    "to_row",
    "unread_reason",
]
