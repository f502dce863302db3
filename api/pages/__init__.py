"""The pages: what a browser shows at the addresses of the API.

A page is made of the same values as the other answers. A module here brings together what one page says, a template in
`api/templates/` gives it its form; `rendering` puts both into a response. Nothing here searches in another way than the
API does, and no page needs its script.
"""
