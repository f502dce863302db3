"""The fields of an article, whatever its format: where they are found in a record, and how an article is made of them.

`page_metadata` and `json_ld` read those of a page, `front_matter` and `text_layout` those of a text, `export_fields`
those of an export; `date_parsing` reads dates, and `builder` makes the article.
"""
