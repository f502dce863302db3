"""Entities, their noun phrases, and who is meant by a name, a role or a pronoun."""
