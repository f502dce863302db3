"""The store to a published generation: publisher, merging, catalog, manifest, checksums."""
