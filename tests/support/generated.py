"""A few thousand quotations of invented people, hostile ones among them, in a record and an index of their own."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from annotation.quotation import Attribution, Kind, Quotation, Span, Speaker
from annotation.serialization import to_row
from api.formats import serialized
from api.settings import Settings
from corpus.article import Article, Outlet, Provenance, article_id, slug, stable_id
from corpus.store.store import Store
from corpus.text.edtf import PublicationDate
from index.publishing import publisher

ARTICLES = 700
MANY = ARTICLES * 3 + 6

_GIVEN = ("Ana", "Bela", "Chidi", "Dora", "Emre", "Farah", "Goran", "Hana", "Iven", "Jola")
_FAMILY = ("Orlam", "Pervik", "Quist", "Rosmer", "Saldan", "Tarnow", "Ulvik")
_OUTLETS = ("Harbour Post", "Inland Gazette", "The Lamp", "Nordvik Times")
_DATES = ("2031-{month:02}-{day:02}", "2032-{month:02}-{day:02}", "2033-{month:02}", "2034", None)
PEOPLE = tuple(
    Speaker(slug(f"{given} {family}"), f"{given} {family}", "harbour master" if given == "Ana" else None)
    for given in _GIVEN
    for family in _FAMILY
)
HOSTILE = (
    '=HYPERLINK("http://evil.example","x")',
    '+1 and -1, "quoted", and a\nnew paragraph\'s line',
    "@all, {braces} $\\alpha$ 50% & more #1 under_score ~ ^",
    "<script>alert(1)</script> ]]> &amp; \u202eright to left",
    "a \U0001f600 smile, e\u0301 and \u200d joined; 'single'",
    "-2+3+cmd|' /C calc'!A0",
)
TOGETHER = (PEOPLE[0], PEOPLE[8])
UNDATED = ARTICLES // len(_DATES) * 3


def fill(folder: Path) -> None:
    """Make a record of the articles, and the index of it."""
    settings = Settings(data=folder)
    with Store.open(settings.record) as store:
        store.put_many(
            [(article, [to_row(one) for one in found]) for article, found in _articles()],
            "generated-1",
        )
        publisher.publish(store, settings.index, serialize=serialized)


def _articles() -> Iterator[tuple[Article, list[Quotation]]]:
    for number in range(ARTICLES):
        date = _DATES[number % len(_DATES)]
        passages = [f"The harbour of ward {number} opens in {n} weeks, and the talks go on" for n in (1, 2, 3)]
        speakers = [(PEOPLE[(number * 3 + n) % len(PEOPLE)],) for n in range(3)]
        written = date and date.format(month=number % 12 + 1, day=number % 28 + 1)
        yield _article(number, passages, speakers, written, f"https://news.example/{number}" if number % 2 else None)
    speakers = [(PEOPLE[5],), (), TOGETHER, (PEOPLE[6],), (PEOPLE[7],), ()]
    yield _article(ARTICLES, list(HOSTILE), speakers, "2031-01-01", "https://news.example/?a={b}&c=%22d%22")


def _article(
    number: int, passages: list[str], speakers: list[tuple[Speaker, ...]], date: str | None, url: str | None
) -> tuple[Article, list[Quotation]]:
    text, places = "", []
    for passage in passages:
        text += "“"
        places.append(Span(len(text), len(text) + len(passage)))
        text += f"{passage}”, somebody said at the quay.\n\n"
    text = text.rstrip()
    outlet = _OUTLETS[number % len(_OUTLETS)]
    digest = sha256(text.encode()).hexdigest()
    article = Article(
        id=article_id(url, text),
        text=text,
        headline=f"Harbour news {number}" if number % 3 else None,
        outlet=Outlet(slug(outlet), outlet),
        url=url,
        byline=None,
        dateline=None,
        published=PublicationDate(date, "generated"),
        language=("en", "fr", "und")[number % 3],
        provenance=Provenance("generated.txt", "text", "2035-01-01T00:00:00Z", digest, digest),
    )
    kinds = (Kind.DIRECT, Kind.INDIRECT, Kind.MIXED)
    return article, [
        Quotation(
            id=stable_id("q", article.id, str(place)),
            article_id=article.id,
            kind=kinds[n % 3],
            content=(place,),
            attribution=Attribution(
                speaker=people[0] if len(people) == 1 else None,
                source=None,
                cue=None,
                rule="generated",
                confidence=0.9,
                unknown=None if len(people) == 1 else "several speak" if people else "nobody is named",
                together=people if len(people) > 1 else (),
            ),
        )
        for n, (place, people) in enumerate(zip(places, speakers, strict=True))
    ]
