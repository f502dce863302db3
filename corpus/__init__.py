"""What was published: articles come in and are kept.

`readers` turn files into articles, `cleaning`, `dateline` and `dates` settle what the text says about itself, and
`store` keeps the record: articles and the quotations found in them. Nothing here knows what a quotation means, how
it is searched or who asks for it.
"""
