"""Name look-up of speakers and outlets: resolver, autocomplete, and the name index that both read."""
