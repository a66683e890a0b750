"""Make the pictures of the README from a running demonstration.

`python3 run.py with python -m docs.screenshots`

Start the product first (`python3 run.py`), or name another address as the only argument.
"""

import os
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import installed

PICTURES = {  # file: path, width, height, colours
    "dashboard-1280-light.png": ("/", 1280, 1600, "light"),
    "dashboard-390-light.png": ("/", 390, 844, "light"),
    "measure-1280-dark.png": ("/measures/consistent-attendance/", 1280, 1600, "dark"),
}
FOLDER = Path(__file__).parent / "screenshots"


def main(address: str = "http://127.0.0.1:8000") -> None:
    """Take every picture of the list."""
    browser_found = installed()
    if browser_found is None:
        sys.exit("There is no Chromium: `python3 run.py test` fetches one, or set CHROME_BIN.")
    FOLDER.mkdir(exist_ok=True)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(browser_found.program),
            args=[*browser_found.arguments, *sandbox],
            env={**os.environ, **browser_found.environment},
        )
        for name, (path, width, height, colours) in PICTURES.items():
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme="dark" if colours == "dark" else "light",
            )
            page.goto(f"{address}{path}")
            page.screenshot(path=FOLDER / name)
            page.close()
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
