import difflib
from collections.abc import Sequence

import pytest

from index.names.name_index import name_arrays
from index.names.resolver import NameResolver

PEOPLE = NameResolver(
    name_arrays(
        [
            {
                "id": "sergey-lavrov",
                "name": "Sergey Lavrov",
                "aliases": ["Sergei Lavrov", "Сергей Лавров"],
                "quotations": 9,
            },
            {"id": "donald-trump", "name": "Donald Trump", "aliases": ["Donald J. Trump"], "quotations": 5},
            {"id": "melania-trump", "name": "Melania Trump", "aliases": [], "quotations": 7},
            {"id": "robert-downey-jr", "name": "Robert Downey Jr.", "aliases": [], "quotations": 1},
            {"id": "xi-jinping", "name": "Xi Jinping", "aliases": ["习近平"], "quotations": 1},
            {"id": "ursula-von-der-leyen", "name": "Ursula von der Leyen", "aliases": [], "quotations": 1},
        ]
    )
)


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        ("Lavrov", ["sergey-lavrov"]),
        ("lavrov", ["sergey-lavrov"]),
        ("sergey-lavrov", ["sergey-lavrov"]),
        ("Sergei Lavrov", ["sergey-lavrov"]),
        ("Лавров", ["sergey-lavrov"]),
        ("  SERGEY   LAVROV ", ["sergey-lavrov"]),
        ("Trump", ["melania-trump", "donald-trump"]),
        ("Donald Trump", ["donald-trump"]),
        ("Donald J Trump", ["donald-trump"]),
        ("Downey", ["robert-downey-jr"]),
        ("习近平", ["xi-jinping"]),
        ("Xi", ["xi-jinping"]),
        ("von der Leyen", ["ursula-von-der-leyen"]),
    ],
)
def test_a_name_gives_everybody_it_fits(given: str, ids: list[str]) -> None:
    assert [named.id for named in PEOPLE.resolve(given).matches] == ids


def test_an_unknown_name_gives_the_nearest() -> None:
    assert PEOPLE.resolve("Lavrof").nearest == ("Sergey Lavrov",)
    assert PEOPLE.resolve("Donald Trumpp").nearest[0] == "Donald Trump"


@pytest.mark.parametrize("given", ["", "?!", "x" * 100_000, "\x00", "😀"])
def test_a_name_that_is_none_gives_nobody(given: str) -> None:
    assert PEOPLE.resolve(given).matches == ()


def test_an_unknown_name_among_many_is_compared_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    many = NameResolver(
        name_arrays(
            [{"id": f"p-{n}", "name": f"Person{n} Family{n}", "aliases": [], "quotations": 1} for n in range(20_000)]
        )
    )
    compared: list[int] = []

    def counted(word: str, possibilities: Sequence[str], n: int, cutoff: float) -> list[str]:
        compared.append(len(possibilities))
        return difflib.get_close_matches(word, possibilities, n, cutoff)

    monkeypatch.setattr("index.names.resolver.get_close_matches", counted)
    assert many.resolve("Persson123 Famly123").nearest
    assert compared == [200]
