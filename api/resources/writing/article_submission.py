"""`POST /articles`: submit an article, read by the same readers as a file."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, request

from annotation import ANNOTATOR_VERSION, annotate, to_row
from api.background_publisher import publisher
from api.errors import BadParameters, Fault, Unprocessable, UnsupportedMedia
from api.formats import text
from api.http.request_context import current_context
from api.http.responses import object_response
from api.http.shares import WRITES
from api.openapi.operation import operation
from api.params.query_params import read
from api.resources.articles.articles import refuse_erased
from api.schemas.articles import KeptSchema
from api.schemas.parameters import Strict
from api.write import audit
from api.write.api_keys import Key, require
from api.write.idempotency import once
from api.write.request_body import read_body
from corpus import Article, Outcome, QuotationRow, RawRecord, ReadOptions, UnreadableRecord, is_web_address, readers

blueprint = Blueprint("article_submission", __name__)

_LARGEST = 5_000_000
_parameters = Strict()
_FORMATS = {"text/plain": "text", "text/markdown": "text", "text/html": "html"}


@blueprint.post("/articles", provide_automatic_options=False)
@operation(
    parameters=_parameters,
    gives=KeptSchema,
    body_types=tuple(_FORMATS),
    success=(200, 201),
    statuses=(401, 403, 410, 413, 415, 422),
    needs_key=True,
)
def post_article() -> Response:
    """Keep an article and what is said in it. It is on the disk when the answer comes, and searchable soon after.

    Text and Markdown say outlet, date and address in front matter, a page in its metadata; `Content-Location` gives the
    address of a page that does not. With an `Idempotency-Key`, sending again gives the first answer again.
    """
    key = require(publisher().keys, "articles")
    parameters = read(_parameters)
    with WRITES.thread():
        record = _record(key)
        first = once(publisher().settings.data, key, record.raw)
        stored = first.answer() if first else None
        if stored is None:
            article = _article(record)
            rows = tuple(to_row(quotation) for quotation in annotate(article))
            stored = _store(key, article, rows, first)
    url = current_context().url_of("articles", stored["id"])
    response = object_response({**stored, "url": url}, parameters)
    response.status_code = HTTPStatus.CREATED if stored["outcome"] == Outcome.NEW else HTTPStatus.OK
    response.headers["Location"] = url
    return response


def _record(key: Key) -> RawRecord:
    """Read the body as the one record of a file; raises UnsupportedMedia, Unprocessable or 413."""
    reader = _FORMATS.get(request.mimetype)
    if reader is None:
        raise UnsupportedMedia(f"articles are read as {', '.join(_FORMATS)}; say which in Content-Type")
    if "Content-Encoding" in request.headers:
        raise UnsupportedMedia("bodies are read as they are; send it without Content-Encoding")
    raw = read_body(_LARGEST)
    if not raw.strip():
        raise Unprocessable("the body is empty")
    options = {"encoding": request.mimetype_params.get("charset", ""), "url": _location()}
    options |= ReadOptions(require_outlet=True).as_metadata()
    return RawRecord(f"http:{key.name}", None, reader, raw, {name: words for name, words in options.items() if words})


def _location() -> str:
    location = request.headers.get("Content-Location", "")
    if location and not is_web_address(location):
        raise BadParameters([Fault("Content-Location", "is not the address of a page, such as https://example.org/a")])
    return location


def _article(record: RawRecord) -> Article:
    try:
        return readers.article(record)
    except UnreadableRecord as error:
        raise Unprocessable(text.plain(error.reason)) from error


def _store(key: Key, article: Article, rows: tuple[QuotationRow, ...], first: Any) -> dict[str, Any]:
    """Store the article with its quotations and the answer to the key of the write, audited; return the answer."""
    entry = {"key": key.name, "action": "POST /articles", "article": article.id}
    entry["sha256"] = article.provenance.raw_sha256
    with publisher().store() as store:
        if first and (repeated := first.answer()) is not None:
            return dict(repeated)
        refuse_erased(store, article.id)
        folder = publisher().settings.data
        audit.append(folder, "begun", **entry)
        outcome = store.put(article, rows, ANNOTATOR_VERSION)
        audit.finish(folder, "done", **entry, outcome=str(outcome))
        quotations = [row.id for row in store.quotations(article.id)]
        stored = {"id": article.id, "outcome": str(outcome), "quotations": quotations}
        if first:
            first.keep(stored)
    publisher().publish_soon()
    return stored
