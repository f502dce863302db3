"""axe-core finds nothing to complain of (WCAG 2.2 AA and its best practices), on any page, in light and in dark."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PAGES = [
    "/", "/quotes", "/quotes?q=korea&speaker=Lavrov&kind=direct&date=2018", "/quotes?speaker=Lavrof", "/quotes?q=zzz",
    "/quotes/q-m34my5pp554a", "/quotes/q-5gzkqnxbdj7s", "/speakers", "/speakers/sergey-lavrov", "/outlets",
    "/outlets/tass", "/articles", "/articles/a-jtw4dfp8gmfp", "/nowhere", "/quotes?q=%28", "/docs",
]  # fmt: skip
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # of what passes, one place of each rule is enough to see that it ran
}


@pytest.mark.parametrize("address", PAGES)
def test_nobody_is_shut_out(opened: Callable[..., Page], site: str, address: str) -> None:
    page = opened()
    page.goto(site + address)
    page.locator("details").evaluate_all("elements => { for (const element of elements) element.open = true; }")
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
        results = Axe().run(page, options=RULES)
        assert not results.response["violations"], f"{colours}: {results.generate_report()}"
        assert results.response["passes"]
