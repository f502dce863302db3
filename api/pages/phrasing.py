"""Numbers, counts, dates, periods and lists of names in English sentences."""

from calendar import month_name
from collections.abc import Sequence


def number(value: int) -> str:
    """Return a number with thousands separators.

    >>> number(1234567)
    '1,234,567'
    """
    return f"{value:,}"


def counted(value: int, singular: str, plural: str | None = None) -> str:
    """Return a count with its noun in singular or plural.

    >>> counted(1, "quotation"), counted(0, "quotation"), counted(2, "body", "bodies")
    ('1 quotation', '0 quotations', '2 bodies')
    """
    return f"{value:,} {singular if value == 1 else plural or singular + 's'}"


def day(edtf: str | None) -> str:
    """Return a day, a month or a year (EDTF) in words, as precise as it is; `undated` for None.

    >>> day("2018-06-13"), day("2018-06"), day("2018"), day(None)
    ('13 June 2018', 'June 2018', '2018', 'undated')
    """
    if edtf is None:
        return "undated"
    year, *rest = edtf.split("-")
    words = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*words, *([month_name[int(rest[0])]] if rest else []), year])


def between(first: str, last: str) -> str:
    """Return a date range in words, from one EDTF period to another of the same precision, without repetition.

    >>> between("2018-05", "2018-06"), between("2018-06-13", "2018-06-13"), between("2017-05", "2018-06")
    ('May to June 2018', '13 June 2018', 'May 2017 to June 2018')
    >>> between("2018-05-30", "2018-05-31")
    '30 to 31 May 2018'
    """
    if first == last:
        return day(first)
    begins, ends = day(first).split(" "), day(last).split(" ")
    while len(begins) > 1 and begins[-1] == ends.pop():
        begins.pop()
    return f"{' '.join(begins)} to {day(last)}"


def join_names(names: Sequence[str], word: str = "and") -> str:
    """Return names joined with commas and a conjunction.

    >>> join_names(["Ruiz"]), join_names(["Ruiz", "Beck"], "or"), join_names(["Ruiz", "Beck", "Vega"])
    ('Ruiz', 'Ruiz or Beck', 'Ruiz, Beck and Vega')
    """
    return f" {word} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
