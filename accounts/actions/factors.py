"""Second factors, where the library leaves something to us."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts import secrets
from accounts.actions.changes import note
from accounts.actions.sessions import end_all_sessions
from accounts.domain import AccountChange
from district.actions import Refused
from district.history import change
from district.models import Person

SEALED = {"secret", "seed"}  # what the library asks us to seal


def reset_second_factor(*, person: Person, by: Any, reason: str) -> None:
    """Take every second factor from someone who lost theirs, and end their sessions."""
    if by == person:
        raise Refused("Remove your own second factor on the page of your account.")
    with transaction.atomic(), change(by=by, reason=reason):
        removed, _kinds = Authenticator.objects.filter(user=person).delete()
        if not removed:
            raise Refused("This person has no second factor.")
        note(person=person, what=AccountChange.FACTORS_RESET, by=by, reason=reason)
        end_all_sessions(person=person)


def reseal_second_factors() -> int:
    """Seal every kept secret with the newest key of the site; return how many rows there were."""
    with transaction.atomic():
        kept = Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN)
        for authenticator in kept:
            for name in SEALED & authenticator.data.keys():
                authenticator.data[name] = secrets.seal(secrets.unseal(authenticator.data[name]))
            authenticator.save(update_fields=["data"])
    return len(kept)
