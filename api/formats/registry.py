"""Registry of the output formats of quotations.

A new format is a module with a `Format`, and its entry here: the values of `format=`, negotiation by Accept, the Link
header, the OpenAPI document and the compressed media types follow from this tuple.
"""

from api.formats import anno, atom, citations, csv, json, jsonld, ndjson, text
from api.formats.format import Format

FORMATS: tuple[Format, ...] = (
    json.FORMAT,
    jsonld.FORMAT,
    anno.FORMAT,
    csv.FORMAT,
    ndjson.FORMAT,
    text.FORMAT,
    atom.FORMAT,
    citations.CSL,
    citations.BIBTEX,
    citations.RIS,
)
FORMATS_BY_NAME = {format.name: format for format in FORMATS}
