"""English: the data files of this folder as one `Language`."""

from annotation.languages.act_data import act_data
from annotation.languages.attribution_data import AttributionData
from annotation.languages.coreference_data import CoreferenceData
from annotation.languages.en.inflection import reporting_verbs
from annotation.languages.grammar_data import GrammarData
from annotation.languages.language import Language
from annotation.languages.lexicon import fields_from_toml, section, sections, tables_from_toml
from annotation.languages.occasion_data import OccasionData
from annotation.languages.parsing_data import ParsingData

ENGLISH = Language(
    code="en",
    name="English",
    parsing=ParsingData(
        lexicon={**sections("en", "words.txt"), **sections("en", "mentions.txt")},
        reporting_verbs=tuple(reporting_verbs()),
        capitalized_abbreviations=section("en", "words.txt", "abbreviations"),
        works=section("en", "words.txt", "works"),
        sayings=section("en", "words.txt", "sayings"),
        **fields_from_toml(ParsingData, "en", "parsing.toml"),
    ),
    grammar=GrammarData(
        given_names=section("en", "given_names.txt", "women") | section("en", "given_names.txt", "men"),
        **fields_from_toml(GrammarData, "en", "grammar.toml"),
    ),
    attribution=AttributionData(
        remarks=section("en", "words.txt", "remarks") | section("en", "words.txt", "sayings"),
        **fields_from_toml(AttributionData, "en", "attribution.toml"),
    ),
    coreference=CoreferenceData(
        feminine_nouns=section("en", "mentions.txt", "women"),
        masculine_nouns=section("en", "mentions.txt", "men"),
        feminine_given_names=section("en", "given_names.txt", "women"),
        masculine_given_names=section("en", "given_names.txt", "men"),
        name_suffixes=section("en", "mentions.txt", "suffixes"),
        thing_words=section("en", "mentions.txt", "things"),
        generic_roles=section("en", "mentions.txt", "generic-roles"),
        unnamed_roles=section("en", "mentions.txt", "unnamed-roles"),
        nationalities=section("en", "mentions.txt", "nationalities"),
        places=section("en", "mentions.txt", "places") - section("en", "mentions.txt", "common-places"),
        **fields_from_toml(CoreferenceData, "en", "coreference.toml"),
    ),
    acts=act_data(tables_from_toml("en", "acts.toml")),
    occasion=OccasionData(**fields_from_toml(OccasionData, "en", "occasion.toml")),
)
