"""What is over and of no use to anyone: sessions that ended, letters of long ago."""

import datetime as dt

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import Letter


def forget_what_is_over() -> None:
    """Remove sessions that ended and letters that left, or were given up, longer ago than they are kept."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    before = now - dt.timedelta(days=settings.LETTER_DAYS)
    # A link works only while its letter is here, so the letter of a standing invitation stays.
    old = Letter.objects.exclude(invitation__expires_at__gt=now)
    old.filter(sent_at__lt=before).delete()
    old.filter(failed_at__lt=before).delete()
