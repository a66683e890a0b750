"""Signing in, being kept out, and what a session's answers carry."""

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.urls import reverse

PASSWORD = "correct horse battery staple"
SIGN_IN = "/sign-in/"


@pytest.fixture
def known(steward):
    steward.set_password(PASSWORD)
    steward.save()
    return steward


def attempt(client, email, password, **more):
    return client.post(SIGN_IN, {"login": email, "password": password, **more})


def test_a_person_signs_in_and_goes_where_they_were_going(client, known):
    response = client.get("/staff/")
    assert response.status_code == 302
    assert response.url == "/sign-in/?next=/staff/"
    response = attempt(client, "Steward@Example.org", PASSWORD, next="/staff/?page=2")
    assert (response.status_code, response.url) == (302, "/staff/?page=2")


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_sign_in_never_sends_a_person_to_another_site(client, known, elsewhere):
    assert attempt(client, known.email, PASSWORD, next=elsewhere).url == "/staff/"


def test_unknown_address_wrong_password_and_closed_account_get_the_same_answer(client, known, nobody):
    nobody.set_password(PASSWORD)
    nobody.is_active = False
    nobody.save()
    answers = [
        attempt(client, email, password)
        for email, password in [
            (known.email, "wrong"),
            ("unknown@example.org", "wrong"),
            (nobody.email, PASSWORD),
        ]
    ]
    assert [answer.status_code for answer in answers] == [422, 422, 422]
    said = {tuple(answer.context["form"].non_field_errors()) for answer in answers}
    assert said == {("This e-mail address and password do not belong together. Check both.",)}


def test_an_unknown_address_costs_one_hash_like_a_known_one(client, known, settings, monkeypatch):
    hashed = []

    class Counting(PBKDF2PasswordHasher):
        iterations = 1

        def encode(self, *args, **kwargs):
            hashed.append(1)
            return super().encode(*args, **kwargs)

    monkeypatch.setattr("tests.accounts.test_signing_in.CountingHasher", Counting, raising=False)
    settings.PASSWORD_HASHERS = ["tests.accounts.test_signing_in.CountingHasher"]
    known.set_password(PASSWORD)
    known.save()
    hashed.clear()
    attempt(client, known.email, "wrong")
    of_known = len(hashed)
    hashed.clear()
    attempt(client, "unknown@example.org", "wrong")
    assert of_known == len(hashed) == 1


@pytest.mark.parametrize("email", ["steward@example.org", "unknown@example.org"])
def test_many_wrong_tries_make_a_pause_whoever_it_is(client, known, settings, email):
    limit = settings.SIGN_IN_ATTEMPTS
    answers = [attempt(client, email, "wrong") for _ in range(limit)]
    assert [answer.status_code for answer in answers] == [422] * limit
    locked = attempt(client, email, PASSWORD)
    assert locked.status_code == 429
    assert "Wait a quarter of an hour" in locked.content.decode()


def test_a_pause_for_one_address_leaves_the_others_alone(client, known, finance):
    finance.set_password(PASSWORD)
    finance.save()
    for _ in range(11):
        attempt(client, known.email, "wrong")
    assert attempt(client, finance.email, PASSWORD).status_code == 302


@pytest.mark.parametrize("email", ["a\x00b@example.org", "no address", "", "x" * 300 + "@example.org"])
def test_an_impossible_address_gets_a_sentence(client, db, email):
    assert attempt(client, email, "wrong").status_code == 422


def test_password_managers_find_both_fields(client, begun):
    page = client.get(SIGN_IN).content.decode()
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page


def test_made_up_people_are_named_only_in_demonstration_mode(client, known, settings):
    known.is_demonstration = True
    known.save()
    settings.DEMO = True
    assert known.email in client.get(SIGN_IN).content.decode()
    settings.DEMO = False
    page = client.get(SIGN_IN).content.decode()
    assert known.email not in page
    assert settings.DEMONSTRATION_PASSWORD not in page


def test_signing_in_leaves_no_trace_in_the_history_of_the_person(client, known):
    before = known.events.count()
    attempt(client, known.email, PASSWORD)
    known.refresh_from_db()
    assert known.last_login is not None
    assert known.events.count() == before


def test_signing_out_needs_a_post_and_ends_the_session(client, known):
    client.force_login(known)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").status_code == 302
    assert client.get("/staff/").status_code == 302


def test_an_htmx_request_without_a_session_is_told_to_leave_the_page(client, db):
    response = client.get(
        "/staff/",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/staff/measures/?goal=2"},
    )
    assert response.status_code == 401
    assert response["HX-Redirect"] == "/sign-in/?next=/staff/measures/%3Fgoal%3D2"
    assert response.content == b""


def test_no_cache_keeps_what_a_signed_in_person_was_shown(client, known):
    client.force_login(known)
    assert client.get("/staff/")["Cache-Control"] == "private, no-store"
    assert "no-store" in client.get(SIGN_IN)["Cache-Control"]


def test_the_staff_home_says_so_when_nothing_waits(client, finance, nobody):
    client.force_login(finance)
    assert "Nothing is waiting for you." in client.get(reverse("district:staff_home")).content.decode()
    client.force_login(nobody)
    assert "you hold no role today" in client.get("/staff/").content.decode()
