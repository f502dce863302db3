"""Articles in several languages side by side: what a query finds in them."""

import pytest

from index.request import SearchRequest

SAID = {
    "en": "The hops were negotiated at l'heure",
    "fr": "Les espoirs et la négociation d’une élection",
    "ru": "Переговоры с российским министром",
    "pt-BR": "As eleições foram adiadas",
    "zh": "我们支持谈判",
}


@pytest.fixture(scope="module")
def searcher(shared_library):
    for language, text in SAID.items():
        shared_library.put(f"“[content|{text}]” [cue|said] [source|Lavrov].", language=language)
    with shared_library.searcher() as searcher:
        yield searcher


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("hop", ["en"]),
        ("hopes", []),  # French cuts it to `hop`, but the English word is not looked up by French stems
        ("espoir", ["fr"]),
        ("negociations", ["fr"]),
        ("négocier OR negotiation", ["en", "fr"]),
        ("ÉLECTIONS", ["fr"]),
        ('"la négociation"', ["fr"]),
        ("elec*", ["fr"]),
        ("eleição", ["pt-BR"]),
        ("переговорах российский", ["ru"]),
        ("-переговоры -谈", ["en", "fr", "pt-BR"]),
        ("谈判", ["zh"]),
        ("判谈", []),
    ],
)
def test_a_query_without_language_is_read_in_all_of_them(searcher, query: str, expected: list[str]) -> None:
    page = searcher.search(SearchRequest(text=query))
    assert sorted(hit.document["language"] for hit in page.hits) == expected


def test_with_a_language_it_is_read_in_that_one(searcher) -> None:
    assert searcher.search(SearchRequest(text="négociations", languages=("fr",))).total == 1
    assert searcher.search(SearchRequest(text="négociations", languages=("en",))).total == 0
