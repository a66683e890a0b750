"""Who may: look after accounts, and go on without a second factor."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings

from district.abilities import ability
from district.permissions import can_manage_people, may_edit

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@ability("invites people, and helps those who lost a second factor")
def can_manage_accounts(person: Any) -> bool:
    """Administrators invite people and help those who lost a second factor."""
    return can_manage_people(person)


def has_second_factor(person: Any) -> bool:
    """Whether a person has an authenticator app or a passkey."""
    return bool(Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS).exists())


def needs_second_factor(person: Any) -> bool:
    """Whether a person must set up a second factor before the staff workspace opens."""
    return settings.REQUIRE_SECOND_FACTOR and may_edit(person) and not has_second_factor(person)
