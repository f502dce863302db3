"""Which known form an object of JSON has: the list of forms, and the article of an object of any of them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, cast

from corpus.article import Article
from corpus.readers.agency import ninjs
from corpus.readers.article.export_fields import article_of
from corpus.readers.article.object_fields import ObjectFormat
from corpus.readers.exports import gdelt_quotes, guardian, newsapi, nyt, wordpress
from corpus.readers.raw_record import RawRecord

OBJECT_FORMATS = cast(tuple[ObjectFormat, ...], (ninjs, wordpress, guardian, nyt, newsapi, gdelt_quotes))


def object_format(names: Iterable[str]) -> ObjectFormat | None:
    """Return the form of an object with these names, None for an export of no form that is known."""
    known = set(names)
    return next((form for form in OBJECT_FORMATS if form.matches(known)), None)


def article_of_object(record: RawRecord, fields: Mapping[str, Any], encoding: str | None, reader: str) -> Article:
    """Return the article of an object, by its form, or with `--map` by its names; raises BadRecord."""
    form = object_format(fields) if "map" not in record.metadata else None
    if form is None:
        return article_of(record, fields, encoding, reader)
    known = form.fields_of(fields)
    return article_of(replace(record, format=form.FORMAT), known.fields, encoding, form.VERSION, known.partial)
