"""CSV (RFC 4180): a header, then a row for each quotation; safe to open in a spreadsheet.

A spreadsheet runs a cell that begins with one of `= + - @`, a tab or a line end as a formula, so such a cell is given
an apostrophe in front (OWASP, "CSV Injection"). `excel` puts a byte-order mark first, by which Excel knows UTF-8.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from api.formats.rows import columns, row

MEDIA_TYPE = "text/csv"
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_LIKE_A_FORMULA = re.compile('"[=+\\-@\t\r\n＝＋－＠]')  # a cell that begins so, or a quotation inside one


def lines(quotations: Iterable[Mapping[str, Any]], members: Collection[str], excel: bool) -> Iterator[str]:
    """Write the header and then a line for the JSON of each quotation, each when it is asked for.

    `members` are as in `rows.columns`. Every cell is quoted: asking each whether it has to be takes longer.

    >>> next(lines([], ["id", "outlet"], False))
    'id,outlet,outlet_id\\r\\n'
    """
    wanted = columns(members)
    yield ("\ufeff" if excel else "") + ",".join(wanted) + "\r\n"
    for quotation in quotations:
        cells = row(quotation, wanted)
        line = _quoted(cells)
        if _LIKE_A_FORMULA.search(line):
            line = _quoted([f"'{cell}" if cell[:1] in _FORMULA else cell for cell in cells])
        yield line + '"\r\n'


def _quoted(cells: Iterable[str]) -> str:
    """Put cells between quotation marks, but for the mark at the end."""
    return '"' + '","'.join([cell.replace('"', '""') if '"' in cell else cell for cell in cells])
