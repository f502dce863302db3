"""The digest chain of each article: `lines` (what is digested), `digests` (the chain), `comparison` (with a backup)."""
