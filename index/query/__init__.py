"""A query string to a plan: lexer, parser, syntax tree, planner, highlighting."""
