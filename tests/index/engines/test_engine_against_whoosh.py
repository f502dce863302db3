"""Random queries on random corpora: the arrays answer what Whoosh answers on the same segments, by its own matchers."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query as whoosh

from index.documents.entry import IndexedDocument
from index.engines.whoosh.codec import whoosh_searcher
from index.engines.whoosh.engine import WhooshMatcher
from index.errors import QueryError
from index.names.name_index import name_arrays
from index.names.resolver import NameResolver
from index.request import SearchRequest, Sort
from index.search.executor import ArraysMatcher
from index.search.searcher import Matcher, Searcher
from index.segment import segment_infos
from index.segment.reader import Segment
from index.segment.writer import SegmentBuilder
from tests.support import json_serializer

VOCABULARY = ["apple", "apples", "apply", "pear", "plum", "COVID-19", "the"]
SPEAKERS = ["ana-ruiz", "bo-lind", "cai-wu"]
OUTLETS = ["tass", "radio-habana-cuba"]


def entitled(ids: list[str]) -> NameResolver:
    return NameResolver(name_arrays([{"id": id, "name": id.replace("-", " ").title(), "quotations": 1} for id in ids]))


NAMES = {
    "speaker": entitled(SPEAKERS),
    "outlet": entitled(OUTLETS),
}
DATES = [None, "2018", "2018-05", "2018-06", "2018-05-31", "2018-06-01", "2019-01-01"]

documents = st.tuples(
    st.lists(st.sampled_from(VOCABULARY), max_size=8),
    st.sampled_from([*SPEAKERS, None]),
    st.sampled_from(OUTLETS),
    st.sampled_from(["direct", "mixed"]),
    st.sampled_from(DATES),
    st.booleans(),
)
corpora = st.lists(st.lists(documents, min_size=1, max_size=12), min_size=1, max_size=4)

words = st.sampled_from(VOCABULARY)
leaves = st.one_of(
    words,
    st.lists(words, min_size=1, max_size=3).map(lambda some: f'"{" ".join(some)}"'),
    st.sampled_from(["appl*", "plu*", "zzz*", "covid*"]),
    st.sampled_from(["speaker:ruiz", "speaker:wu", "speaker:nobody", "outlet:tass"]),
    st.sampled_from(["date:2018-05", "date:2018-05-31/2018-06-01", "date:2020"]),
)
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds("({}) ({})".format, inner, inner),
        st.builds("({}) OR ({})".format, inner, inner),
        inner.map("-({})".format),
    ),
    max_leaves=6,
)
filters = st.fixed_dictionaries(
    {},
    optional={
        "speakers": st.lists(st.sampled_from(SPEAKERS), min_size=1, max_size=2, unique=True).map(tuple),
        "outlets": st.just(("tass",)),
        "kinds": st.just(("mixed",)),
        "date_from": st.sampled_from(["2018-05-31", "2018-06-02"]),
        "date_to": st.sampled_from(["2018-06-01", "2018-12-31"]),
    },
)


def write(folder: Path, corpus: list[list[tuple]]) -> None:
    """Write each list of documents as a segment; those whose last value is true are deleted."""
    written, deleted = [], {}
    for n, part in enumerate(corpus):
        builder = SegmentBuilder(folder, f"s{n}")
        for number, (text, speaker, outlet, kind, day, _) in enumerate(part):
            entry = IndexedDocument(
                id=f"q-{n}-{number}",
                article=f"a-{number % 3}-{n}",
                number=number,
                text=" ".join(text),
                language="en",
                outlet=outlet,
                speakers=(speaker,) if speaker else (),
                kinds=(kind,),
                sort_key=speaker or "",
                date=day,
                speaker_records=(),
                stored=b"{}",
            )
            builder.add(entry)
        builder.finish()
        written.append((f"s{n}", len(part)))
    segment_infos.write_list(folder, written, {})
    for n, (segment, part) in enumerate(zip(segment_infos.open_segments(folder), corpus, strict=True)):
        gone = [segment.find(f"q-{n}-{number}") for number, document in enumerate(part) if document[-1]]
        deleted[f"s{n}"] = np.array(gone, np.int32)
    (folder / "deleted.arrays").unlink()
    segment_infos.write_list(folder, written, deleted)


def searcher_of(folder: Path, matcher: Callable[[Sequence[Segment]], Matcher] = ArraysMatcher) -> Searcher:
    segments = segment_infos.open_segments(folder)
    return Searcher(segments, matcher(segments), NAMES, json_serializer, "000001")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(corpus=corpora, asked=st.lists(queries, min_size=1, max_size=6), held=filters)
def test_ids_totals_and_scores_are_those_of_whoosh(corpus, asked: list[str], held: dict) -> None:
    with TemporaryDirectory() as folder:
        write(Path(folder), corpus)
        arrays, whooshs = searcher_of(Path(folder), ArraysMatcher), searcher_of(Path(folder), WhooshMatcher)
        for query in asked:
            request = SearchRequest(text=query, sort=Sort.RELEVANCE, limit=100, **held)
            try:
                expected = {hit.id: hit.score for hit in whooshs.search(request).hits}
            except QueryError:
                continue
            page = arrays.search(request)
            found = {hit.id: hit.score for hit in page.hits}
            assert found.keys() == expected.keys()
            assert page.total == len(expected)
            assert found == pytest.approx(expected, abs=1e-4)
            unranked = arrays.search(replace(request, sort=Sort.NEWEST))
            assert {hit.id for hit in unranked.hits} == expected.keys()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(corpus=corpora, query=st.none() | queries, sort=st.sampled_from(Sort), limit=st.integers(1, 5))
def test_a_walk_through_several_segments_visits_each_match_once_in_order(corpus, query, sort: Sort, limit: int) -> None:
    with TemporaryDirectory() as folder:
        write(Path(folder), corpus)
        engine = searcher_of(Path(folder))
        request = SearchRequest(text=query, sort=sort, limit=limit)
        whole = [hit.id for hit in engine.search(replace(request, limit=100)).hits]
        page = engine.search(request)
        walked = [hit.id for hit in page.hits]
        while page.more_after:
            page = engine.search(replace(request, after=page.hits[-1].key))
            walked += [hit.id for hit in page.hits]
        assert walked == whole
        assert len(set(walked)) == page.total == len(whole)
        backwards = walked[-len(page.hits) :] if page.hits else []
        while page.more_before:
            page = engine.search(replace(request, before=page.hits[0].key))
            backwards = [hit.id for hit in page.hits] + backwards
        assert backwards == whole


@given(corpus=corpora)
def test_facets_count_every_match(corpus) -> None:
    with TemporaryDirectory() as folder:
        write(Path(folder), corpus)
        engine = searcher_of(Path(folder))
        alive = [document for part in corpus for document in part if not document[-1]]
        page = engine.search(SearchRequest(facets=("speaker", "kind", "year", "month"), facet_size=2))
        speakers = [document[1] for document in alive if document[1]]
        expected = sorted({(-speakers.count(id), id) for id in speakers})[:2]
        assert [(-count.count, count.value) for count in page.facets["speaker"]] == expected
        assert sum(count.count for count in page.facets["kind"]) == len(alive)
        for name, length in (("year", 4), ("month", 7)):
            dated = [document[4][:length].ljust(7, "-")[:length] for document in alive if document[4]]
            first = [label if len(label) == length and label[-1] != "-" else "2018-01" for label in dated]
            assert {count.value: count.count for count in page.facets[name]} == {
                label: first.count(label) for label in first
            }


def test_documents_of_one_day_stand_as_in_their_articles(tmp_path) -> None:
    day = date(2018, 5, 31)
    corpus = [[(["pear"], None, "tass", "direct", str(day - timedelta(days=n // 6)), False) for n in range(12)]]
    write(tmp_path, corpus)
    ids = [hit.id for hit in searcher_of(tmp_path).search(SearchRequest(text="pear")).hits]
    assert ids == [f"q-0-{n}" for n in (0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11)]


def test_whoosh_reads_terms_documents_and_lengths(tmp_path) -> None:
    write(tmp_path, [[(["pear", "plum", "pear"], "ana-ruiz", "tass", "direct", "2018", False)]])
    with whoosh_searcher(segment_infos.open_segments(tmp_path)) as searcher:
        reader = searcher.reader()
        assert list(reader.lexicon("text")) == [b"pear", b"plum"]
        assert reader.frequency("text", "pear") == 2
        assert searcher.stored_fields(0)["id"] == "q-0-0"
        assert searcher.doc_field_length(0, "text") == 3
        assert searcher.postings("text", "pear").value_as("positions") == [0, 2]


def test_other_queries_of_whoosh_work_as_well(tmp_path) -> None:
    write(tmp_path, [[(["pear", "plum", "pear"], "ana-ruiz", "tass", "direct", "2018-05-31", False)]])
    with whoosh_searcher(segment_infos.open_segments(tmp_path)) as searcher:
        for query in (
            whoosh.FuzzyTerm("text", "pea"),
            whoosh.Wildcard("text", "p*m"),
            whoosh.SpanNear(whoosh.Term("text", "pear"), whoosh.Term("text", "pear"), slop=2),
            whoosh.TermRange("speaker", "a", "b"),
            whoosh.NumericRange("first", date(2018, 5, 1).toordinal(), None),
        ):
            assert len(searcher.search(query)) == 1, query


@pytest.mark.parametrize("sort", Sort)
def test_a_walk_goes_on_past_ten_thousand(tmp_path, sort: Sort) -> None:
    days = [str(date(2018, 1, 1) + timedelta(days=n % 700)) for n in range(10_500)]
    part = [(["pear"] * (n % 3 + 1), SPEAKERS[n % 3], "tass", "direct", day, False) for n, day in enumerate(days)]
    write(tmp_path, [part[:9_000], part[9_000:]])
    engine = searcher_of(tmp_path)
    request = SearchRequest(text="pear", sort=sort, limit=700)
    page = engine.search(request)
    walked = [hit.id for hit in page.hits]
    while page.more_after:
        page = engine.search(replace(request, after=page.hits[-1].key))
        walked += [hit.id for hit in page.hits]
    assert len(walked) == len(set(walked)) == page.total == 10_500


def test_a_prefix_is_expanded_to_what_whoosh_finds_by_its_own(tmp_path) -> None:
    texts = [["apple"], ["apply", "pear"], ["pear"], ["applied"]]
    write(tmp_path, [[(text, None, "tass", "direct", "2018", False) for text in part] for part in (texts[:2], texts)])
    with whoosh_searcher(segment_infos.open_segments(tmp_path)) as searcher:
        numbers = searcher.docs_for_query(whoosh.Prefix("words", "appl"))
        expected = {searcher.stored_fields(number)["id"] for number in numbers}
    assert {hit.id for hit in searcher_of(tmp_path).search(SearchRequest(text="appl*")).hits} == expected
