"""Publishing: the store to a published generation, its merge policy, catalog, manifest and checksums."""
