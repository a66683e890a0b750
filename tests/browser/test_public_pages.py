"""The public pages in a real browser: choices by htmx, Explore under the policy, no script."""

import pytest
from playwright.sync_api import Page, expect

from tests.kpi.public.eighteen import make_eighteen
from tests.kpi.public.samples import make_sample, publish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def published(district_units, steward):
    sample = make_sample(district_units, steward)
    make_eighteen(sample)
    return publish(sample, notes=3)


def test_a_filter_swaps_the_cards_and_changes_the_address(page: Page, published, axe_findings):
    page.goto("/")
    page.get_by_role("navigation", name="Filter by status").get_by_role("link", name="Off track").click()
    page.wait_for_url("**/?status=off_track")
    expect(page.locator(".card")).to_have_count(3)
    expect(page.locator("#live")).to_have_text("3 measures shown.")
    expect(page.locator("h1")).to_have_count(1)
    assert page.evaluate("document.activeElement.closest('.chips') !== null")
    assert axe_findings(page) == []
    page.go_back()
    expect(page.locator(".card")).to_have_count(19)


def test_choosing_a_school_shows_its_results_without_status(page: Page, published, axe_findings):
    page.goto("/")
    page.get_by_label("District or school").select_option("School A")
    page.wait_for_url("**/?unit=school-a")
    expect(page.locator(".card").first).to_be_visible()
    expect(page.locator(".card .badge")).to_have_count(0)
    expect(page.locator(".notice")).to_contain_text("a single school has no status")
    assert axe_findings(page) == []


def test_choosing_a_group_redraws_only_the_figure(page: Page, published, axe_findings):
    page.goto("/measures/attendance/")
    page.get_by_label("Student group").select_option("Free or reduced-price meals")
    page.wait_for_url("**/measures/attendance/?unit=district&group=meals*")
    expect(page.locator("#trend-figure-title")).to_contain_text("Free or reduced-price meals")
    expect(page.locator("#live")).to_contain_text("Free or reduced-price meals")
    expect(page.locator("#trend")).to_have_count(1)
    page.get_by_role("button", name="Table").click()
    expect(page.locator("#trend-figure-table")).to_be_visible()
    assert axe_findings(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_explore_draws_under_the_policy(page: Page, published, axe_findings, theme):
    page.emulate_media(color_scheme=theme)
    page.goto("/measures/attendance/")
    page.get_by_role("button", name="Explore this chart").click()
    expect(page.locator(".explore .main-svg").first).to_be_visible(timeout=20_000)
    chart = page.locator(".explore [role=application]")
    chart.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#live")).to_contain_text("81.9%")
    assert axe_findings(page) == []


def test_a_goal_fetches_its_measures(page: Page, published, axe_findings):
    page.goto("/plan/goals/2/")
    expect(page.locator("#goal-measures .card")).to_have_count(4)
    assert axe_findings(page) == []


def test_everything_works_without_script(browser, base_url, published):
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("navigation", name="Filter by status").get_by_role("link", name="Off track").click()
    assert page.url.endswith("?status=off_track")
    assert page.locator(".card").count() == 3
    page.get_by_label("District or school").select_option("School A")
    page.get_by_role("button", name="Show").click()
    assert "unit=school-a" in page.url
    page.goto("/measures/")
    page.get_by_role("link", name="Latest result").click()
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Latest result")
    page.goto("/measures/attendance/")
    page.get_by_label("Student group").select_option("White")
    page.get_by_role("button", name="Show").click()
    assert "White" in page.locator("#trend-figure-title").inner_text()
    expect(page.locator("#trend-figure-table table")).to_be_visible()
    assert page.get_by_role("button", name="Explore this chart").count() == 0
    page.goto("/plan/goals/2/")
    page.get_by_role("link", name="See the measures").click()
    assert page.locator("tbody tr").count() == 4
    context.close()


def test_the_print_packet_has_its_foot_and_no_bars(page: Page, published):
    page.goto("/")
    page.emulate_media(media="print")
    assert page.locator(".print-foot").is_visible()
    assert "Release 1" in page.locator(".print-foot").inner_text()
    for hidden in [".masthead", ".filter-bar", ".footer"]:
        assert not page.locator(hidden).is_visible()
    assert page.locator(".card").first.is_visible()
