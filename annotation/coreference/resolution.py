"""`Resolution`: the entity that a source refers to, with the rule that decided, or the reason why it is unknown."""

from dataclasses import dataclass

from annotation.coreference.entities import Entity


@dataclass(slots=True)
class Resolution:
    """The antecedent of a source; None with the reason in `unknown`.

    `rule` is a name in `annotation/coreference/rules.py`. `anonymous` marks an unnamed speaker, `together` holds the
    entities that speak jointly.
    """

    entity: Entity | None
    rule: str
    unknown: str | None = None
    anonymous: bool = False
    together: tuple[Entity, ...] = ()


NO_SOURCE = Resolution(None, "no-source", "the text names nobody")
ANONYMOUS_ROLE = Resolution(None, "role", "somebody unnamed speaks", anonymous=True)
