from collections.abc import Callable

import pytest

from benchmarks.texts import TEXTS, articles, marks, one_surname, single_line


@pytest.mark.parametrize("make", TEXTS.values(), ids=TEXTS)
def test_a_text_of_twice_the_size_is_twice_as_long(make: Callable[[int], str]) -> None:
    assert len(make(20_000)) == 2 * len(make(10_000)) > 0


def test_a_million_stands_for_a_hundred_thousand_marks() -> None:
    assert marks(1_000_000) == '"' * 100_000


def test_a_single_line_has_no_line_end() -> None:
    assert "\n" not in single_line(10_000)


def test_the_people_of_one_surname_have_different_given_names() -> None:
    names = [line.split("said ")[1].split(" Ruiz")[0] for line in one_surname(5_000).split("\n\n")[:-1]]
    assert len(names) == len(set(names)) > 10


def test_no_two_articles_share_a_name() -> None:
    [first, second] = articles(2)
    names = [{line.split("said ")[1].split(".")[0] for line in text.split("\n\n")} for text in (first, second)]
    assert len(names[0]) == 40
    assert not names[0] & names[1]
