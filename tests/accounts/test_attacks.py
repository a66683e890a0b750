"""What people with bad intentions try: guesses at once, forged headers, addresses that lead elsewhere."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.urls import reverse

from district.models import Person
from tests.accounts.conftest import PASSWORD, code_of, sign_in

ELSEWHERE = [
    "https://evil.example/",
    "http://evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example/%2e%2e",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    " //evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "http:\\\\evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "ftp://evil.example",
    "//testserver@evil.example",
    "https://testserver@evil.example",
    "https://testserver.evil.example",
    "https://evil.example/testserver",
    "https://evil.example#testserver",
    "https://evil.example?testserver",
    "https://evil.example\\@testserver",
    "//evil.example:80",
    "//[::1]/",
    "//127.0.0.1/",
    "/\n/evil.example",
    "/\r/evil.example",
    "\x00//evil.example",
    "http://localhost:9/",
    "blob:https://testserver/x",
    "https://xn--testserver-x.example",
    "https://evil。example",
    "//evil%E3%80%82example",
    "http://2130706433/",
    "https://testserver:443@evil.example/",
]


class Fast(MD5PasswordHasher):
    """Two hundred guesses shall not take a minute of computing."""


@pytest.fixture
def fast(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.Fast"]


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
@pytest.mark.usefixtures("fast")
def test_no_spelling_of_next_leads_to_another_site(client, steward, elsewhere):
    steward.set_password(PASSWORD)
    steward.save()
    assert sign_in(client, steward, next=elsewhere).url == "/staff/"


def at_once(tries):
    """Run every try in a thread of its own, each with its own connection."""

    def one(attempt):
        try:
            return attempt()
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        return list(pool.map(one, tries))


@pytest.fixture
def someone(transactional_db, fast):
    return Person.objects.create_user("someone@example.org", PASSWORD, name="Someone")


def test_two_hundred_guesses_at_once_try_no_more_than_the_limit(someone, settings, monkeypatch):
    tried = []
    check = Person.check_password
    monkeypatch.setattr(Person, "check_password", lambda self, raw: tried.append(raw) or check(self, raw))

    def guess(number):
        forged = {"X-Forwarded-For": f"10.0.{number // 250}.{number % 250}"}
        return lambda: sign_in(Client(headers=forged), someone, f"guess {number}").status_code

    answers = at_once(guess(number) for number in range(200))
    assert len(tried) <= settings.SIGN_IN_ATTEMPTS
    assert set(answers) == {422, 429}
    owner = Client(REMOTE_ADDR="192.0.2.7")  # the lock is no weapon: elsewhere the owner gets in
    assert sign_in(owner, someone).status_code == 302


def test_behind_a_proxy_only_its_own_word_counts(someone, settings):
    settings.PROXY_COUNT = 1

    def guess(forged):
        return sign_in(Client(headers={"X-Forwarded-For": f"{forged}, 192.0.2.9"}), someone, "x").status_code

    answers = [guess(f"10.0.0.{number}") for number in range(settings.SIGN_IN_ATTEMPTS + 2)]
    assert answers[-2:] == [429, 429]


def test_a_code_that_two_send_at_once_lets_one_in(someone):
    secret = generate_totp_secret()
    TOTP.activate(someone, secret)
    codes = RecoveryCodes.activate(someone).generate_codes()
    for code in (codes[0], codes[1], codes[2], code_of(secret)):
        places = [Client() for _ in range(4)]
        for place in places:
            sign_in(place, someone)
        statuses = at_once(
            lambda place=place, code=code: place.post(reverse("mfa_authenticate"), {"code": code}).status_code
            for place in places
        )
        assert sorted(statuses) == [302, 422, 422, 422]


def test_the_site_answers_to_its_own_names_only(client, db):
    assert client.get("/sign-in/", headers={"Host": "evil.example"}).status_code == 400
