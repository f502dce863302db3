"""The store: articles, quotations, revisions and corrections in SQLite. Only this package knows SQL."""
