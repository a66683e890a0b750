"""Inviting someone who was added, and using the invitation."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.actions.changes import note
from accounts.actions.letters import write_letter
from accounts.domain import AccountChange, AccountState, LetterKind
from accounts.models import Invitation
from accounts.queries import with_account_state
from district.actions import Refused
from district.history import change
from district.models import Person


def invite(*, person: Person, by: Any, reason: str = "") -> Invitation:
    """Send a link that works once; an earlier link stops working."""
    with transaction.atomic(), change(by=by, reason=reason):
        person = Person.objects.select_for_update().get(pk=person.pk)
        if not person.awaits_first_password:
            raise Refused("This person has a password or has left. An invitation would change nothing.")
        now = timezone.now()
        Invitation.objects.standing().filter(person=person).update(withdrawn_at=now)
        invitation = Invitation.objects.create(
            person=person,
            invited_by=by,
            invited_at=now,
            expires_at=now + dt.timedelta(days=settings.INVITATION_DAYS),
        )
        write_letter(
            address=person.email,
            kind=LetterKind.INVITATION,
            invitation=invitation,
            key=f"invitation-{invitation.pk}",
        )
    return invitation


def invite_everyone(*, by: Any) -> int:
    """Invite everyone who was never invited; return how many. Each has an invitation of their own."""
    waiting = with_account_state(Person.objects.all()).filter(account_state=AccountState.NOT_INVITED)
    with transaction.atomic():
        return len([invite(person=person, by=by) for person in waiting.order_by("pk")])


def withdraw_invitation(*, person: Person, by: Any, reason: str = "") -> None:
    """Let the link that was sent stop working."""
    with transaction.atomic(), change(by=by, reason=reason):
        withdrawn = Invitation.objects.standing().filter(person=person).update(withdrawn_at=timezone.now())
        if not withdrawn:
            raise Refused("There is no invitation to withdraw.")


def use_invitation(*, invitation: Invitation, password: str) -> Person:
    """Set the first password of the invited person; a second try with the same link is refused."""
    with transaction.atomic(), change(by=invitation.person, reason="Used the invitation"):
        # Locked, so that of two who use one link at once the second sees that it was used.
        person = Person.objects.select_for_update().get(pk=invitation.person_id)
        usable = Invitation.objects.usable().filter(pk=invitation.pk)
        if not person.awaits_first_password or not usable.update(used_at=timezone.now()):
            raise Refused("This invitation was used or withdrawn, or it has expired. Ask for a new one.")
        person.set_password(password)
        person.save(update_fields=["password"])
        note(person=person, what=AccountChange.INVITATION_USED, by=person)
    return person


def welcome(*, person: Person) -> None:
    """A provider the district trusts brought an invited person in: the invitation has done its work."""
    with transaction.atomic(), change(by=person, reason="Signed in through the district"):
        Invitation.objects.usable().filter(person=person).update(used_at=timezone.now())
