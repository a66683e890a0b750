"""The product's main job, by hand: real files in, an agreed measure, a published dashboard out.

A real Celery worker takes the jobs; a browser does everything else. SHOTS keeps pictures of the steps.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Page, expect

from kpi.models import Observation
from tests.imports.conftest import lakeville, recipe, state_groups  # noqa: F401 -- fixtures
from tests.kpi.conftest import goals  # noqa: F401 -- a fixture

pytestmark = [pytest.mark.shared, pytest.mark.django_db(transaction=True)]
YEARS = {2013: 10_841, 2014: 10_721, 2015: 10_801, 2016: 10_853}  # rows with the publisher's closing line
SHOTS = os.environ.get("SHOTS", "")
PATIENCE = 60_000  # milliseconds; the worker shares two cores with the browser


@pytest.fixture
def worker(transactional_db):
    """A Celery worker of its own process, on this test's database and the suite's broker."""
    database = urlunsplit(
        urlsplit(os.environ["DATABASE_URL"])._replace(path="/" + connection.settings_dict["NAME"])
    )
    command = [
        "-m",
        "celery",
        "--app",
        "lakeville_planning",
        "worker",
        "--pool",
        "solo",
        "--loglevel",
        "ERROR",
    ]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    process = subprocess.Popen(
        [sys.executable, *command, *quiet],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database, "MEDIA_ROOT": str(settings.MEDIA_ROOT)},
    )
    yield process
    process.kill()  # it may lose a job of another test, and no test waits for those
    process.wait()


@pytest.fixture
def sign_in(page):
    """Sign someone in as people do, and sign out whoever was there."""

    page.set_default_timeout(10_000)

    def as_person(person):
        person.set_password("a long phrase for the test")
        person.save()
        page.context.clear_cookies()
        page.goto("/sign-in/?next=/staff/")
        page.get_by_label("E-mail address").fill(person.email)
        page.get_by_label("Password").fill("a long phrase for the test")
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/staff/")

    return as_person


def shoot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def begin_measure(page: Page) -> None:
    """A measure with everything that agreement asks of its definition, but no target yet."""
    page.goto("/staff/measures/")
    page.get_by_role("link", name="New measure").click()
    page.get_by_label("Code").fill("graduation-4-year")
    page.get_by_label("Web address").fill("graduation")
    page.get_by_label(re.compile("^Name")).fill("Four-year graduation rate")
    page.get_by_label("Question it answers").fill("Do students graduate on time?")
    page.get_by_label("Core goal it serves").select_option(label="Core goal 1, Learning")
    page.get_by_role("button", name="Begin the measure").click()
    page.get_by_label(re.compile("^Definition")).fill(
        "Share of a class that earns a diploma within four years."
    )
    page.get_by_label("Numerator").fill("Graduates of the class")
    page.get_by_label("Denominator").fill("Students of the class")
    page.get_by_label("Kind of period").select_option(value="cohort_year")
    page.get_by_label("Source and who provides it").fill("Minnesota Department of Education")
    page.get_by_label("Owner").fill("Director of teaching and learning")
    page.get_by_label("Student groups that may be shown").fill("state")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Give the tolerance")).to_be_visible()


def import_year(page: Page, file: Path, year: int) -> None:
    """Upload with the recipe, answer what only a person can say, look at the preview, load."""
    page.goto("/staff/imports/")
    page.get_by_role("link", name="Import a file").first.click()
    page.get_by_label("File").set_input_files(file)
    page.get_by_label("How it is read").select_option(label="Minnesota graduation rates by district")
    page.get_by_role("button", name="Upload and go on").click()
    if year == 2013:  # a spreadsheet made "13-Dec" of 2012-13
        page.get_by_role("button", name="Confirm and check").wait_for(timeout=PATIENCE)
        shoot(page, "question")
        page.get_by_role("button", name="Confirm and check").click()
    page.get_by_role("link", name="Go on to load").wait_for(timeout=PATIENCE)
    expect(page.get_by_text(f"{YEARS[year]:,} rows:")).to_be_visible()
    expect(page.get_by_text("The publisher's closing line").first).to_be_visible()
    shoot(page, f"preview-{year}")
    page.get_by_role("link", name="Go on to load").click()
    page.get_by_role("button", name="Load the values").click()
    page.get_by_text("Loaded by").wait_for(timeout=PATIENCE)


def set_target(page: Page) -> None:
    page.goto("/staff/measures/graduation/targets/edit/")
    page.get_by_role("textbox", name="Baseline period").fill("COHORT2013-4YR")
    page.get_by_role("spinbutton", name="Baseline value").fill("90.55")
    page.get_by_role("textbox", name="Final period").fill("COHORT2018-4YR")
    page.get_by_role("spinbutton", name="Final target").fill("95")
    page.get_by_role("spinbutton", name="Tolerance").fill("1")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The definition is complete")).to_be_visible()


def agree(page: Page, button: str, said: str, **typed: str) -> None:
    page.goto("/staff/measures/graduation/")
    page.get_by_role("link", name=button).click()
    for label, text in typed.items():
        page.get_by_label(label.replace("_", " ")).fill(text)
    shoot(page, button)
    page.get_by_role("button", name="agree").or_(page.get_by_role("button", name="Record")).click()
    expect(page.get_by_text(said)).to_be_visible()


@pytest.mark.usefixtures("worker", "lakeville", "state_groups", "goals")
def test_real_files_become_a_published_dashboard(
    page, sign_in, shared_data, axe_findings, steward, superintendent, board_clerk, privacy_reviewer
):
    sign_in(steward)
    begin_measure(page)
    recipe("mn-graduation", steward)
    for year in YEARS:
        import_year(page, shared_data / f"mn-graduation/{year}_grad.csv", year)
    ours = Observation.objects.current().filter(unit__slug="district", group__code="all").order_by("period")
    assert [str(row.value.normalize()) for row in ours] == ["90.55", "93.51", "94.96", "92.62"]
    set_target(page)

    page.goto("/staff/measures/graduation/values/?unit=district&group=all")
    page.get_by_role("link", name="2016_grad.csv, row").click()  # every number leads to its row of the file
    expect(page.get_by_text("92.62").first).to_be_visible()
    shoot(page, "file-row")

    sign_in(superintendent)
    agree(page, "Record my agreement", "Still needed: Board of Education")
    sign_in(board_clerk)
    agree(
        page, "Record the Board’s agreement", "This version is now in force", Board_meeting="Regular meeting"
    )

    sign_in(superintendent)
    page.goto("/staff/releases/")
    page.get_by_role("link", name="Prepare a release").click()
    page.get_by_label("Why is this release made?").fill("The first results of four classes.")
    page.get_by_role("button", name="Prepare the preview").click()
    page.get_by_role("heading", name="Privacy review").wait_for(timeout=PATIENCE)
    shoot(page, "release-preview")
    address = page.url

    sign_in(privacy_reviewer)
    page.goto(address)
    page.get_by_label("I looked at this preview").check()
    page.get_by_role("button", name="Confirm and publish").click()
    page.get_by_role("link", name="See what was published").wait_for(timeout=PATIENCE)

    page.context.clear_cookies()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    shoot(page, "phone-dashboard")
    expect(page.locator(".card")).to_have_count(1)
    page.locator(".card").get_by_role("link", name="Do students graduate on time?").click()
    expect(page.locator("h1")).to_have_text("Do students graduate on time?")
    expect(page.locator("main")).to_contain_text("92.6%")
    shoot(page, "phone-measure")
    page.get_by_role("button", name="Table").first.click()
    figures = page.locator("#trend-figure-table")
    for said in ["90.6%", "93.5%", "95.0%", "92.6%"]:
        expect(figures).to_contain_text(said)
    assert page.get_by_text("Aitkin").count() == 0  # four hundred districts came along; none is ranked
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert axe_findings(page) == []
