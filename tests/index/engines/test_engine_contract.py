"""The contract of an engine, held by every engine of the registry."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.engine import Engine, EngineFactory
from index.engines import ENGINES, engine_factory
from index.errors import ExpiredCursor, IndexMissing, InvalidCursor, QueryError, UnknownEngine
from index.request import Count, DocumentType, HitKey, SearchRequest, Sort
from index.search import searcher as searcher_module
from index.search.engine_manager import open_engine
from tests.index.conftest import Library
from tests.support import json_serializer


@pytest.fixture(scope="module", params=[engine.name for engine in ENGINES])
def factory(request: pytest.FixtureRequest) -> EngineFactory:
    return engine_factory(request.param)


@pytest.fixture
def library(factory: EngineFactory, tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path, factory)
    yield library
    library.store.close()


@pytest.fixture(scope="module")
def news_library(factory: EngineFactory, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library(tmp_path_factory.mktemp("news"), factory)
    library.put("“[content|We support nuclear talks,]” [cue|said] [source|Lavrov] in Moscow.", "2018-05-31")
    library.put("“[content|Productive talks were held,]” [cue|said] [source|Trump].", "2018-06", "Radio Habana Cuba")
    library.put("“[content|No nuclear war,]” [cue|said] [source|an official].", None)
    library.put("“[content|COVID-19 isn’t over; the U.S. is negotiating,]” [cue|said] [source|Lavrov].", "2020")
    library.put("Nobody says anything about nuclear talks here.", "2018-06-13")
    library.publish()
    yield library
    library.store.close()


@pytest.fixture(scope="module")
def news(news_library: Library) -> Engine:
    return news_library.open()


def texts(page) -> list[str]:
    return [hit.document["text"].split(",")[0].split(";")[0] for hit in page.hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("talk", {"We support nuclear talks", "Productive talks were held"}),
        ("TALKS -productive", {"We support nuclear talks"}),
        ('"nuclear talks"', {"We support nuclear talks"}),
        ('"talks nuclear"', set()),
        ("“Nuclear War”", {"No nuclear war"}),
        ("war OR productive", {"No nuclear war", "Productive talks were held"}),
        ("-nuclear", {"Productive talks were held", "COVID-19 isn’t over"}),
        ("nuclear -(war OR peace)", {"We support nuclear talks"}),
        ("prod*", {"Productive talks were held"}),
        ("negotiat*", {"COVID-19 isn’t over"}),
        ("zzz*", set()),
        ("COVID-19", {"COVID-19 isn’t over"}),
        ("covid", {"COVID-19 isn’t over"}),
        ("isn't", {"COVID-19 isn’t over"}),
        ("US", {"COVID-19 isn’t over"}),
        ("speaker:Лавров", {"We support nuclear talks", "COVID-19 isn’t over"}),
        ("-speaker:lavrov nuclear", {"No nuclear war"}),
        ("outlet:habana", {"Productive talks were held"}),
        ("date:2018-06-15", {"Productive talks were held"}),
        ("date:2018-05/2018-12", {"We support nuclear talks", "Productive talks were held"}),
        ("(-talks OR productive) -covid", {"Productive talks were held", "No nuclear war"}),
        ("talks (-nuclear)", {"Productive talks were held"}),
        ("-(-war)", {"No nuclear war"}),
    ],
)
@pytest.mark.parametrize("sort", Sort)
def test_a_query_finds_what_it_says(news, query: str, sort: Sort, expected: set[str]) -> None:
    page = news.search(SearchRequest(text=query, sort=sort))
    assert set(texts(page)) == expected
    assert page.total == len(expected)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, 4),
        ({"speakers": ("sergey-lavrov",)}, 2),
        ({"speakers": ("sergey-lavrov", "donald-trump")}, 3),
        ({"speakers": ("sergey-lavrov",), "outlets": ("radio-habana-cuba",)}, 0),
        ({"kinds": ("direct",)}, 4),
        ({"kinds": ("indirect",)}, 0),
        ({"languages": ("en",)}, 4),
        ({"articles": ("a-000000000000",)}, 0),
        ({"date_from": "2018-06-30"}, 2),
        ({"date_to": "2018-06-01"}, 2),
        ({"date_from": "2018-05-31", "date_to": "2018-05-31"}, 1),
        ({"date_from": "2020-06-01", "date_to": "2020-06-30"}, 1),
        ({"date_from": "2021"}, 0),
    ],
)
@pytest.mark.parametrize("sort", Sort)
def test_filters_must_all_hold(news, filters: dict, sort: Sort, expected: int) -> None:
    assert news.search(SearchRequest(sort=sort, **filters)).total == expected


def test_filters_leave_scores_as_they_are(news) -> None:
    request = SearchRequest(text="nuclear", sort=Sort.RELEVANCE)
    free = {hit.id: hit.score for hit in news.search(request).hits}
    held = {hit.id: hit.score for hit in news.search(replace(request, speakers=("sergey-lavrov",))).hits}
    assert held
    assert held.items() <= free.items()


def test_orders_begin_where_they_should_and_end_with_the_unknown(news) -> None:
    dates = [hit.document["date"] for hit in news.search(SearchRequest()).hits]
    assert dates == ["2020", "2018-06", "2018-05-31", None]
    dates = [hit.document["date"] for hit in news.search(SearchRequest(sort=Sort.OLDEST)).hits]
    assert dates == ["2018-05-31", "2018-06", "2020", None]
    speakers = [hit.document["speaker"] for hit in news.search(SearchRequest(sort=Sort.SPEAKER)).hits]
    assert [speaker and speaker["name"] for speaker in speakers] == [
        "Donald Trump",
        "Sergey Lavrov",
        "Sergey Lavrov",
        None,
    ]


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("text", [None, "nuclear OR talks"])
def test_walking_through_the_pages_visits_every_match_once_and_back_again(library, sort: Sort, text) -> None:
    days = [None, "2018", "2018-05", "2018-05-31", "2018-06-01"]
    for n in range(23):
        who = ["Lavrov", "Trump", "an official"][n % 3]
        library.put(f"“[content|{'nuclear ' * (n % 4)}talks {n},]” [cue|said] [source|{who}].", days[n % 5])
    with library.searcher() as searcher:
        request = SearchRequest(text=text, sort=sort, limit=4)
        whole = [hit.id for hit in searcher.search(replace(request, limit=100)).hits]
        page = searcher.search(request)
        walked, pages = [hit.id for hit in page.hits], [page]
        assert not page.more_before
        while page.more_after:
            page = searcher.search(replace(request, after=page.hits[-1].key))
            assert page.more_before
            assert page.total == 23
            walked += [hit.id for hit in page.hits]
            pages.append(page)
        assert walked == whole
        assert len(set(walked)) == 23
        for before in reversed(pages[:-1]):
            page = searcher.search(replace(request, before=page.hits[0].key))
            assert [hit.key for hit in page.hits] == [hit.key for hit in before.hits]
            assert page.more_after
        assert not page.more_before


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("text", [None, "nuclear OR talks"])
def test_every_match_comes_in_the_order_of_the_pages_from_any_of_them(library, monkeypatch, sort: Sort, text) -> None:
    monkeypatch.setattr(searcher_module, "_BATCH", 5)
    for n in range(17):
        library.put(f"“[content|{'nuclear ' * (n % 4)}talks {n},]” [cue|said] [source|Lavrov].", ["2018", None][n % 2])
        if n % 6 == 0:
            library.publish()
    with library.searcher() as searcher:
        request = SearchRequest(text=text, sort=sort, limit=100)
        whole = searcher.search(request).hits

        def ids(**changes) -> list[str]:
            return [json_serializer.document(read())["id"] for read in searcher.every(replace(request, **changes))]

        assert ids(limit=3) == [hit.id for hit in whole]
        assert ids(after=whole[6].key) == [hit.id for hit in whole[7:]]
        assert ids(before=whole[6].key) == [hit.id for hit in whole[:6]]
        assert ids(text="war") == []


def test_what_cannot_be_searched_for_is_refused_before_the_first_match_is_asked_for(news) -> None:
    with pytest.raises(QueryError):
        news.every(SearchRequest(text='"open'))
    with pytest.raises(InvalidCursor):
        news.every(SearchRequest(after=HitKey("soon", "q-1")))


def test_a_page_without_hits_still_counts(news) -> None:
    page = news.search(SearchRequest(limit=0))
    assert (page.hits, page.total, page.more_after) == ((), 4, True)


@pytest.mark.parametrize(
    ("sort", "value"),
    [(Sort.NEWEST, "soon"), (Sort.OLDEST, 3.0), (Sort.RELEVANCE, "a"), (Sort.RELEVANCE, float("nan"))],
)
def test_an_impossible_place_is_refused(news, sort: Sort, value) -> None:
    with pytest.raises(InvalidCursor):
        news.search(SearchRequest(text="talks", sort=sort, after=HitKey(value, "q-1")))


def test_an_impossible_day_is_refused(news) -> None:
    with pytest.raises(QueryError):
        news.search(SearchRequest(date_from="2018-02-30"))


def test_paragraphs_are_searched_by_their_own_words_and_their_speakers(news) -> None:
    found = news.search(SearchRequest(DocumentType.PARAGRAPHS, "nuclear talks"))
    assert found.total == 2
    assert news.search(SearchRequest(DocumentType.PARAGRAPHS, "moscow speaker:lavrov", kinds=("direct",))).total == 1


def test_documents_are_found_by_id(news) -> None:
    for document_type in DocumentType:
        for hit in news.search(SearchRequest(document_type)).hits:
            assert news.get(document_type, hit.id) == hit.document
        assert news.get(document_type, "q-000000000000") is None


def test_speakers_and_outlets_are_counted(news) -> None:
    lavrov = next(entry for entry in news.catalog("speaker") if entry["id"] == "sergey-lavrov")
    assert (lavrov["quotations"], lavrov["articles"], lavrov["outlets"]) == (2, 2, ["tass"])
    assert (lavrov["first"], lavrov["last"]) == ("2018-05-31", "2020")
    assert {entry["id"]: entry["articles"] for entry in news.catalog("outlet")} == {"radio-habana-cuba": 1, "tass": 4}
    assert (news.counts.articles, news.counts.quotations, news.counts.paragraphs) == (5, 4, 5)
    assert news.record_version == 5


def test_an_unknown_speaker_in_a_query_matches_nothing_and_is_said(news) -> None:
    page = news.search(SearchRequest(text="speaker:Lavrof"))
    assert page.total == 0
    assert "Sergey Lavrov" in page.warnings[0]


@pytest.mark.parametrize(("words", "hint"), [("Trump", 'speaker:"Trump"'), ("Radio Habana", 'outlet:"Radio Habana"')])
def test_a_name_that_nobody_says_is_recognised_as_one(news, words: str, hint: str) -> None:
    page = news.search(SearchRequest(text=words))
    assert page.total == 0
    assert hint in page.warnings[0]


def test_a_beginning_of_many_words_is_cut_to_the_commonest_and_said(library) -> None:
    for start in range(0, 100, 20):
        many = " ".join(f"pre{n:02d}" for n in range(start, start + 20))
        library.put(f"“[content|{many} pre99,]” [cue|said] [source|Lavrov].")
    with library.searcher() as searcher:
        page = searcher.search(SearchRequest(text="pre*"))
        assert page.total == 5
        assert "64 commonest" in page.warnings[0]


def test_an_empty_record_gives_an_empty_index(library) -> None:
    with library.searcher() as searcher:
        assert searcher.search(SearchRequest()).total == 0
        assert searcher.search(SearchRequest(text="a OR b", sort=Sort.RELEVANCE)).total == 0
        assert searcher.catalog("speaker") == []


def test_a_missing_index_says_what_to_run(tmp_path) -> None:
    with pytest.raises(IndexMissing, match="onrecord index"):
        open_engine(tmp_path / "nowhere", engine_factory(), json_serializer)


HOSTILE = [
    "[ TO " * 50,
    "(" * 256,
    "a" * 256,
    "*a*",
    "a*",
    "^0",
    'a^0 "b"~9999',
    "date:[2018 TO",
    "-" * 256,
    " ".join("a" * 24),
    '"' + "talk " * 23 + '"',
    "pre* " * 24,
    "\x00\ud800",
    "a:b:c:" * 40,
    "(((a OR b) OR c) OR d) -(e -(f -(g)))",
    "🙂 " * 100,
]


@pytest.fixture(scope="module")
def talks_library(factory: EngineFactory, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library(tmp_path_factory.mktemp("talks"), factory)
    for n in range(20):
        library.put(f"“[content|{'talk ' * 50}pre{n},]” [cue|said] [source|Lavrov].")
    library.publish()
    yield library
    library.store.close()


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.NEWEST])
def test_no_query_is_slow_or_raises_anything_but_a_query_error(talks_library, query: str, sort: Sort) -> None:
    with talks_library.open() as searcher:
        start = time.process_time()
        try:
            searcher.search(SearchRequest(text=query, sort=sort))
        except QueryError as error:
            assert error.message
        assert time.process_time() - start < 0.5


def test_ranks_of_another_generation_are_gone(library) -> None:
    for n in range(5):
        library.put(f"“[content|{'nuclear ' * n}talks {n},]” [cue|said] [source|Lavrov].")
    request = SearchRequest(text="nuclear OR talks", sort=Sort.RELEVANCE, limit=2)
    with library.searcher() as searcher:
        page = searcher.search(request)
    library.put("“[content|Nuclear war,]” [cue|said] [source|Trump].")
    with library.searcher() as searcher, pytest.raises(ExpiredCursor, match="renewed"):
        searcher.search(replace(request, after=page.hits[-1].key))


def test_facets_count_beside_the_hits(news) -> None:
    page = news.search(SearchRequest(facets=("speaker", "outlet", "kind", "year"), limit=1))
    assert page.facets["speaker"] == (Count("sergey-lavrov", 2), Count("donald-trump", 1))
    assert page.facets["outlet"] == (Count("tass", 3), Count("radio-habana-cuba", 1))
    assert page.facets["year"] == (Count("2018", 2), Count("2020", 1))
    with pytest.raises(ValueError, match="no facet"):
        news.search(SearchRequest(facets=("colour",)))


def test_names_are_resolved_and_suggested(news) -> None:
    assert [match.id for match in news.resolve("speaker", "Лавров").matches] == ["sergey-lavrov"]
    assert [match.id for match in news.resolve("outlet", "habana").matches] == ["radio-habana-cuba"]
    assert news.resolve("speaker", "Lavrof").nearest
    assert not news.resolve("speaker", "Lavrof", nearest=False).nearest
    assert [(suggestion.id, suggestion.quotations) for suggestion in news.suggest("lav", 5)] == [("sergey-lavrov", 2)]


def test_a_relevant_hit_has_the_score_of_every_other_engine(news_library) -> None:
    request = SearchRequest(text="nuclear OR talks OR negotiat*", sort=Sort.RELEVANCE)
    scores = [
        {
            hit.id: hit.score
            for hit in open_engine(news_library.root, engine.load(), json_serializer).search(request).hits
        }
        for engine in ENGINES
    ]
    assert scores[0]
    assert all(other == pytest.approx(scores[0], abs=1e-4) for other in scores)


def test_an_unknown_engine_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownEngine, match="arrays and whoosh"):
        engine_factory("sphinx")
