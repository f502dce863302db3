"""The many ways in which pages, feeds and exports write an instant → the day, month or year in EDTF.

The day is the one that is written: in the time zone given, never moved to another. A form in which day and month
could be swapped (`03/05/2031`) is not read; `25/05/2031` cannot be. Names of months are English, and those of the
language that the record declares.
"""

import re
from datetime import UTC, datetime
from functools import cache

from corpus.errors import BadDate
from corpus.text.edtf import MONTHS, day_range

_NAME = rf"(?P<name>{'|'.join(MONTHS)})[a-z]{{0,6}}\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? ?)?"
_TIME = r"(?:(?:[T,]|,? (?:at )?)\d{1,2}[:.]?\d{2}.*|(?:Z|[+-]\d\d:?\d\d))?"
_EITHER = r"(?P<first>\d\d?)[/.-](?P<second>\d\d?)[/.-](?P<year>\d{4})"
_FORMS = tuple(
    re.compile(form, re.ASCII | re.IGNORECASE)
    for form in (
        rf"(?P<year>\d{{4}})-(?P<month>\d\d?)-(?P<day>\d\d?){_TIME}Z?",  # 2031-05-03T21:30:00-03:00
        r"(?P<year>\d{4})(?:-(?P<month>\d\d))?",  # 2031-05   2031
        rf"(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d){_TIME}",  # 20310503T2130
        rf"(?P<year>\d{{4}})([/.])(?P<month>\d\d?)\2(?P<day>\d\d?){_TIME}",  # 2031/05/03
        rf"{_WEEKDAY}(?P<day>\d\d?)[ -]{_NAME},?[ -](?P<year>\d{{4}}){_TIME}",  # Sat, 03 May 2031 21:30:00 -0300
        rf"{_WEEKDAY}{_NAME} (?P<day>\d\d?)(?:st|nd|rd|th)?,? (?P<year>\d{{4}}){_TIME}",  # May 3, 2031 9:30 pm
        rf"{_NAME} (?P<year>\d{{4}})",  # May 2031
        rf"{_EITHER}{_TIME}",  # 25/05/2031
    )
)
_MILLISECONDS = re.compile(r"[12]\d{12}", re.ASCII)
# A day anywhere in a short line, such as "Published on 4 May 2031 at noon".
_INSIDE = tuple(
    re.compile(form, re.ASCII | re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"(?<![\w])(?P<day>\d\d?)(?:st|nd|rd|th)?(?: of)?[ -]{_NAME},?[ -](?P<year>(?:19|20)\d\d)(?!\d)",
        rf"(?<![\w]){_NAME} (?P<day>\d\d?)(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)(?!\d)",
        rf"(?<![\d/.-]){_EITHER}(?![\d/.-])",
    )
)
_CHANGED = re.compile(
    r"(?:updated|modified|changed|edited|aktualisiert|geändert|mis à jour|modifié|actualizad[oa]|atualizad[oa]|"
    r"aggiornat[oa]|"
    r"bijgewerkt|uppdaterad|oppdatert|opdateret|обновлено)\W{0,4}(?:\w{1,4}\W{1,2})?\Z",
    re.IGNORECASE,
)
_MONTH_NAMES = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "januar|jänner februar märz april mai juni juli august september oktober november dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
    "marraskuuta joulukuuta",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ca": "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "hu": "január február március április május június július augusztus szeptember október november december",
    "id": "januari februari maret april mei juni juli agustus september oktober november desember",
}
_SAME_NAMES = {"nb": "no", "nn": "no", "gl": "pt", "ms": "id"}
_EAST_ASIAN = re.compile(r"(?P<year>(?:19|20)\d\d) ?[年년] ?(?P<month>\d\d?) ?[月월] ?(?P<day>\d\d?) ?[日일]")
_LONGEST = 80
_LONGEST_LINE = 200
_FIRST_NEWSPAPER = 1605


