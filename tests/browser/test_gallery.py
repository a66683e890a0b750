"""The gallery of components: obedient to the policy while it explores, usable by keyboard, without script."""

import pytest

FIGURE = "#figure-attendance"


@pytest.fixture
def gallery(page, live_server, administrator, client):
    """The gallery, open, for someone who is signed in."""
    client.force_login(administrator)
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])

    def open_page(*, width=1280, theme="light"):
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 900})
        answer = page.goto(f"{live_server.url}/staff/gallery/")
        assert answer.status == 200
        return page

    return open_page


def test_explore_draws_without_a_violation_and_keeps_its_box(gallery, axe_findings):
    page = gallery()
    before = page.locator(FIGURE).bounding_box()["height"]
    page.locator(f"{FIGURE} [data-explore]").click()
    page.locator(f"{FIGURE} .main-svg").first.wait_for()
    assert page.locator(FIGURE).bounding_box()["height"] == pytest.approx(before, abs=2)
    page.locator(f"{FIGURE} [role=application]").focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#live").text_content() == "2024–25. Sampletown 81.9%. Minnesota 76.7%."
    for act in ("in", "out", "reset"):
        page.locator(f"{FIGURE} [data-act={act}]").click()
    page.locator("[data-theme-switch]").click()
    assert axe_findings(page) == []
    page.locator(f"{FIGURE} [data-act=back]").click()
    assert page.locator(f"{FIGURE}-chart > svg.wide").is_visible()


def test_chart_and_table_change_places(gallery):
    page = gallery()
    page.locator(f"{FIGURE} [aria-controls=figure-attendance-table]").click()
    assert page.locator(f"{FIGURE}-table").is_visible()
    assert not page.locator(f"{FIGURE}-chart").is_visible()


def test_menu_of_a_narrow_page_opens_and_escape_closes_it(gallery):
    page = gallery(width=390)
    assert not page.locator("#main-nav").is_visible()
    page.locator("[data-menu]").click()
    assert page.locator("#main-nav").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#main-nav").is_visible()
    assert page.evaluate("document.activeElement.hasAttribute('data-menu')")


def test_theme_is_remembered_without_a_cookie(gallery):
    page = gallery()
    page.locator("[data-theme-switch]").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert [cookie["name"] for cookie in page.context.cookies() if "theme" in cookie["name"]] == []


@pytest.mark.parametrize(
    ("offline", "words"), [(False, "This is no longer here."), (True, "Not loaded. Try again.")]
)
def test_failed_request_is_said_in_the_message_region(gallery, offline, words):
    page = gallery()
    page.evaluate(
        """() => {
            const link = document.createElement("a");
            link.id = "lost"; link.href = "/nowhere/"; link.textContent = "lost";
            link.setAttribute("hx-get", "/nowhere/");
            document.querySelector("main").append(link);
            htmx.process(link);
        }"""
    )
    page.context.set_offline(offline)
    page.locator("#lost").click()
    page.locator("#messages .message").wait_for()
    assert words in page.locator("#messages").text_content()


def test_without_script_table_and_menu_are_there(browser, gallery, live_server):
    cookies = gallery().context.cookies()
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(f"{live_server.url}/staff/gallery/")
    assert page.locator("#main-nav").is_visible()
    assert page.locator(f"{FIGURE}-table").is_visible()
    assert not page.locator("[data-theme-switch]").is_visible()
    assert not page.locator("[data-menu]").is_visible()
    context.close()
