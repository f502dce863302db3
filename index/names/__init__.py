"""Names as they are typed: resolver, name index, autocomplete."""
