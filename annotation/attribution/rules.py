"""The rules of attribution: how the content was given to its source, each defined above the function that applies it.

The precisions are measured on four fifths of the training gold and rounded; see docs/evaluation.md.
"""

from annotation.attribution.according_to import ACCORDING_TO
from annotation.attribution.dialogue import GOES_ON, QUOTED_THEN_SPEAKER, SIGNATURE, TURN
from annotation.attribution.objects import CALLED_FOR, SUBJECT_VERB_OBJECT
from annotation.attribution.passives import PASSIVE
from annotation.attribution.quote_chains import LEAD_IN, SAME_SPEAKER
from annotation.attribution.quote_initial import QUOTED_OPENING
from annotation.attribution.quoted import (
    AFTER_COLON,
    QUOTED_SUBJECT_VERB,
    QUOTED_VERB_SUBJECT,
    SUBJECT_VERB_JUDGEMENT,
    SUBJECT_VERB_QUOTED,
)
from annotation.attribution.reported import (
    CLAUSE_SUBJECT_VERB,
    CLAUSE_VERB_SUBJECT,
    PARTICIPLE_CLAUSE,
    SUBJECT_VERB_CLAUSE,
)
from annotation.attribution.speaker_labels import LABEL, TRANSCRIPT
from annotation.attribution.unattributed import FRAGMENT

ATTRIBUTION_RULES = {
    rule.name: rule
    for rule in (
        QUOTED_VERB_SUBJECT,
        QUOTED_SUBJECT_VERB,
        QUOTED_OPENING,
        SUBJECT_VERB_QUOTED,
        SUBJECT_VERB_JUDGEMENT,
        SUBJECT_VERB_CLAUSE,
        PARTICIPLE_CLAUSE,
        CLAUSE_SUBJECT_VERB,
        CLAUSE_VERB_SUBJECT,
        CALLED_FOR,
        SUBJECT_VERB_OBJECT,
        PASSIVE,
        ACCORDING_TO,
        AFTER_COLON,
        LABEL,
        TRANSCRIPT,
        SAME_SPEAKER,
        LEAD_IN,
        SIGNATURE,
        TURN,
        GOES_ON,
        QUOTED_THEN_SPEAKER,
        FRAGMENT,
    )
}
"""Each rule by its name, the first half of `attribution.rule`."""
