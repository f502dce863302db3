"""CSV (RFC 4180): a header, then a row for each quotation; safe to open in a spreadsheet.

A spreadsheet runs a cell that begins with one of `= + - @`, a tab or a line end as a formula, so such a cell is given
an apostrophe in front (OWASP, "CSV Injection"). `excel` puts a byte-order mark first, by which Excel knows UTF-8.
"""

import csv
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from api.formats.rows import columns, row

MEDIA_TYPE = "text/csv"
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def lines(quotations: Iterable[Mapping[str, Any]], members: Collection[str], excel: bool) -> Iterator[str]:
    """Write the header and then a line for each quotation, each when it is asked for; `members` as in `rows.columns`.

    >>> next(lines([], ["id", "outlet"], False))
    'id,outlet,outlet_id\\r\\n'
    """
    wanted = columns(members)
    # writerow returns what write returns, which here is the line itself.
    written: Callable[[Iterable[str]], str] = csv.writer(_Line(), lineterminator="\r\n").writerow
    yield ("\ufeff" if excel else "") + written(wanted)
    for quotation in quotations:
        yield written([f"'{words}" if words[:1] in _FORMULA else words for words in row(quotation, wanted)])


class _Line:
    def write(self, line: str) -> str:
        return line
