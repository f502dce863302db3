"""The benchmark of the search, at a size where nobody looks at the times."""

import json
from itertools import chain

import pytest

pytest.importorskip("numpy", reason="numpy is not installed: it comes with the bench extra")
pytest.importorskip("tantivy", reason="tantivy is not installed: it comes with the bench extra")

from benchmarks import report, search
from benchmarks.engines import Answer, named, row
from benchmarks.plot import growth
from benchmarks.queries import COUNTS, PAGE, classes, hostile
from benchmarks.synthetic import Synthetic
from index.errors import QueryError
from index.query.parser import parse

SIZE = 200
PEERS = ("tantivy", "fts5", "whoosh")


@pytest.fixture(scope="module")
def data():
    return Synthetic()


@pytest.fixture(scope="module")
def rows(data):
    return [row(document) for document in data.documents(SIZE)]


@pytest.fixture(scope="module")
def engines(data, tmp_path_factory):
    opened = {}
    for name in ("ours", *PEERS):
        folder = tmp_path_factory.mktemp(name)
        opened[name] = named(name)
        opened[name].build(folder, data.documents(SIZE))
        opened[name].open(folder)
    return opened


def read(query, rows) -> Answer:
    """Answer by reading every row; only the total and the speakers' counts are what an engine must give."""
    found = [each for each in rows if _matches(query, each)]
    return Answer((), len(found))


def _matches(query, each) -> bool:
    terms, wanted = each.terms.split(), list(query.terms)
    words = {
        "and": lambda: all(term in terms for term in wanted),
        "or": lambda: any(term in terms for term in wanted),
        "prefix": lambda: any(word.startswith(wanted[0]) for word in each.words.split()),
        "phrase": lambda: any(terms[n : n + len(wanted)] == wanted for n in range(len(terms))),
    }[query.join]()
    if query.first and not (0 < each.first <= query.last.toordinal() and each.last >= query.first.toordinal()):
        return False
    return words and query.speaker in (None, each.speaker)


def test_there_are_two_hundred_queries_in_twelve_classes(data) -> None:
    made = classes(data)
    assert {name: len(queries) for name, queries in made.items()} == COUNTS
    assert sum(COUNTS.values()) == 200 and len(COUNTS) == 12


@pytest.mark.parametrize("name", ["ours", *PEERS])
def test_an_engine_counts_what_reading_counts(engines, rows, data, name: str) -> None:
    for query in chain.from_iterable(classes(data).values()):
        engines[name].prepare(query)
        answer = engines[name].ask(query)
        total = read(query, rows).total
        assert answer.total == total, query
        assert len(answer.ids) == max(0, min(PAGE, total - (query.page - 1) * PAGE)), query


@pytest.mark.parametrize("name", ["ours", *PEERS])
def test_the_newest_come_first(engines, rows, data, name: str) -> None:
    days = {each.id: each.first for each in rows}
    for query in classes(data)["one speaker newest first"]:
        shown = [days[id] for id in engines[name].ask(query).ids]
        expected = sorted((each.first for each in rows if each.speaker == query.speaker), reverse=True)
        assert shown == expected[:PAGE]


def test_our_own_form_of_a_query_means_its_terms(data) -> None:
    for query in chain.from_iterable(classes(data).values()):
        if query.text:
            found = parse(query.text).node
            assert all(term in repr(found) for term in query.terms)


def test_hostile_strings_are_the_same_each_time_and_most_are_queries(data) -> None:
    strings = hostile(data)
    assert strings == hostile(data) and len(strings) == 2_000
    refused = 0
    for text in strings:
        try:
            parse(text)
        except QueryError:
            refused += 1
    assert refused < 1_000


def test_engines_that_disagree_end_the_run() -> None:
    found = {name: {"classes": {"AND": {"answers": [[20, total, []]]}}} for name, total in (("ours", 3), ("fts5", 4))}
    with pytest.raises(search.Disagreement, match="AND"):
        search._agree(found)


def test_what_was_measured_becomes_figures_tables_and_a_plot(tmp_path) -> None:
    def measured(ms: float, seconds: float):
        return {"classes": {"AND": {"ms": ms}, "OR": {"ms": 2 * ms}}, "build": {"seconds": seconds, "bytes": 100}}

    found = {
        100: {"ours": measured(1, 1), "tantivy": measured(2, 1), "fts5": measured(10, 1)},
        100_000: {
            "ours": measured(1, 1),
            "tantivy": measured(2, 1),
            "fts5": measured(20, 1),
            "whoosh": measured(500, 6),
        },
    }
    figures = search._figures(100_000, found)
    assert (figures["geomean_vs_tantivy"], figures["geomean_vs_fts5"]) == pytest.approx((0.5, 0.05))
    assert figures["geomean_vs_whoosh_100k"] == pytest.approx(0.002)
    assert (figures["indexing_vs_whoosh"], figures["size_vs_whoosh"]) == (6, 1)
    assert set(figures) == {"size", "classes", *report.BARS}
    assert set(figures["classes"]["AND"]) == {"ours_ms", "tantivy_ms", "fts5_ms"}

    sizes = {str(size): search._classes(each) for size, each in found.items()}
    about = {"date": "2018-06-13", "machine": "a desk", "versions": {"tantivy": "0.1"}}
    (tmp_path / "search.json").write_text(json.dumps(figures))
    (tmp_path / "growth.json").write_text(json.dumps(about | {"sizes": sizes}))
    document = tmp_path / "performance.md"
    marks = ("about", "search", "growth", "http")
    document.write_text("# Fast\n\n" + "\n".join(f"<!-- {name} -->\nold\n<!-- /{name} -->" for name in marks) + "\n")
    report.renew(document, tmp_path)
    text = document.read_text()
    assert "| AND | 1 | 2 | 20 | 0.5 |" in text and "a desk" in text and "old" not in text
    assert "Not measured yet: `make bench-http`." in text
    drawn = growth(sizes, {"ours_ms": "On Record", "tantivy_ms": "tantivy", "fts5_ms": "F", "whoosh_ms": "W"})
    assert drawn.count("<polyline") == 8 and "</svg>" in drawn
