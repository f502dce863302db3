"""Random queries on random texts: the index must find what reading every text finds."""

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.analysis.analyzer import words
from index.errors import QueryError
from index.request import SearchRequest, Sort

Reader = Callable[[str], bool]

VOCABULARY = ["apple", "apply", "pear", "plum", "COVID-19"]
TEXTS = sorted({" ".join(text) for n in (1, 2, 3) for text in product(VOCABULARY, repeat=n)})[::3]


def phrase(asked: str) -> Reader:
    wanted = words(asked)

    def reads(text: str) -> bool:
        there = words(text)
        return any(there[n : n + len(wanted)] == wanted for n in range(len(there)))

    return reads


def both(left: tuple[str, Reader], right: tuple[str, Reader]) -> tuple[str, Reader]:
    return f"({left[0]}) ({right[0]})", lambda text: left[1](text) and right[1](text)


def either(left: tuple[str, Reader], right: tuple[str, Reader]) -> tuple[str, Reader]:
    return f"({left[0]}) OR ({right[0]})", lambda text: left[1](text) or right[1](text)


leaves = st.one_of(
    st.sampled_from(VOCABULARY).map(lambda word: (word, phrase(word))),
    st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3).map(
        lambda some: (f"“{' '.join(some)}”", phrase(" ".join(some)))
    ),
    st.just(("appl*", lambda text: any(word.startswith("appl") for word in words(text)))),
)
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(both, inner, inner),
        st.builds(either, inner, inner),
        inner.map(lambda query: (f"-({query[0]})", lambda text: not query[1](text))),
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def searcher(shared_library):
    shared_library.put("\n\n".join(f"“[content|{text}]” [cue|said] [source|Lavrov]." for text in TEXTS))
    with shared_library.searcher() as searcher:
        yield searcher


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries, sort=st.sampled_from(Sort))
def test_a_query_finds_exactly_what_reading_finds(searcher, query: tuple[str, Reader], sort: Sort) -> None:
    asked, reads = query
    try:
        page = searcher.search(SearchRequest(text=asked, sort=sort, limit=1000))
    except QueryError:
        return
    expected = [text for text in TEXTS if reads(text)]
    assert sorted(hit.document["text"] for hit in page.hits) == expected
    assert page.total == len(expected)
