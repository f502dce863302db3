"""Counts and statistics of the store, computed in SQL, but for corrected quotations, which are read."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, union_all

from corpus.store.corrections import withdrawal
from corpus.store.history_queries import quotation_histories
from corpus.store.queries import corrections_where
from corpus.store.schema import articles, corrections, quotations, revisions
from corpus.text.edtf import day_range


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of articles and current quotations."""

    articles: int
    quotations: int


@dataclass(frozen=True, slots=True)
class Stats:
    """Statistics of the store; quotations are counted as they are shown, corrections applied.

    `revisions` are texts that were replaced, `wire_copies` articles whose text stands under another address too;
    `corrected` are current quotations that people changed; `first_day` and `last_day` are EDTF, None without dates.
    """

    articles: int
    revisions: int
    wire_copies: int
    outlets: int
    first_day: str | None
    last_day: str | None
    quotations: int
    direct: int
    mixed: int
    indirect: int
    with_speaker: int
    speakers: int
    corrected: int
    withdrawn: int


def counts(connection: Connection) -> Counts:
    """Count the articles and their current quotations."""
    is_current = quotations.c.withdrawn_in.is_(None)
    both = select(
        select(func.count()).select_from(articles).scalar_subquery(),
        select(func.count()).select_from(quotations).where(is_current).scalar_subquery(),
    )
    article_count, quotation_count = connection.execute(both).one()
    by_quotation = corrections_where(connection, is_current)
    withdrawn = sum(withdrawal(corrections) is not None for corrections in by_quotation.values())
    return Counts(article_count, quotation_count - withdrawn)


def stats(connection: Connection) -> Stats:
    """Count what `connection` sees."""
    kinds, speakers, corrected, withdrawn = _quotations(connection)
    first, last = _days(connection)
    shared = select(articles.c.text_sha256).group_by(articles.c.text_sha256).having(func.count() > 1)
    totals = select(
        select(func.count()).select_from(articles).scalar_subquery(),
        select(func.count()).select_from(revisions).scalar_subquery(),
        select(func.count()).where(articles.c.text_sha256.in_(shared)).scalar_subquery(),
        select(func.count(articles.c.outlet_id.distinct())).scalar_subquery(),
    )
    return Stats(
        *connection.execute(totals).one(),
        first_day=first,
        last_day=last,
        quotations=kinds.total(),
        direct=kinds["direct"],
        mixed=kinds["mixed"],
        indirect=kinds["indirect"],
        with_speaker=speakers.total() - speakers[None],
        speakers=len(speakers.keys() - {None}),
        corrected=corrected,
        withdrawn=withdrawn,
    )


def _quotations(connection: Connection) -> tuple[Counter[str], Counter[str | None], int, int]:
    """Count quotations by kind and by speaker, those corrected, and those withdrawn."""
    speaker = quotations.c.attribution["speaker"]["id"].as_string()
    has_corrections = quotations.c.id.in_(select(corrections.c.quotation_id))
    is_withdrawn = quotations.c.withdrawn_in.is_not(None)
    rows = (
        select(quotations.c.kind, speaker, is_withdrawn, func.count())
        .where(~has_corrections)
        .group_by(quotations.c.kind, speaker, is_withdrawn)
    )
    kinds: Counter[str] = Counter()
    speakers: Counter[str | None] = Counter()
    withdrawn = corrected = 0
    for kind, speaker_id, gone, count in connection.execute(rows):
        if gone:
            withdrawn += count
        else:
            kinds[kind] += count
            speakers[speaker_id] += count
    for quotation in quotation_histories(connection, has_corrections):
        shown = quotation.current
        if quotation.withdrawal:
            withdrawn += 1
        else:
            kinds[shown.kind] += 1
            speakers[(shown.attribution["speaker"] or {}).get("id")] += 1
            corrected += shown.status == "corrected"
    return kinds, speakers, corrected, withdrawn


def _days(connection: Connection) -> tuple[str | None, str | None]:
    days = connection.execute(select(articles.c.day).distinct().where(articles.c.day != "")).scalars().all()
    first = min(days, key=lambda day: day_range(day)[0], default=None)
    return first, max(days, key=lambda day: day_range(day)[1], default=None)


def oldest_change(connection: Connection, version: int) -> str | None:
    """Return the earliest time at which an article that changed after a version of the store last changed.

    None when none changed after it.
    """
    columns = (
        articles.c.kept,
        *(quotations.c[name] for name in ("found", "withdrawn_at")),
        corrections.c.made,
    )
    source = articles.outerjoin(quotations).outerjoin(corrections)
    moments = union_all(
        *(
            select(articles.c.id, column.label("at")).select_from(source).where(articles.c.changed > version)
            for column in columns
        )
    ).subquery()
    latest = select(func.max(moments.c.at).label("at")).group_by(moments.c.id).subquery()
    oldest: str | None = connection.execute(select(func.min(latest.c.at))).scalar_one()
    return oldest
