"""Words of one language that tell which act a reporting verb is: asking, promising, denying …"""

from collections.abc import Mapping
from dataclasses import dataclass

Acts = Mapping[str, str]
"""The act of each verb or noun, by its base form."""


@dataclass(frozen=True, slots=True, eq=False)
class ActData:
    """Verbs by what they take, and the act of each; `en/acts.toml` has examples.

    A verb in no table says, or thinks when it is one of attitude.
    """

    saying: Acts
    infinitive: Acts
    object: Acts
    nouns: Acts
    rejections: frozenset[str]
    claims: frozenset[str]


def act_data(tables: Mapping[str, Mapping[str, frozenset[str]]]) -> ActData:
    """Return the data of the tables of a TOML file; `call_for` there is the verb “call for”."""
    saying, infinitive, object, nouns = (_by_verb(tables[name]) for name in ("saying", "infinitive", "object", "nouns"))
    return ActData(saying, infinitive, object, nouns, **tables["words"])


def _by_verb(table: Mapping[str, frozenset[str]]) -> Acts:
    return {verb.replace("_", " "): act for act, verbs in table.items() for verb in verbs}
