"""A real Chromium from the system's packages before a real server: what a page does, not what it says it does.

Every page that a test opens is watched: a request to another host, a fault in the console or a breach of the page's own
policy fails the test.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.support.serving import serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# Root may not use its sandbox, and it asks its makers' servers for much that nobody here needs.
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def site(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the shipped corpus."""
    with serving(data, tmp_path_factory.mktemp("site")) as server:
        yield server.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; they are skipped, and say so, where there is none."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed, so no page was tried in a browser; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Yield a function that opens a fresh page with options of a Playwright context (`java_script_enabled=False`)."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(**options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: faults.extend(_elsewhere(request.url)))
        page.on("console", lambda message: faults.extend(_complaints(message)))
        page.on("pageerror", lambda error: faults.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, faults


@pytest.fixture
def page(opened: Callable[..., Page]) -> Page:
    """A fresh page."""
    return opened()


def _elsewhere(url: str) -> list[str]:
    return [] if urlsplit(url).hostname in (None, "127.0.0.1") else [f"asked another host: {url}"]


def _complaints(message: ConsoleMessage) -> list[str]:
    # A page for a fault is a 404 or 410, which Chromium also writes to the console.
    expected = "Failed to load resource" in message.text
    return [message.text] if message.type == "error" and not expected else []
