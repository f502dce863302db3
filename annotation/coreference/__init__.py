"""Entities, their mentions, and who is meant by a name, a role or a pronoun."""
