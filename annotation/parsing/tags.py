"""The tagset: one bit for each part of speech or lexical class that a word can have.

A word can have several (“that”, “chair”, “may”), so its tags are an int of bits. They are plain ints and no `IntFlag`,
whose `&` takes fifty times as long: rules ask for tags at every token. Modules import this one as `Tag`.
"""

REGION, CAPITAL, PRONOUN, AUXILIARY, ADVERB, DETERMINER, PREPOSITION, CONJUNCTION, SUBORDINATOR = (
    1 << n for n in range(9)
)
TITLE, ROLE, BODY, DOCUMENT, TIME, VERB, CUE, NEGATION, NATIONALITY, PARTICLE = (1 << n for n in range(9, 19))
NUMBER, STOP, COMMA, COLON, DASH, POSSESSIVE, SYMBOL, WORD, PLACE, NAME = (1 << n for n in range(19, 29))
SMALL = PRONOUN | AUXILIARY | ADVERB | DETERMINER | PREPOSITION | CONJUNCTION | SUBORDINATOR | NEGATION
PUNCTUATION = STOP | COMMA | COLON | DASH | SYMBOL
# Groups are put together once: rules ask for them at every word.
FINITE = AUXILIARY | VERB
VERBAL = FINITE | CUE
OFFICE = TITLE | ROLE
CIRCUMSTANCE = PREPOSITION | TIME  # when and where
ASIDE = COMMA | DASH  # what sets words apart
NO_NAME = SMALL | TIME  # what a capital makes no name of
