"""The store: articles, quotations, revisions and corrections in SQLite. Only this package knows SQL.

`store` opens it and writes, over `reader`, its read side. `schema` holds the tables, `mapping` their rows, `connection`
the SQLite file, `migrations` its earlier schemas; `queries` and `history_queries` read, `upsert` writes. `history` and
`corrections` are the types of what changed; `stats` counts, `integrity` checks. `backup` copies the file, `export`
writes it as NDJSON and `restore` reads that back.
"""
