import pytest

from corpus.readers.article.text_layout import lay_out

BODY = ["It rained.", "It rained again."]


@pytest.mark.parametrize(
    ("top", "headline", "byline"),
    [
        (["# *Rain at last*"], "Rain at last", None),
        (["All news", "Rain at last"], "Rain at last", None),
        (["Rain at last", "---"], "Rain at last", None),
        (["## **Rain** in [Port Ellen](https://example.org/p)"], "Rain in Port Ellen", None),
        (["Will it rain?"], "Will it rain?", None),
        (["Rain at last", "By Ana Ruiz"], "Rain at last", "Ana Ruiz"),
        (["# Rain at last", "*By Ana Ruiz and Jo Moor*"], "Rain at last", "Ana Ruiz and Jo Moor"),
        ([], None, None),
    ],
)
def test_the_headline_and_the_author_stand_on_top(top: list[str], headline: str | None, byline: str | None) -> None:
    layout = lay_out(top + BODY)
    assert (layout.headline, layout.byline, layout.body) == (headline, byline, tuple(BODY))


@pytest.mark.parametrize(
    "first",
    [
        "It had rained.",
        "“It had rained,” she said. “At last.”",
        "PORT ELLEN (INA) — It rained and it rained",
        "They asked for:",
        "a very long first paragraph " * 10,
    ],
)
def test_a_first_paragraph_that_is_no_headline_is_kept(first: str) -> None:
    assert lay_out([first, *BODY]).body == (first.strip(), *BODY)


def test_a_lone_paragraph_is_the_article() -> None:
    assert lay_out(["Rain at last"]).body == ("Rain at last",)


def test_the_standfirst_is_part_of_the_article() -> None:
    layout = lay_out(["All news", "Rain at last", "The mayor says the drought is over", *BODY])
    assert layout.body == ("The mayor says the drought is over", *BODY)


@pytest.mark.parametrize(
    ("foot", "url", "outlet"),
    [
        (["---", "<https://example.org/rain>", "**Island News**"], "https://example.org/rain", "Island News"),
        (["<https://example.org/rain>"], "https://example.org/rain", None),
        (["***", "__Island News__", "---"], None, "Island News"),
        (["* * *"], None, None),
    ],
)
def test_the_address_and_the_outlet_stand_at_the_foot(foot: list[str], url: str | None, outlet: str | None) -> None:
    layout = lay_out(BODY + foot)
    assert (layout.url, layout.outlet, layout.body) == (url, outlet, tuple(BODY))


def test_a_bold_line_without_a_rule_is_the_last_of_the_text() -> None:
    assert lay_out([*BODY, "**At last.**"]).body == (*BODY, "At last.")


def test_an_address_inside_the_text_stays_there() -> None:
    assert lay_out(["<https://example.org/a>", *BODY]).url is None


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("She *never* said **that**.", "She never said that."),
        ("[US] President [Donald] Trump’s “plan”", "[US] President [Donald] Trump’s “plan”"),
        ("See [the plan](https://example.org/plan) now.", "See the plan now."),
        ("2 * 3 * 4 is snake_case_name", "2 * 3 * 4 is snake_case_name"),
        (r"\[US\] \*star\* \"said\"", '[US] *star* "said"'),
        ("## The plan", "The plan"),
        ("A ![map](map.png) of it.", "A  of it."),
    ],
)
def test_markdown_marks_are_not_words(markdown: str, words: str) -> None:
    assert lay_out(["# H", markdown, "End."]).body == (words, "End.")


def test_rules_are_not_words() -> None:
    assert lay_out(["# H", "One.", "---", "* * *", "===", "Two."]).body == ("One.", "Two.")
