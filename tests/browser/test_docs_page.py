"""`/docs` in a browser: it shows every operation, and its forms ask the server itself."""

import json
import re
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Page, expect


def document(site: str) -> Any:
    with urlopen(f"{site}/openapi.json", timeout=30) as response:
        return json.loads(response.read())


def test_the_document_of_the_api_is_a_page_that_asks_nobody_else(page: Page, site: str) -> None:
    page.goto(f"{site}/docs")
    assert page.title() == "On Record: the API"
    sections = {words.replace(" ", "") for words in page.locator("section h2").all_inner_texts()}
    asked = document(site)["paths"]
    assert sections == {f"{method.upper()}{path}" for path, methods in asked.items() for method in methods}
    for path, methods in asked.items():
        for said in methods.values():
            section = page.locator(f"section#{said['operationId']}")
            expect(section).to_be_visible()
            named = section.locator("label code").all_inner_texts()
            assert {parameter["name"] for parameter in said["parameters"]} <= set(named), path


def test_a_form_asks_its_address_and_shows_the_answer(page: Page, site: str) -> None:
    page.goto(f"{site}/docs")
    form = page.locator('form[data-path="/quotes"][data-method="GET"]')
    form.locator('input[name="speaker"]').fill("Лавров")
    form.locator('input[name="limit"]').fill("1")
    expect(form.locator(".curl")).to_have_text(
        f"curl '{site}/quotes?speaker=%D0%9B%D0%B0%D0%B2%D1%80%D0%BE%D0%B2&limit=1'"
    )
    form.get_by_role("button").click()
    expect(form.locator("output pre")).to_contain_text('"resolved": "sergey-lavrov"')
    form.locator('input[name="limit"]').fill("<b>-1</b>")
    form.get_by_role("button").click()
    expect(form.locator("output pre")).to_contain_text(re.compile(r"^400 .*is not a whole number", re.DOTALL))
    assert form.locator("output b").count() == 0


def test_a_text_is_posted_from_the_page(page: Page, site: str) -> None:
    page.goto(f"{site}/docs")
    form = page.locator('form[data-path="/annotate"]')
    form.locator('select[name="type"]').select_option("text/plain")
    form.locator("textarea").fill("“The dam holds,” said Ana Ruiz.")
    form.get_by_role("button").click()
    expect(form.locator("output pre")).to_contain_text('"The dam holds"')
