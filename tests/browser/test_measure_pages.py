"""The measure editor in a browser: correct in place, by keyboard, without script."""

from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse

from kpi.actions import edit_version, propose_version, record_observation
from kpi.domain import Entry, ObservationState
from kpi.models import Observation
from tests.kpi.conftest import active, draft, goals, graduation, proposed, target  # noqa: F401 -- fixtures


def url(name, *args):
    return reverse(f"kpi_staff:{name}", args=["graduation", *args])


@pytest.fixture
def enter(page, client, base_url):
    """Sign a persona in in this browser."""

    def as_person(person):
        client.force_login(person)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])
        return page

    return as_person


@pytest.fixture
def measure(transactional_db, active, district_units, groups, plan_editor, administrator):  # noqa: F811 -- a fixture
    """A measure in force with a proposal beside it and results of three years, one of them unusual."""
    values = ["93", "93.2", "93.1", "93", "93.2", "93.1", "60"]
    for year, value in enumerate(values, start=2010):
        for unit in (district_units.district, district_units.school_a):
            record_observation(
                series=active.series,
                unit=unit,
                group=groups["all"],
                entry=Entry(f"COHORT{year}-4YR", ObservationState.FINAL, Decimal(value)),
                by=administrator,
            )
    new = propose_version(indicator=active.indicator, by=plan_editor)
    words = {"definition": "Students who earn a diploma within four years. Transfers out are not counted."}
    edit_version(version=new, fields=words, by=plan_editor)
    return active


def test_a_form_with_errors_takes_the_focus_to_its_summary(enter, measure, administrator, axe_findings):
    page = enter(administrator)
    page.goto(url("version_edit"))
    page.get_by_label("Name", exact=True).fill("")
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector("[data-errors]:focus")
    assert page.title().startswith("Error:")
    assert axe_findings(page) == []


def test_a_result_is_corrected_in_its_row_by_keyboard(enter, measure, administrator, axe_findings):
    page = enter(administrator)
    page.goto(url("indicator_values") + "?unit=school-a")
    row = page.locator("tbody tr").first
    row.get_by_role("link", name="Correct").press("Enter")
    form = page.locator("tr.editing")
    form.wait_for()
    assert axe_findings(page) == []
    form.get_by_role("spinbutton", name="Value").fill("834")
    form.get_by_label("Why it changes").fill("A slip of the decimal point")
    form.get_by_label("Why it changes").press("Enter")
    page.get_by_role("alert").get_by_text("There is a problem").wait_for()
    assert axe_findings(page) == []
    form.get_by_role("spinbutton", name="Value").fill("83.4")
    form.get_by_label("The value is meant").check()
    form.get_by_role("button", name="Save").click()
    page.locator("tr.editing").wait_for(state="detached")
    assert row.locator("td").nth(1).inner_text() == "83.4%"
    assert page.locator(":focus").get_attribute("id") == row.get_attribute("id") + "-edit"
    assert Observation.objects.filter(revision=2).get().value == Decimal("83.4")


def test_a_row_is_left_as_it_was_by_cancel(enter, measure, administrator):
    page = enter(administrator)
    page.goto(url("indicator_values"))
    row = page.locator("tbody tr").first
    before = row.inner_text()
    row.get_by_role("link", name="Correct").click()
    page.locator("tr.editing").get_by_role("link", name="Cancel").click()
    page.locator("tr.editing").wait_for(state="detached")
    assert row.inner_text() == before


def test_the_measure_editor_works_without_script(browser, client, base_url, measure, administrator):
    client.force_login(administrator)
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])
    page = context.new_page()
    page.goto(url("indicator_values"))
    page.get_by_role("link", name="Correct").first.click()
    page.get_by_label("Value").fill("61")
    page.get_by_label("Why it changes").fill("Typed wrongly")
    page.get_by_role("button", name="Save").click()
    page.get_by_label("The value is meant").check()  # far from the usual, so it is asked
    page.get_by_role("button", name="Save").click()
    assert page.url.endswith(url("indicator_values"))
    assert page.get_by_text("Value recorded.").is_visible()
    context.close()
