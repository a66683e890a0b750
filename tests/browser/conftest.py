"""A real browser against a live server. Every test here fails on a policy violation or a script error."""

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

    def find(page: Page) -> list[str]:
        results = Axe().run(page, options=OPTIONS)
        return [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in results.response["violations"]
            for node in violation["nodes"]
        ]

    return find
