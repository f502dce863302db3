"""The file system: `atomic` (durable, atomic writes) and `lock` (one writer at a time)."""
