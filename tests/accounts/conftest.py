"""People who sign in, and what they sign in with."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.core.cache import cache

from accounts.actions import sweep

PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def counters(db):
    """Tries are counted in a table that no test's end empties."""
    cache.clear()


@pytest.fixture
def known(steward):
    """A data steward with a password."""
    steward.set_password(PASSWORD)
    steward.save()
    return steward


@pytest.fixture
def secret(known):
    """The secret that the authenticator app of the data steward shares with the site."""
    made = generate_totp_secret()
    TOTP.activate(known, made)
    return made


@pytest.fixture
def recovery_codes(known, secret):
    """The recovery codes beside the app."""
    return RecoveryCodes.activate(known).generate_codes()


@pytest.fixture
def letters():
    """Send what waits, and return the mails that left since the test began."""

    def sent():
        sweep()
        return mail.outbox

    return sent


def code_of(secret, at=None):
    """What the app shows now, or at another time."""
    return format_hotp_value(hotp_value(secret, int(at or time.time()) // 30))


def sign_in(client, person, password=PASSWORD, **more):
    return client.post("/sign-in/", {"login": person.email, "password": password, **more})


def has_factor(person):
    return Authenticator.objects.filter(user=person).exists()
