import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import QueryError
from index.query.ast import And, DateQuery, FieldQuery, Node, Not, Or, Phrase, Prefix
from index.query.parser import parse


def word(text: str) -> Phrase:
    return Phrase((text,))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("talks", word("talk")),
        ("nuclear talks", And((word("nuclear"), word("talk")))),
        ('"nuclear talks"', Phrase(("nuclear", "talk"))),
        ("“nuclear talks”", Phrase(("nuclear", "talk"))),
        ("«nuclear talks»", Phrase(("nuclear", "talk"))),
        ("peace OR war", Or((word("peac"), word("war")))),
        ("a b OR c", And((word("a"), Or((word("b"), word("c")))))),
        ("a OR b OR c", Or((word("a"), word("b"), word("c")))),
        ("OR", word("or")),
        ("OR a", And((word("or"), word("a")))),
        ("a OR", And((word("a"), word("or")))),
        ("a or b", And((word("a"), word("or"), word("b")))),
        ("-war", Not(word("war"))),
        ('a -"b c"', And((word("a"), Not(Phrase(("b", "c")))))),
        ("a -(b OR c)", And((word("a"), Not(Or((word("b"), word("c"))))))),
        ("--war", word("war")),
        ("a - b", And((word("a"), word("b")))),
        ("COVID-19", Phrase(("covid", "19"))),
        ("don’t", word("don't")),
        ("U.S.", word("us")),
        ("negotia*", Prefix("negotia")),
        ("Ёлк*", Prefix("елк")),
        ("(a OR (b -c)) d", And((Or((word("a"), And((word("b"), Not(word("c")))))), word("d")))),
        ("() a", word("a")),
        ("f(x)", And((word("f"), word("x")))),
        ("speaker:Lavrov", FieldQuery("speaker", "Lavrov")),
        ("Speaker:“Sergey Lavrov”", FieldQuery("speaker", "Sergey Lavrov")),
        ("-outlet:TASS a", And((Not(FieldQuery("outlet", "TASS")), word("a")))),
        ("10:30", Phrase(("10", "30"))),
        ("#MeToo", word("metoo")),
        ("#MeT*", Prefix("met")),
        ("@realDonaldTrump", word("realdonaldtrump")),
        ("@user_name", Phrase(("user", "name"))),
        ("U.S.-led", Phrase(("us", "led"))),
        ("Trump’s workers’", And((word("trump"), word("worker")))),
        ("1,500", word("1500")),
        ("9/11 AT&T", And((Phrase(("9", "11")), Phrase(("at", "t"))))),
        ("don’t*", Prefix("don't")),
        ("–war −peace", And((Not(word("war")), Not(word("peac"))))),
        ("2010–2012", Phrase(("2010", "2012"))),
        ("\u200b-war\u200e OR\u200f nuc\u00adlear", Or((Not(word("war")), word("nuclear")))),
        ("（peace　ＯＲ　war）　ｎｅｇ＊", And((Or((word("peac"), word("war"))), Prefix("neg")))),
        ("ｓｐｅａｋｅｒ：Lavrov", FieldQuery("speaker", "Lavrov")),
    ],
)
def test_a_query_is_read_as_written(query: str, expected: Node) -> None:
    assert parse(query).node == expected


def test_a_date_covers_its_days() -> None:
    node = parse("date:2018-05/2018-06").node
    assert isinstance(node, DateQuery)
    assert (str(node.first), str(node.last)) == ("2018-05-01", "2018-06-30")


@pytest.mark.parametrize(
    ("query", "position", "message"),
    [
        ("", 0, "no word"),
        (" !!! ", 0, "no word"),
        ("*", 0, "no word"),
        ("a “b", 2, "never closed"),
        ("a (b", 2, "never closed"),
        ("a) b", 1, "never opened"),
        ("(((((a)))))", 4, "deeper than 4"),
        ("a co*", 2, "3 letters"),
        ("a speaker: b", 2, "stands before nothing"),
        ('speaker:"b', 8, "never closed"),
        ('a speaker:""', 2, "stands before nothing"),
        ("speaker:“ ”", 0, "stands before nothing"),
        ("（ａ", 0, "never closed"),
        ("a date:yesterday", 2, "not a day"),
        ("date:2018-02-30", 0, "calendar"),
        ("x" * 257, 256, "longer than 256"),
        ("a " * 25, 48, "more than 24"),
    ],
)
def test_what_cannot_be_searched_for_says_what_is_wrong_and_where(query: str, position: int, message: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        parse(query)
    assert caught.value.position == position
    assert caught.value.suggestion


@pytest.mark.parametrize(
    ("query", "warning"),
    [
        ("!!! a", "left out"),
        ("a AND b", "side by side"),
        ("a NOT b", "write -"),
        ("spaeker:Lavrov", "did you mean speaker:"),
        ("kind:direct", "fields are"),
        ("COVID-19*", "without it"),
        ('"cold wa*"', "nothing between quotation marks"),
    ],
)
def test_what_is_read_otherwise_than_it_may_be_meant_is_said(query: str, warning: str) -> None:
    assert warning in parse(query).warnings[0]


@given(st.text(alphabet='ab1"“”()-*:ORspeakerdt.’ \t\u200b\U0001f600', max_size=260) | st.text(max_size=260))
def test_every_string_is_a_query_or_a_query_error(query: str) -> None:
    start = time.process_time()
    try:
        parse(query)
    except QueryError as error:
        assert error.message
        assert 0 <= error.position <= len(query)
    assert time.process_time() - start < 0.1


@pytest.mark.parametrize(
    ("query", "languages", "expected"),
    [
        ("talks", ["en", "und", "en-GB"], word("talk")),
        ("élections", ["fr"], word("fr:elect")),
        ("talks", ["fr", "en"], Or((word("talk"), word("fr:talk")))),
        ("-“the talks”", ["en", "zh"], Not(Or((Phrase(("the", "talk")), Phrase(("mis:the", "mis:talks")))))),
        ("l’espag*", ["fr"], Prefix("espag")),
        ("l’espag*", ["en", "fr"], Or((Prefix("l'espag"), Prefix("espag")))),
        ("espag*", ["en", "fr"], Prefix("espag")),
    ],
)
def test_a_word_is_read_in_every_language_that_there_is(query: str, languages: list[str], expected: Node) -> None:
    assert parse(query, languages).node == expected
