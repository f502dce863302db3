"""Entity and speaker coreference: entities, their mentions, and the antecedents of names, roles and pronouns."""
