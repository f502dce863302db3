"""HTML pages, shown to a browser at the addresses of the API.

A page is made of the same values as the other answers: a module here computes the values of one page, a template in
`api/templates/` lays them out, `rendering` makes the response. Nothing here searches in another way than the API does,
and no page needs its script.
"""
