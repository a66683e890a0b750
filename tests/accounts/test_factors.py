"""The second factor: set up, shown, used once, lost, and demanded of who may edit."""

import re
import time
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from accounts.actions import reset_second_factor
from accounts.permissions import needs_second_factor
from accounts.queries import work_for
from district.actions import Refused
from district.domain import EDITING_ROLES, Role
from district.queries import Asked, history
from tests.accounts.conftest import PASSWORD, code_of, has_factor, sign_in

SECOND = "/sign-in/second-factor/"


def show(client, code):
    return client.post(SECOND, {"code": code})


def test_a_password_alone_opens_nothing_once_there_is_a_second_factor(client, known, secret):
    answer = sign_in(client, known)
    assert (answer.status_code, answer.url) == (302, SECOND)
    assert client.get("/staff/").status_code == 302
    assert client.get("/account/").status_code == 302
    assert show(client, code_of(secret)).url == "/staff/"
    assert client.get("/staff/").status_code == 200


def test_where_a_person_was_going_survives_the_second_factor(client, known, secret):
    sign_in(client, known, next="/staff/history/")
    assert show(client, code_of(secret)).url == "/staff/history/"


def test_a_code_is_used_once(client, known, secret):
    code = code_of(secret)
    second = Client()
    for visitor in (client, second):
        sign_in(visitor, known)
    assert show(client, code).status_code == 302
    again = show(second, code)
    assert again.status_code == 422
    assert "This code does not fit." in again.content.decode()


@pytest.mark.parametrize(("seconds", "status"), [(-30, 302), (0, 302), (30, 302), (-120, 422), (120, 422)])
def test_a_code_is_right_for_a_minute_and_a_half(client, known, secret, time_machine, seconds, status):
    time_machine.move_to(1_800_000_000, tick=False)
    sign_in(client, known)
    assert show(client, code_of(secret, time.time() + seconds)).status_code == status


def test_a_code_is_used_once_even_a_minute_later(known, secret, time_machine):
    time_machine.move_to(1_800_000_000, tick=False)
    code, answers = code_of(secret, time.time() + 30), []
    for _ in range(2):
        visitor = Client()
        sign_in(visitor, known)
        answers.append(show(visitor, code).status_code)
        time_machine.shift(50)
    assert answers == [302, 422]


def test_a_recovery_code_is_used_once(known, recovery_codes):
    answers = []
    for _ in range(2):
        visitor = Client()
        sign_in(visitor, known)
        answers.append(show(visitor, recovery_codes[0]).status_code)
    assert answers == [302, 422]


def test_guessing_codes_makes_a_pause(client, known, secret, settings):
    sign_in(client, known)
    answers = [show(client, "000000").status_code for _ in range(settings.SIGN_IN_ATTEMPTS + 1)]
    assert answers == [422] * settings.SIGN_IN_ATTEMPTS + [429]


def test_a_person_sets_up_an_app_and_gets_recovery_codes(client, known, django_capture_on_commit_callbacks):
    sign_in(client, known)
    page = client.get("/account/second-factor/app/").content.decode()
    assert "style=" not in page
    assert re.search(r'<svg viewBox="0 0 (\d+) \1"', page)
    wrong = client.post("/account/second-factor/app/", {"code": "000000"})
    assert wrong.status_code == 422
    page = client.get("/account/second-factor/app/").content.decode()
    key = re.findall(r"<code>([A-Z2-7 ]+)</code>", page)[0].replace(" ", "")
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post("/account/second-factor/app/", {"code": code_of(key)}, follow=True)
    assert "10 of 10 are left." in done.content.decode()
    download = client.get("/account/second-factor/codes/download/")
    assert len(re.findall(r"^\d{8}$", download.content.decode(), re.MULTILINE)) == 10
    assert "attachment" in download["Content-Disposition"]
    assert [event.what for event in known.account_events.all()] == ["app_added"]


def test_a_copy_of_the_database_gives_no_secret_away(known, secret):
    stored = Authenticator.objects.get(user=known, type="totp").data["secret"]
    assert secret not in stored


