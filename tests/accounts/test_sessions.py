"""Sessions: seen, ended one by one, and dead at the next request when access ends."""

import datetime as dt

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from accounts.queries.sessions import device
from district.actions import end_role
from tests.accounts.conftest import sign_in

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18 Mobile Safari/604"


@pytest.fixture
def two(known):
    """The same person at a desk and on a phone."""
    desk, phone = Client(), Client(headers={"User-Agent": PHONE})
    for place in (desk, phone):
        sign_in(place, known)
    return desk, phone


def test_a_person_sees_where_they_are_signed_in(two):
    desk, _phone = two
    page = desk.get("/account/sessions/")
    sessions = page.context["sessions"]
    assert [(session.device, session.is_this) for session in sessions] == [
        ("Unknown device", True),
        ("Safari on iPhone", False),
    ]
    assert "127.0.0.1" in page.content.decode()


def test_one_session_is_ended_and_the_other_goes_on(two, known):
    desk, phone = two
    other = UserSession.objects.get(user_agent=PHONE)
    assert desk.post(f"/account/sessions/{other.pk}/end/").status_code == 302
    assert phone.get("/staff/").status_code == 302
    assert desk.get("/staff/").status_code == 200


def test_all_other_sessions_are_ended_at_once(two):
    desk, phone = two
    desk.post("/account/sessions/")
    assert phone.get("/staff/").status_code == 302
    assert desk.get("/staff/").status_code == 200


def test_nobody_ends_the_session_of_another(two, finance):
    stranger = Client()
    stranger.force_login(finance)
    session = UserSession.objects.filter(user_agent=PHONE).get()
    assert stranger.post(f"/account/sessions/{session.pk}/end/").status_code == 404
    assert two[1].get("/staff/").status_code == 200


def test_a_session_key_that_was_there_before_signing_in_is_worth_nothing_after(client, known):
    client.get("/staff/")
    client.session.save()
    before = client.session.session_key
    sign_in(client, known)
    assert client.session.session_key != before


def test_a_session_cannot_be_used_after_signing_out(client, known):
    sign_in(client, known)
    cookie = client.cookies["sessionid"].value
    client.post("/sign-out/")
    client.cookies["sessionid"] = cookie
    assert client.get("/staff/").status_code == 302
    assert UserSession.objects.count() == 0


def test_a_person_who_leaves_is_out_at_the_next_request(client, known):
    sign_in(client, known)
    assert client.get("/staff/").status_code == 200
    type(known).objects.filter(pk=known.pk).update(is_active=False)
    assert client.get("/staff/").status_code == 302


def test_a_role_that_ended_opens_nothing_at_the_next_request(client, known, administrator):
    sign_in(client, known)
    assert client.get("/staff/units/add/").status_code == 200
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    end_role(assignment=known.roles.get(), last_day=yesterday, by=administrator)
    assert client.get("/staff/units/add/").status_code == 403


def test_being_seen_is_noted_once_a_minute(client, known, time_machine):
    sign_in(client, known)
    client.get("/staff/")
    before = UserSession.objects.get().last_seen_at
    time_machine.move_to(timezone.now() + dt.timedelta(minutes=5))
    client.get("/staff/")
    assert UserSession.objects.get().last_seen_at > before


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537 Edg/130", "Edge on Windows"),
        ("Mozilla/5.0 (X11; CrOS x86_64) Chrome/130 Safari/537", "Chrome on Chromebook"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:130) Firefox/130", "Firefox on Mac"),
        ("", "Unknown device"),
    ],
)
def test_a_device_has_the_name_that_people_use(said, name):
    assert device(said) == name
