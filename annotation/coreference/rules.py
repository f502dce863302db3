"""The rules of coreference: how a source was resolved to a speaker, with the precision of each.

The precisions of pronouns, roles and epithets are measured on sources marked by hand, the others on four fifths of the
training gold; see docs/evaluation.md.
"""

from annotation.rule import Rule

NAME = Rule(
    name="name",
    reads="A surname is that of its bearer in the article; an honorific tells two of one surname apart.",
    precision=0.99,
    example="Peter Beck and Mary Beck run the ferry. “[content|It is late],” [source|Mrs. Beck] [cue|said].",
    outcome=("quoted-subject-verb/name: Mary Beck",),
    explanation="{source} is a name, or a part of one, that the article gives to {speaker}.",
)

PRONOUN = Rule(
    name="pronoun",
    reads="The most salient person of its number and gender; of several that weigh the same, none.",
    precision=0.95,
    example="Maria Vega met Peter Kask on Friday. “[content|I asked for nothing],” [source|she] [cue|said].",
    outcome=("quoted-subject-verb/pronoun: Maria Vega",),
    explanation="{source} is {speaker}: the text spoke of nobody else later who agrees in number and gender.",
)

ROLE = Rule(
    name="role",
    reads="The one holder of a role.",
    precision=0.88,
    example="Defence Minister Jonas Beck left. “[content|We kept our word],” [source|the minister] [cue|said].",
    outcome=("quoted-subject-verb/role: Jonas Beck",),
    explanation="{source} is {speaker}: nobody else in the article holds the role.",
)

EPITHET = Rule(
    name="epithet",
    reads="A phrase that says of a person what the article did not say before.",
    precision=0.8,
    example="Maria Vega met the union on Friday. “[content|I asked for nothing],” [source|the billionaire] [cue|said].",
    outcome=("quoted-subject-verb/epithet: Maria Vega",),
    explanation="{source} is {speaker}, of whom the text spoke last.",
)

JOINT = Rule(
    name="joint",
    reads="Several sources; `attribution.together` holds the speakers.",
    precision=0.99,
    example="“[content|We are leaving],” [source|Ana Ruiz and Jan Novak] [cue|said].",
    outcome=("quoted-subject-verb/joint: unknown, several speak together",),
    explanation="Several speak together.",
)

UNNAMED = Rule(
    name="unnamed",
    reads="A source that is no person or body with a name.",
    precision=0.87,
    example="[source|A banner] [cue|read] “[content|Bread, not bombs]”.",
    outcome=("subject-verb-quoted/unnamed: unknown, the source is not a person or body with a name",),
    explanation="{source} is nobody with a name.",
)

NO_SOURCE = Rule(
    name="no-source",
    reads="No source in the text.",
    precision=0.1,
    example="Not for long. “[content|It held all night.]”",
    outcome=("lead-in/no-source: unknown, the text names nobody",),
    explanation="The text names nobody.",
)

RESOLUTION_RULES = {rule.name: rule for rule in (NAME, PRONOUN, ROLE, EPITHET, JOINT, UNNAMED, NO_SOURCE)}
"""Each rule by its name, the second half of `attribution.rule`."""