def test_an_older_key_still_opens_second_factors(client, known, secret, settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a newer key" * 5
    sign_in(client, known)
    assert show(client, code_of(secret)).status_code == 302


def test_changing_factors_asks_again_after_ten_minutes(client, known, time_machine):
    sign_in(client, known)
    assert client.get("/account/second-factor/app/").status_code == 200
    time_machine.move_to(time.time() + 11 * 60)
    asked = client.get("/account/second-factor/app/")
    assert asked.url.startswith("/account/confirm/")
    confirmed = client.post("/account/confirm/?next=/account/second-factor/app/", {"password": PASSWORD})
    assert confirmed.url == "/account/second-factor/app/"
    assert client.get("/account/second-factor/app/").status_code == 200


def test_who_has_a_second_factor_confirms_with_it_not_with_the_password(client, known, secret, time_machine):
    sign_in(client, known)
    show(client, code_of(secret))
    time_machine.move_to(time.time() + 11 * 60)
    assert client.get("/account/second-factor/app/remove/").url.startswith("/account/confirm/code/")
    assert client.post("/account/confirm/", {"password": PASSWORD}).url == "/account/confirm/code/"
    client.post("/account/confirm/code/", {"code": code_of(secret)})
    assert client.post("/account/second-factor/app/remove/").status_code == 302
    assert not has_factor(known)


# Demanded of who may edit


@pytest.fixture
def demanded(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def test_every_role_but_the_reading_one_edits():
    assert set(Role) - EDITING_ROLES == {Role.BOARD_MEMBER}


@pytest.mark.usefixtures("demanded")
def test_an_editing_role_opens_no_staff_page_without_a_second_factor(client, known):
    sign_in(client, known)
    for address in ("/staff/", "/staff/units/", "/staff/measures/", "/staff/imports/"):
        answer = client.get(address)
        assert (answer.status_code, answer.url) == (302, "/account/second-factor/")
    assert client.get("/account/second-factor/").status_code == 200
    assert client.post("/staff/units/add/").status_code == 302


@pytest.mark.usefixtures("demanded")
def test_htmx_is_sent_to_the_second_factor_as_a_whole_page(client, known):
    sign_in(client, known)
    answer = client.get("/staff/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (401, "/account/second-factor/")


@pytest.mark.usefixtures("demanded")
def test_reading_roles_and_public_pages_need_no_second_factor(
    client, board_member, django_assert_num_queries
):
    client.force_login(board_member)
    assert client.get("/staff/").status_code == 200
    with django_assert_num_queries(0):
        assert client.get("/healthz").status_code == 200


@pytest.mark.usefixtures("demanded")
def test_the_work_list_says_that_a_second_factor_is_missing(known, board_member, secret, administrator):
    assert [item.text for item in work_for(administrator).to_do] == ["Set up a second factor"]
    assert (work_for(known).to_do, work_for(board_member).to_do) == ((), ())


@pytest.mark.usefixtures("demanded")
def test_what_opens_a_door_or_publishes_asks_for_the_second_factor_again(
    client, administrator, known, secret, time_machine
):
    Authenticator.objects.filter(user=known).update(user=administrator)
    administrator.set_password(PASSWORD)
    administrator.save()
    sign_in(client, administrator)
    show(client, code_of(secret))
    time_machine.move_to(time.time() + 11 * 60)
    person, held = f"/staff/people/{known.pk}", known.roles.get().pk
    assert client.get(f"{person}/roles/").status_code == 200
    doors = [
        f"{person}/roles/",
        f"{person}/edit/",
        f"{person}/leave/",
        f"{person}/return/",
        f"{person}/account/invite/",
        f"{person}/account/second-factor/",
        f"/staff/people/roles/{held}/end/",
        f"/staff/people/roles/{held}/edit/",
        reverse("imports:roster_preview", args=["people", UUID(int=1)]),
        reverse("publication_staff:draft_confirm", args=[1]),
    ]
    asked = {door: client.post(door).headers.get("Location", "") for door in doors}
    assert {door for door, way in asked.items() if not way.startswith("/account/confirm/code/")} == set()


def test_the_demonstration_demands_nothing(known):
    assert not needs_second_factor(known)


# Lost


def test_an_administrator_resets_a_lost_second_factor_and_history_says_why(
    client, administrator, known, recovery_codes, letters
):
    there = Client()
    sign_in(there, known)
    there.post(SECOND, {"code": recovery_codes[0]})
    assert there.get("/staff/").status_code == 200
    client.force_login(administrator)
    address = f"/staff/people/{known.pk}/account/second-factor/"
    assert client.post(address, {"reason": ""}).status_code == 422
    done = client.post(address, {"reason": "Phone fell into the lake; I saw her badge."})
    assert done.status_code == 302
    assert not has_factor(known)
    assert there.get("/staff/").status_code == 302
    event = known.account_events.get()
    (entry,) = history(Asked(model="accounts.accountevent", pk=str(event.pk))).entries
    assert (entry.who, entry.reason) == ("administrator", "Phone fell into the lake; I saw her badge.")
    assert letters()[-1].to == [known.email]


def test_nobody_resets_their_own_second_factor_this_way(known, secret):
    with pytest.raises(Refused):
        reset_second_factor(person=known, by=known, reason="x")
