"""From an empty search to a copied citation, as a journalist goes: by mouse, by keyboard, without script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def either(request: pytest.FixtureRequest, opened: Open) -> Page:
    return opened(java_script_enabled=request.param)


def test_who_said_worth_support_when_and_why(either: Page, site: str) -> None:
    either.goto(site)
    either.get_by_label("Words").fill('"worth support"')
    either.get_by_role("button", name="Search").click()
    expect(either.get_by_role("heading", level=1)).to_contain_text("1 quotation matching")
    card = either.get_by_role("article")
    expect(card.locator("blockquote mark.match")).to_have_text("worth support")
    expect(card).to_contain_text("Sergey Lavrov")
    expect(card.locator("time")).to_have_text(re.compile("2018"))
    card.get_by_role("link", name="evidence and citation").click()
    expect(either.locator(".paragraph mark.content", has_text="worth support")).to_be_visible()
    expect(either.get_by_role("heading", name="Why we think so")).to_be_visible()
    expect(either.get_by_label("Plain citation")).to_contain_text(
        "leaders is “worth support.” (Sergey Lavrov, said 13 June 2018: news conference; partly quoted in TASS"
    )


def test_a_citation_is_copied(opened: Open, site: str) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/quotes/q-m34my5pp554a")
    page.get_by_role("button", name="Copy APA citation").click()
    expect(page.get_by_role("button", name="Copied APA citation")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("APA citation").first.text_content()
    assert "as quoted in Radio Habana Cuba" in copied


def test_a_reader_without_script_sees_no_button_that_does_nothing(opened: Open, site: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto(f"{site}/quotes/q-m34my5pp554a")
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)


def test_names_are_suggested_and_taken_by_keyboard(page: Page, site: str) -> None:
    page.goto(site)
    field = page.get_by_role("combobox", name="Speaker")
    field.press_sequentially("lav")
    option = page.get_by_role("option", name="Sergey Lavrov")
    expect(option).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    field.press("Enter")
    page.wait_for_url(f"{site}/quotes?speaker=Sergey+Lavrov")
    expect(page.get_by_role("heading", level=1)).to_contain_text("14 quotations by Sergey Lavrov")


def test_suggestions_go_away_and_leave_what_was_typed(page: Page, site: str) -> None:
    page.goto(site)
    field = page.get_by_role("combobox", name="Speaker")
    field.press_sequentially("lav")
    expect(page.get_by_role("option")).not_to_have_count(0)
    field.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(field).to_have_value("lav")
    field.press("Enter")
    page.wait_for_url(f"{site}/quotes?speaker=lav")


def test_bars_and_facets_narrow_and_the_back_button_widens(either: Page, site: str) -> None:
    either.goto(f"{site}/quotes?speaker=Lavrov")
    either.get_by_role("link", name="31 May 2018: 6 quotations").click()
    expect(either.get_by_role("heading", level=1)).to_contain_text("6 quotations by Sergey Lavrov")
    either.get_by_role("complementary").get_by_role("link", name="word for word", exact=True).click()
    expect(either).to_have_url(f"{site}/quotes?speaker=Lavrov&date=2018-05-31&kind=direct")
    narrowed = either.get_by_role("article").count()
    either.go_back()
    expect(either.get_by_role("article")).to_have_count(6)
    assert 0 < narrowed < 6
    either.get_by_role("link", name="Without Date: 31 May 2018").click()
    expect(either).to_have_url(f"{site}/quotes?speaker=Lavrov")


def test_everything_is_reached_with_the_tab_key(page: Page, site: str) -> None:
    page.goto(f"{site}/quotes?q=korea&limit=2")
    wanted = page.evaluate(_FOCUSABLE)
    reached = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
        assert page.evaluate(_SEEN), page.evaluate("document.activeElement.outerHTML")
    assert len(reached) >= wanted


_FOCUSABLE = """
[...document.querySelectorAll('a[href], button, input:not([type=hidden]), summary, pre[tabindex]')]
  .filter((element) => element.checkVisibility()).length
"""
_SEEN = """
(() => {
  const element = document.activeElement;
  if (element === document.body) return true;
  const style = getComputedStyle(element);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
})()
"""


def test_the_first_link_leads_past_the_header(page: Page, site: str) -> None:
    page.goto(f"{site}/quotes")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize(
    "address",
    [
        "/", "/quotes?q=korea", "/quotes/q-m34my5pp554a", "/speakers", "/speakers/sergey-lavrov", "/outlets/tass",
        "/articles", "/articles/a-jtw4dfp8gmfp", "/nowhere", "/quotes?q=zzz",
    ],
)  # fmt: skip
def test_a_narrow_screen_needs_no_sideways_scrolling(opened: Open, site: str, address: str) -> None:
    page = opened(viewport={"width": 320, "height": 640})
    page.goto(site + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("document.fonts.check('16px Newsreader')")


def test_hostile_words_stay_words(page: Page, site: str) -> None:
    words = '"><img src=x onerror="document.title=1"><script>document.title=2</script>'
    page.goto(site)
    page.get_by_label("Words").fill(words)
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_label("Words")).to_have_value(words)
    assert page.locator("main img, main script").count() == 0
    assert "On Record" in page.title()
