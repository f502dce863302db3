"""`Language`: everything that one natural language adds to the annotator, as one immutable value."""

from dataclasses import dataclass

from annotation.languages.act_data import ActData
from annotation.languages.attribution_data import AttributionData
from annotation.languages.coreference_data import CoreferenceData
from annotation.languages.grammar_data import GrammarData
from annotation.languages.occasion_data import OccasionData
from annotation.languages.parsing_data import ParsingData


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language that is read: `code` is its primary BCP 47 subtag, `name` its English name, the rest its data.

    Two languages are equal only when they are the same object, so that a language is a cheap key of a cache.
    """

    code: str
    name: str
    parsing: ParsingData
    grammar: GrammarData
    attribution: AttributionData
    coreference: CoreferenceData
    acts: ActData
    occasion: OccasionData
