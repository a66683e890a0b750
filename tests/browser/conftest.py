"""A real browser against a live server. Every test here fails on a policy violation or a script error."""

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

from tests.browser.chromium import NoChromium, installed

# Playwright's own loop runs in this thread, and Django refuses database calls beside one; only here.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

HERE = Path(__file__).parent
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}


SIZES_AND_THEMES = [(1280, "light"), (390, "dark"), (1280, "dark"), (390, "light")]
WIDE = "document.documentElement.scrollWidth"
# The spacing of WCAG 1.4.12; it also stands for a machine whose fonts are wider than ours.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  const spacing = {"letter-spacing": ".12em", "word-spacing": ".16em", "line-height": "1.5"};
  const rules = Object.entries(spacing).map(([name, value]) => `${name}: ${value} !important`);
  sheet.replaceSync(`* { ${rules.join(";")} }`);
  document.adoptedStyleSheets = [sheet];
}"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs Chromium: `-m "not browser"` leaves it out on purpose."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How pytest-playwright starts the browser; no browser is a failure, never a skip."""
    try:
        found = installed()
    except NoChromium as error:
        pytest.fail(str(error), pytrace=False)
    if found is None:
        pytest.fail(
            "There is no Chromium: `python3 run.py test` fetches one, or set CHROME_BIN. "
            'To leave the browser tests out on purpose: -m "not browser".',
            pytrace=False,
        )
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {
        "executable_path": str(found.program),
        "args": ["--disable-dev-shm-usage", *found.arguments, *sandbox],
        "env": {**os.environ, **found.environment},
    }


@pytest.fixture(scope="session")
def base_url(live_server) -> str:
    """`page.goto("/staff/")` goes to the live server."""
    return str(live_server.url)


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page that remembers what the browser complained about, and fails the test for it."""
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            complaints.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


@pytest.fixture
def axe_findings() -> Callable[[Page], list[str]]:
    """What axe finds on the page as it stands: rule, place, and what is wrong."""

    axe = Axe()

    def find(page: Page) -> list[str]:
        if page.evaluate("typeof axe") == "undefined":  # half a megabyte, once for each page that opens
            page.evaluate(axe.axe_script)
        violations = page.evaluate("options => axe.run(document, options).then(r => r.violations)", OPTIONS)
        return [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in violations
            for node in violation["nodes"]
        ]

    return find


@pytest.fixture
def page_findings(page: Page, axe_findings: Callable[[Page], list[str]]) -> Callable[[str], list[str]]:
    """Open an address and say what is wrong with it.

    Axe looks at it wide in one theme and narrow in the other; the next page has them the other way round.
    Then it must fit 320 pixels, also with the letters spaced.
    """
    page.emulate_media(reduced_motion="reduce")  # no colour is measured half-way
    turns = itertools.cycle([SIZES_AND_THEMES[:2], SIZES_AND_THEMES[2:]])

    def find(address: str) -> list[str]:
        found = []
        answer = page.goto(address)
        if answer is None or answer.status != 200:
            found.append(f"answered {answer and answer.status}")
        if page.locator("h1").count() != 1:
            found.append("has not one heading")
        for width, theme in next(turns):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # a literal of the table above
            found += [f"{width} {theme}: {finding}" for finding in axe_findings(page)]
            found += [f"{wide} wide at {width}" for wide in [page.evaluate(WIDE)] if wide > width]
        page.set_viewport_size({"width": 320, "height": 900})
        found += [f"{wide} wide at 320" for wide in [page.evaluate(WIDE)] if wide > 320]
        page.evaluate(SPACED)
        found += [f"{wide} wide, spaced" for wide in [page.evaluate(WIDE)] if wide > 320]
        return [f"{address}: {finding}" for finding in found]

    return find