def day_in(words: str, language: str | None = None) -> str | None:
    """Return the day, month or year that the words write, None when they write none that we can be sure of.

    >>> day_in("2031-05-03T21:30:00-03:00"), day_in("Sat, 3 May 2031 21:30 GMT"), day_in("03/05/2031")
    ('2031-05-03', '2031-05-03', None)
    >>> day_in("25/05/2031"), day_in("1936348800000"), day_in("4 mai 2031", "fr")
    ('2031-05-25', '2031-05-12', '2031-05-04')
    """
    words = " ".join(words.split())
    if len(words) > _LONGEST:
        return None
    if _MILLISECONDS.fullmatch(words):
        return datetime.fromtimestamp(int(words) / 1000, UTC).strftime("%Y-%m-%d")
    for form in _FORMS:
        if match := form.fullmatch(words):
            return _edtf(match.groupdict())
    found = _in_language(words, language)
    return found[0] if found is not None and found[1] in (0, *_after_weekday(words)) else None


def day_inside(words: str, language: str | None = None) -> str | None:
    """Return the day that stands in a short line, of several the one that is not of a change; None when there is none.

    >>> day_inside("Updated 5 May 2031. Published: 4 May 2031, 10:11")
    '2031-05-04'
    """
    words = " ".join(words.split())
    if len(words) > _LONGEST_LINE:
        return None
    found = [
        (match.start(), day) for form in _INSIDE for match in form.finditer(words) if (day := _edtf(match.groupdict()))
    ]
    if other := _in_language(words, language):
        found.append((other[1], other[0]))
    found.sort(key=lambda place: (_CHANGED.search(words[: place[0]]) is not None, place[0]))
    return found[0][1] if found else None


def _in_language(words: str, language: str | None) -> tuple[str, int] | None:
    """Return a day with a month in the language declared, or in East Asian signs, and where it begins."""
    forms = (*_forms_of((language or "").lower().partition("-")[0]), (_EAST_ASIAN, ()))
    for form, names in forms:
        if match := form.search(words):
            said = match.groupdict()
            if names:
                name = (said.pop("own") or "").lower()
                months = [number for known, number in names if name.startswith(known) or known.startswith(name)]
                if not months:
                    continue
                said["month"] = str(months[0])
            if day := _edtf(said):
                return day, match.start()
    return None


@cache
def _forms_of(language: str) -> tuple[tuple["re.Pattern[str]", tuple[tuple[str, int], ...]], ...]:
    names = _MONTH_NAMES.get(_SAME_NAMES.get(language, language))
    if names is None:
        return ()
    variants = [(name, number) for number, forms in enumerate(names.split(), start=1) for name in forms.split("|")]
    # A month may be cut after three letters, with a stop: "4 sept. 2031".
    short = "|".join(f"{name[:3]}[^\\W\\d]{{0,{max(len(name) - 3, 0)}}}" for name, _ in variants)
    day = r"(?<!\w)(?P<day>\d\d?)(?:er|\.|º|ª)?"
    of = r"(?:,? ?(?:de|del) | |, )"
    form = re.compile(rf"{day}{of}(?P<own>{short})\.?(?:,| del?)? (?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)
    return ((form, tuple(variants)),)


def _after_weekday(words: str) -> tuple[int, ...]:
    """Return where a day may begin behind the name of a weekday ("lundi 4 mai 2031")."""
    match = re.match(r"[^\W\d]{2,12}[.,]{0,2} ", words)
    return (match.end(),) if match else ()


def _edtf(said: dict[str, str | None]) -> str | None:
    if said.get("first"):
        said = said | _certain(int(said["first"] or 0), int(said["second"] or 0))
        if "day" not in said:
            return None
    month = said.get("month") or (said.get("name") and str(MONTHS.index(str(said["name"]).lower()) + 1))
    parts = [str(said["year"]), *(part.zfill(2) for part in (month, said.get("day")) if part)]
    edtf = "-".join(parts)
    try:
        day_range(edtf)
    except BadDate:
        return None
    return edtf if int(parts[0]) >= _FIRST_NEWSPAPER else None  # 0001-01-01 is how some programs write "none"


def _certain(first: int, second: int) -> dict[str, str | None]:
    """Return day and month of two numbers when only one order of them is in the calendar, or both are the same day."""
    if first > 12 >= second or first == second:
        return {"day": str(first), "month": str(second)}
    return {"day": str(second), "month": str(first)} if second > 12 >= first else {}
