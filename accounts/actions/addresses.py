"""Another address of someone is another way into their account: nobody gets it in silence."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.changes import note
from accounts.actions.sessions import end_all_sessions
from accounts.domain import AccountChange
from accounts.models import Invitation
from district.models import Person


def follow_address(*, person: Person, before: str, by: Any, reason: str) -> None:
    """Tell the old and the new address, and end what began with the old one, in the caller's transaction."""
    Invitation.objects.standing().filter(person=person).update(withdrawn_at=timezone.now())
    end_all_sessions(person=person)
    note(
        person=person,
        what=AccountChange.ADDRESS_CHANGED,
        by=by,
        reason=reason,
        more=_("%(name)s signs in as %(address)s from now on. Every session has ended.")
        % {"name": person.name, "address": person.email},
        to=(before, person.email),
    )
