"""A newcomer sets up a second district from an empty database, in a browser and without a script."""

import io
import re

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image
from playwright.sync_api import expect

from district.models import DistrictProfile
from district.setup_key import setup_link

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "four words in a row"
PURPLE = "#5b2a86"
WIDE = "document.documentElement.scrollWidth"
# The name of the district that this product was written for, and of its union.
OTHERS = re.compile(r"lakeville|\bisd ?194\b|\beml\b", re.IGNORECASE)


def logo():
    written = io.BytesIO()
    Image.new("RGBA", (90, 30), PURPLE).save(written, "PNG")
    return {"name": "logo.png", "mimeType": "image/png", "buffer": written.getvalue()}


def fill(page, colour):
    page.get_by_label("Name of the district").fill("Prairie Grove Public Schools")
    page.get_by_label("Short name").fill("Prairie Grove")
    page.get_by_label("Office that answers questions").fill("Office of Learning")
    page.get_by_label("E-mail address of that office").fill("learning@prairiegrove.example")
    page.get_by_label("Main color").fill(colour)
    page.get_by_label("Logo").set_input_files(logo())
    page.get_by_role("group", name="Unit 1").get_by_label("Name").fill("Grove High School")
    page.get_by_label("Or paste a list").fill("Oak Elementary, school, Elementary")
    page.get_by_label("Your name").fill("Pat Example")
    page.get_by_label("Your e-mail address").fill("pat@prairiegrove.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)


def bar_colour(page, part):
    return page.locator(part).evaluate("each => getComputedStyle(each).backgroundColor")


def set_up(page, base_url):
    """From the address that the start printed to the page of next steps, with one mistake on the way."""
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This site has not begun")
    page.goto(setup_link(base_url))
    assert page.url == f"{base_url}/begin/"
    fill(page, "#ffc845")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("link", name=re.compile("White words cannot be read well"))).to_be_visible()
    expect(page.get_by_label("Your name")).to_have_value("Pat Example")
    fill(page, PURPLE)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/staff/")
    expect(page.get_by_text("Prairie Grove Public Schools has begun.")).to_be_visible()
    expect(page.get_by_role("link", name="Add the student groups")).to_be_visible()


def test_a_newcomer_sets_up_a_second_district(page, base_url, axe_findings):
    page.goto(setup_link(base_url))
    for width, theme in ((1280, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert axe_findings(page) == []
        assert page.evaluate(WIDE) == width
    page.context.clear_cookies()
    set_up(page, base_url)
    for address in ("/staff/", "/staff/district/", "/"):
        page.goto(address)
        assert page.evaluate(WIDE) == 390
        assert page.locator(".mark img").evaluate("each => each.naturalWidth") == 90
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            assert axe_findings(page) == []
        assert not OTHERS.search(page.content())
    page.emulate_media(color_scheme="light")
    assert bar_colour(page, ".masthead") == "rgb(91, 42, 134)"
    page.emulate_media(color_scheme="dark")
    assert bar_colour(page, ".masthead") == "rgb(75, 34, 110)"


def test_without_a_script_it_is_the_same(browser, base_url):
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    set_up(page, base_url)
    assert DistrictProfile.objects.get().accent == PURPLE
    assert settings.SESSION_COOKIE_NAME in {cookie["name"] for cookie in context.cookies()}
    page.goto("/staff/units/")
    page.locator("summary", has_text="District").click()  # a part of the menu opens without a script
    expect(page.get_by_role("link", name="Name and look")).to_be_visible()
    context.close()


def test_a_part_of_the_menu_opens_and_closes_by_keyboard(page, base_url, administrator):
    client = Client()
    client.force_login(administrator)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])
    page.goto("/staff/")
    heading = page.locator("summary", has_text="District")
    heading.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="School years")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="School years")).to_be_hidden()
    expect(heading).to_be_focused()
