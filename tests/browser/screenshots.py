"""`make screenshots`: pictures of the real pages over the shipped corpus, for the README.

python -m tests.browser.screenshots docs/images
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from api.cli.main import main as onrecord
from tests.browser.conftest import CHROMIUM, QUIET
from tests.conftest import CORPUS
from tests.support.serving import serving

# Name, address, width and height in CSS pixels, colours.
PICTURES = (
    ("search", "/quotes?q=korea&speaker=Lavrov", 1180, 900, "light"),
    ("quotation", "/quotes/q-m34my5pp554a", 1180, 900, "dark"),
    ("narrow", "/speakers/sergey-lavrov", 390, 844, "light"),
)


def main(folder: Path) -> None:
    """Take every picture into the folder."""
    if CHROMIUM is None:
        raise SystemExit("Chromium is not installed; on Debian: apt-get install chromium")
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as data:
        os.environ["ONRECORD_DATA"] = data
        onrecord(["ingest", "--quiet", os.path.relpath(CORPUS)])
        with serving(Path(data), Path(data)) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
            for name, address, width, height, colours in PICTURES:
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=colours)  # type: ignore[arg-type]
                page.goto(server.address + address, wait_until="networkidle")
                page.screenshot(path=folder / f"{name}.png")
                print(f"{folder / name}.png")
            browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
