"""Sign-in through the district's own provider, against a small one of our own."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.conf import settings as site
from django.test import Client

from accounts.actions import invite
from accounts.models import Invitation
from district.actions import add_person
from district.models import Person
from tests.accounts.conftest import code_of

CLIENT = "planning"


class Provider:
    """Answers as an OpenID provider does, and signs whatever claims a test sets."""

    def __init__(self):
        self.claims, self.asked, provider = {}, [], self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.answer(
                    {
                        "issuer": provider.address,
                        "authorization_endpoint": f"{provider.address}/authorize",
                        "token_endpoint": f"{provider.address}/token",
                        "userinfo_endpoint": f"{provider.address}/userinfo",
                        "jwks_uri": f"{provider.address}/keys",
                    }
                )

            def do_POST(self):
                length = int(self.headers["Content-Length"])
                provider.asked.append(parse_qs(self.rfile.read(length).decode()))
                now = int(time.time())
                claims = {
                    "iss": provider.address,
                    "aud": CLIENT,
                    "sub": "key-1",
                    "iat": now,
                    "exp": now + 60,
                    **provider.claims,
                }
                token = jwt.encode(claims, "k" * 32, algorithm="HS256", headers={"kid": "1"})
                self.answer({"access_token": "a", "token_type": "Bearer", "id_token": token})

            def answer(self, what):
                body = json.dumps(what).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                """Nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def provider(settings):
    """A provider named in the environment, whose Workspace is the district's."""
    made = Provider()
    settings.SIGN_IN_PROVIDERS = [
        {
            "id": "google",
            "name": "Google",
            "client_id": CLIENT,
            "secret": "s",
            "server": made.address,
            "claims": {"hd": "example.org"},
            "trusts_addresses": False,
        }
    ]
    made.claims = {"email": "steward@example.org", "email_verified": True, "hd": "example.org"}
    yield made
    made.server.shutdown()
    made.server.server_close()


def come_back(client, going_to=""):
    """Go to the provider and come back with its answer."""
    there = client.get("/sign-in/with/google/" + (f"?next={going_to}" if going_to else ""))
    asked = parse_qs(urlsplit(there.url).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://testserver/sign-in/with/google/back/"]
    return client.get("/sign-in/with/google/back/", {"state": asked["state"][0], "code": "c"})


def is_in(client):
    return client.get("/staff/").status_code == 200


def test_the_sign_in_page_offers_only_what_the_environment_names(client, db, settings, provider, begun):
    assert "Sign in with Google" in client.get("/sign-in/").content.decode()
    settings.SIGN_IN_PROVIDERS = []
    assert "Google" not in client.get("/sign-in/").content.decode()
    assert client.get("/sign-in/with/google/").status_code == 404


def test_a_person_with_the_verified_address_comes_in_and_goes_where_they_were_going(
    client, steward, provider
):
    answer = come_back(client, "/staff/units/")
    assert (answer.status_code, answer.url) == (302, "/staff/units/")
    assert is_in(client)
    assert "code_verifier" in provider.asked[0]


def test_an_invited_person_needs_no_password_then(client, administrator, provider):
    person = add_person(name="New", email="new@example.org", by=administrator)
    invite(person=person, by=administrator)
    provider.claims["email"] = "New@Example.org"
    come_back(client)
    assert is_in(client)
    assert Invitation.objects.get().used_at is not None
    person.refresh_from_db()
    assert not person.has_usable_password()


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "stranger@example.org"},
        {"email_verified": False},
        {"email_verified": "true"},
        {"hd": "elsewhere.example"},
        {"hd": None},
        {"email": None},
        {"aud": "someone-else"},
        {"iss": "https://elsewhere.example"},
        {"exp": 1},
    ],
)
def test_nobody_else_comes_in_and_nobody_is_made(client, steward, provider, claims):
    provider.claims |= claims
    people = Person.objects.count()
    answer = come_back(client)
    assert (answer.status_code, answer.url) == (302, "/sign-in/")
    assert not is_in(client)
    assert Person.objects.count() == people


def test_strangers_and_people_who_left_get_the_same_sentence(steward, nobody, provider):
    Person.objects.filter(pk=nobody.pk).update(is_active=False)
    said = set()
    for address in ("stranger@example.org", nobody.email):
        provider.claims |= {"email": address, "sub": address}
        visitor = Client()
        come_back(visitor)
        said |= {str(message) for message in visitor.get("/sign-in/").context["messages"]}
    assert len(said) == 1


def test_the_key_counts_after_the_first_time_and_another_key_does_not(client, steward, provider):
    come_back(client)
    provider.claims["email"] = "renamed@example.org"
    again = Client()
    come_back(again)
    assert is_in(again)
    provider.claims |= {"email": steward.email, "sub": "key-2"}
    another = Client()
    come_back(another)
    assert not is_in(another)


def test_an_answer_that_was_not_asked_for_is_refused(client, steward, provider):
    answer = client.get("/sign-in/with/google/back/", {"state": "forged", "code": "c"})
    assert answer.url == "/sign-in/"
    assert not is_in(client)


def test_a_provider_that_is_down_breaks_nothing(client, steward, provider, settings):
    settings.SIGN_IN_PROVIDERS[0]["server"] = "http://127.0.0.1:9"
    answer = client.get("/sign-in/with/google/", follow=True)
    assert "The other sign-in did not work." in answer.content.decode()


@pytest.mark.parametrize(
    ("setting", "amr", "is_asked"),
    [
        ("never", ["mfa"], True),
        ("asserted", ["mfa"], False),
        ("asserted", ["pwd"], True),
        ("always", [], False),
    ],
)
def test_whether_the_second_factor_of_the_provider_counts_is_a_setting(
    client, known, secret, provider, settings, setting, amr, is_asked
):
    settings.SIGN_IN_SECOND_FACTOR, settings.REQUIRE_SECOND_FACTOR = setting, True
    provider.claims["amr"] = amr
    answer = come_back(client)
    assert (answer.url == "/sign-in/second-factor/") is is_asked
    if is_asked:
        client.post("/sign-in/second-factor/", {"code": code_of(secret)})
    assert is_in(client)


def test_no_provider_is_named_unless_the_environment_does():
    assert site.SIGN_IN_PROVIDERS == []
