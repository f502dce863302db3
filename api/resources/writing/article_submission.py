"""`POST /articles`: an article comes in over HTTP, through the same readers as a file."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, request

from annotation import ANNOTATOR_VERSION, annotate, to_row
from api.background_publisher import writing
from api.errors import BadParameters, Fault, Unprocessable, UnsupportedMedia
from api.formats import text
from api.http import urls
from api.http.responses import answer
from api.openapi.operation import operation
from api.params.query_params import read
from api.schemas.corrections import KeptSchema
from api.schemas.schemas import Strict
from api.write import audit
from api.write.api_keys import Key, require
from api.write.idempotency import once
from corpus import Article, Outcome, QuotationRow, RawRecord, ReadOptions, UnreadableRecord, is_web_address, readers

submitting = Blueprint("submitting", __name__)

_LARGEST = 5_000_000
_parameters = Strict()
_FORMATS = {"text/plain": "text", "text/markdown": "text", "text/html": "html"}


@submitting.post("/articles", provide_automatic_options=False)
@operation(
    parameters=_parameters,
    gives=KeptSchema,
    body_types=tuple(_FORMATS),
    success=(200, 201),
    statuses=(401, 403, 413, 415, 422),
    needs_key=True,
)
def post_article() -> Response:
    """Keep an article and what is said in it. It is on the disk when the answer comes, and searchable soon after.

    Text and Markdown say outlet, date and address in front matter, a page in its metadata; `Content-Location` gives the
    address of a page that does not. With an `Idempotency-Key`, sending again gives the first answer again.
    """
    key = require(writing().keys, "articles")
    parameters = read(_parameters, request)
    record = _record(key)
    first = once(writing().settings.data, key, record.raw)
    kept = first.answer() if first else None
    if kept is None:
        article = _article(record)
        found = tuple(to_row(quotation) for quotation in annotate(article))
        kept = _keep(key, article, found, first)
    body = {"data": {**kept, "url": urls.of("articles", kept["id"])}}
    response = answer(body, parameters, lambda: text.lines(body["data"]))
    response.status_code = HTTPStatus.CREATED if kept["outcome"] == Outcome.NEW else HTTPStatus.OK
    response.headers["Location"] = urls.of("articles", kept["id"])
    return response


def _record(key: Key) -> RawRecord:
    """Read the body as the one record of a file; raises UnsupportedMedia, Unprocessable or 413."""
    reader = _FORMATS.get(request.mimetype)
    if reader is None:
        raise UnsupportedMedia(f"articles are read as {', '.join(_FORMATS)}; say which in Content-Type")
    if "Content-Encoding" in request.headers:
        raise UnsupportedMedia("bodies are read as they are; send it without Content-Encoding")
    request.max_content_length = _LARGEST
    raw = request.get_data(cache=False)
    if not raw.strip():
        raise Unprocessable("the body is empty")
    said = {"encoding": request.mimetype_params.get("charset", ""), "url": _location()}
    said |= ReadOptions(require_outlet=True).given()
    return RawRecord(f"http:{key.name}", None, reader, raw, {name: words for name, words in said.items() if words})


def _location() -> str:
    given = request.headers.get("Content-Location", "")
    if given and not is_web_address(given):
        raise BadParameters([Fault("Content-Location", "is not the address of a page, such as https://example.org/a")])
    return given


def _article(record: RawRecord) -> Article:
    try:
        return readers.article(record)
    except UnreadableRecord as error:
        raise Unprocessable(text.plain(error.reason)) from error


def _keep(key: Key, article: Article, found: tuple[QuotationRow, ...], first: Any) -> dict[str, Any]:
    """Keep the article, what is said in it and the answer, with their audit; give the answer."""
    said = {"key": key.name, "action": "POST /articles", "article": article.id}
    said["sha256"] = article.provenance.raw_sha256
    with writing().record() as store:
        if first and (given := first.answer()) is not None:
            return dict(given)
        folder = writing().settings.data
        audit.append(folder, "begun", **said)
        outcome = store.put(article, found, ANNOTATOR_VERSION)
        audit.finish(folder, "done", **said, outcome=str(outcome))
        quotations = [row.id for row in store.quotations(article.id)]
        kept = {"id": article.id, "outcome": str(outcome), "quotations": quotations}
        if first:
            first.keep(kept)
    writing().publish_soon()
    return kept
