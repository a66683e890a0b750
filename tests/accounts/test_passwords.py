"""A forgotten password, a changed one, and what strangers learn from either: nothing."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Letter
from district.actions import add_person
from tests.accounts.conftest import PASSWORD, has_factor, sign_in

NEW = "another long phrase here"


def ask(client, address):
    return client.post("/sign-in/forgotten/", {"email": address}, follow=True)


def link_in(mail, settings):
    return re.findall(rf"{settings.SITE_ADDRESS}(\S+)", mail.body)[0]


def choose(client, link, password=NEW):
    page = client.get(link, follow=True)
    return client.post(page.request["PATH_INFO"], {"password1": password, "password2": password})


@pytest.fixture
def link(client, known, letters, settings):
    ask(client, known.email)
    return link_in(letters()[0], settings)


def test_a_person_who_forgot_chooses_a_new_password(client, known, link):
    assert choose(client, link).url == "/sign-in/"
    assert sign_in(client, known).status_code == 422
    assert sign_in(client, known, NEW).status_code == 302


def test_known_unknown_closed_and_invited_addresses_get_the_same_answer(client, known, nobody, letters):
    nobody.is_active = False
    nobody.save()
    add_person(name="Invited", email="invited@example.org", by=None)
    addresses = [known.email, "unknown@example.org", nobody.email, "invited@example.org"]
    answers = [ask(Client(), address) for address in addresses]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1
    assert [sent.to for sent in letters()] == [[known.email]]


def test_asking_costs_the_same_queries_for_every_address(client, known):
    ask(client, "first@example.org")
    counts = []
    for address in (known.email, "unknown@example.org"):
        with CaptureQueriesContext(connection) as queries:
            Client().post("/sign-in/forgotten/", {"email": address})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_link_works_once_and_for_an_hour(client, known, link, letters, settings, time_machine):
    choose(client, link)
    assert client.get(link).status_code == 404
    ask(client, known.email)
    second = link_in(letters()[-1], settings)
    time_machine.move_to(timezone.now() + dt.timedelta(hours=1, minutes=1))
    assert client.get(second).status_code == 404


def test_a_new_password_ends_every_session_and_keeps_the_second_factor(
    client, known, secret, letters, settings
):
    elsewhere = Client()
    elsewhere.force_login(known)
    assert elsewhere.get("/staff/").status_code == 200
    ask(client, known.email)
    assert choose(client, link_in(letters()[0], settings)).url == "/sign-in/"
    assert elsewhere.get("/staff/").status_code == 302
    assert has_factor(known)


def test_the_owner_hears_of_a_new_password(client, known, link, letters):
    choose(client, link)
    assert (
        letters()[-1].subject
        == "Your account at the planning site of School district: The password was changed"
    )
    assert known.account_events.get().what == "password_changed"


def test_changing_the_password_ends_the_other_sessions_and_keeps_this_one(client, known):
    elsewhere = Client()
    sign_in(client, known)
    sign_in(elsewhere, known)
    changed = client.post("/account/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert (changed.status_code, changed.url) == (302, "/account/")
    assert client.get("/staff/").status_code == 200
    assert elsewhere.get("/staff/").status_code == 302


def test_a_wrong_password_changes_nothing(client, known):
    client.force_login(known)
    wrong = client.post("/account/password/", {"oldpassword": "x", "password1": NEW, "password2": NEW})
    assert wrong.status_code == 422
    assert "This is not your password." in wrong.content.decode()


def test_many_letters_to_one_address_are_refused(client, known):
    answers = [client.post("/sign-in/forgotten/", {"email": known.email}).status_code for _ in range(7)]
    assert answers == [302] * 5 + [429] * 2
    assert Letter.objects.count() == 5


@pytest.mark.parametrize("address", ["/sign-in/", "/sign-in/forgotten/", "/account/password/"])
def test_password_managers_find_every_field(client, known, address):
    if address.startswith("/account/"):
        client.force_login(known)
    page = client.get(address).content.decode()
    assert 'autocomplete="username"' in page or 'autocomplete="new-password"' in page
    assert "onpaste" not in page
