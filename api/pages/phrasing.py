"""Numbers and dates as a sentence has them."""

from collections.abc import Sequence

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def number(value: int) -> str:
    """Write a number with its thousands apart.

    >>> number(1234567)
    '1,234,567'
    """
    return f"{value:,}"


def counted(value: int, one: str, many: str | None = None) -> str:
    """Write how many there are of something.

    >>> counted(1, "quotation"), counted(0, "quotation"), counted(2, "body", "bodies")
    ('1 quotation', '0 quotations', '2 bodies')
    """
    return f"{value:,} {one if value == 1 else many or one + 's'}"


def day(edtf: str | None) -> str:
    """Write a day, a month or a year (EDTF), as exactly as it is known.

    >>> day("2018-06-13"), day("2018-06"), day("2018"), day(None)
    ('13 June 2018', 'June 2018', '2018', 'undated')
    """
    if edtf is None:
        return "undated"
    year, *rest = edtf.split("-")
    words = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*words, *([_MONTHS[int(rest[0]) - 1]] if rest else []), year])


def between(first: str, last: str) -> str:
    """Write the time from one period to another of the same length, each said once.

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


def listed(names: Sequence[str], word: str = "and") -> str:
    """Write names as a sentence has them.

    >>> listed(["Ruiz"]), listed(["Ruiz", "Beck"], "or"), listed(["Ruiz", "Beck", "Vega"])
    ('Ruiz', 'Ruiz or Beck', 'Ruiz, Beck and Vega')
    """
    return f" {word} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
