"""English: the data files of this folder as one `Language`."""

from annotation.languages.attribution_data import AttributionData
from annotation.languages.coreference_data import CoreferenceData
from annotation.languages.grammar_data import GrammarData
from annotation.languages.language import Language
from annotation.languages.parsing_data import ParsingData

ENGLISH = Language(
    code="en",
    name="English",
    parsing=ParsingData(),
    grammar=GrammarData(),
    attribution=AttributionData(),
    coreference=CoreferenceData(),
)
