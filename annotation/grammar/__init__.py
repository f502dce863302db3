"""Shallow syntax: noun phrases, subjects, complements, clause bounds, predicates."""
