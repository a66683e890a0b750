"""Ending sessions: one's own, and all of someone."""

from allauth.usersessions.models import UserSession
from django.db import transaction

from accounts.actions.changes import note
from accounts.domain import AccountChange
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
            note(person=person, what=AccountChange.SESSIONS_ENDED, by=person, tell=False)
    return len(others)


def end_all_sessions(*, person: Person) -> None:
    """End every session of a person."""
    for session in UserSession.objects.filter(user=person):
        session.end()
