"""Find it: quotations and paragraphs in a full-text index.

`documents` turns the record into what is indexed, `writer` builds a generation aside and publishes it whole,
`searcher` opens one and answers a `request.SearchRequest` with a `request.Page`. Only this package knows Whoosh, and
nothing here knows HTTP. The index is disposable: the record can always make it again.
"""
