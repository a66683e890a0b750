"""Where someone is signed in."""

import datetime as dt
import re
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session as Stored
from django.utils import timezone
from django.utils.translation import gettext as _

from district.models import Person

BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Mac OS X", "Mac"),
    ("Windows", "Windows"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Session:
    """One place where someone is signed in."""

    pk: int
    device: str
    address: str
    began_at: dt.datetime
    seen_at: dt.datetime
    is_this: bool


def sessions_of(person: Person, *, current: str | None) -> list[Session]:
    """Every living session of a person, this one first, then the latest seen."""
    kept = Stored.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    living = UserSession.objects.filter(user=person, session_key__in=kept)
    sessions = [
        Session(
            pk=session.pk,
            device=device(session.user_agent),
            address=session.ip,
            began_at=session.created_at,
            seen_at=session.last_seen_at,
            is_this=session.session_key == current,
        )
        for session in living
    ]
    return sorted(sessions, key=lambda session: (not session.is_this, -session.seen_at.timestamp()))


def device(user_agent: str) -> str:
    """What a person would call the device that says this of itself."""
    browser = next((name for mark, name in BROWSERS if re.search(rf"\b{mark}", user_agent)), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown device")
