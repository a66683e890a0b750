"""Signing in as a browser does it: a passkey from the device, a password that is shown while typed."""

import pytest
from playwright.sync_api import expect

PASSWORD = "a long phrase for the test"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def known(steward, begun):
    steward.set_password(PASSWORD)
    steward.save()
    return steward


def type_password(page, person):
    page.context.clear_cookies()
    page.goto("/sign-in/?next=/account/")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_passkey_is_added_under_the_strict_policy_and_signs_in_alone_or_after_the_password(page, known):
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    type_password(page, known)
    expect(page.locator("h1")).to_have_text("Your account")

    page.goto("/account/second-factor/passkeys/add/")
    page.get_by_label("Name").fill("My laptop")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator("h1")).to_have_text("Recovery codes")
    expect(page.locator(".codes li")).to_have_count(10)
    page.goto("/account/second-factor/passkeys/")
    expect(page.get_by_role("rowheader")).to_have_text("My laptop")

    page.context.clear_cookies()
    page.goto("/sign-in/?next=/account/sessions/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.locator("h1")).to_have_text("Your sessions")

    type_password(page, known)
    expect(page.locator("h1")).to_have_text("Your second factor")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.locator("h1")).to_have_text("Your account")


def test_a_password_is_shown_on_request_and_pasting_works(page, known):
    page.goto("/sign-in/")
    field = page.get_by_label("Password", exact=True)
    page.evaluate("document.querySelector('[name=password]').focus()")
    page.keyboard.insert_text(PASSWORD)  # as a paste or a password manager does
    expect(field).to_have_value(PASSWORD)
    expect(field).to_have_attribute("type", "password")
    page.get_by_role("button", name="Show the password").click()
    expect(field).to_have_attribute("type", "text")
