"""`/docs` in a browser."""

from playwright.sync_api import Page


def test_the_document_of_the_api_is_a_page_that_asks_nobody_else(page: Page, site: str) -> None:
    page.goto(f"{site}/docs")
    assert page.title() == "On Record: the API"
    assert page.locator("section").count() > 15
