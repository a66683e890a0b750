"""Ending sessions: one's own, and all of someone."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from accounts.actions.changes import note
from accounts.domain import AccountChange
from accounts.models import Invitation
from district.models import Person


def end_session(*, session: UserSession) -> None:
    """End one session; its next request asks to sign in."""
    with transaction.atomic():
        session.end()


def end_other_sessions(*, person: Person, kept: str | None) -> int:
    """End every session of a person but the one they are in; return how many."""
    with transaction.atomic():
        others = list(UserSession.objects.select_for_update().filter(user=person).exclude(session_key=kept))
        for session in others:
            session.end()
        if others:
            note(person=person, what=AccountChange.SESSIONS_ENDED, by=person, to=())
    return len(others)


def close_ways_in(*, person: Person, by: Any, reason: str) -> None:
    """Withdraw the invitation and end the sessions of someone who leaves, in the caller's transaction."""
    Invitation.objects.standing().filter(person=person).update(withdrawn_at=timezone.now())
    end_all_sessions(person=person)


def end_all_sessions(*, person: Person) -> None:
    """End every session of a person."""
    for session in UserSession.objects.filter(user=person):
        session.end()
