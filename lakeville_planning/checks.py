"""What must not be true when production starts."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import Error as DatabaseError

SENTENCE = (
    "Production refuses to start: the database has demonstration sign-ins, whose passwords are public. "
    "Use a database of your own, or deactivate those people."
)


def has_demonstration_sign_ins() -> bool:
    """Could someone sign in with a password that is printed in public?"""
    people = apps.get_model(settings.AUTH_USER_MODEL)._default_manager
    try:
        return bool(people.filter(is_demonstration=True, is_active=True).exists())
    except DatabaseError:
        return False  # no database or no tables yet: /readyz tells, and nobody can sign in


@register(Tags.database)
def demonstration_sign_ins_are_gone(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """For `check --database default` and before each `migrate`."""
    if settings.PRODUCTION and databases and has_demonstration_sign_ins():
        return [Error(SENTENCE, id="lakeville_planning.E001")]
    return []


def refuse_demonstration_sign_ins() -> None:
    """For the web server, which runs no checks of its own."""
    if settings.PRODUCTION and has_demonstration_sign_ins():
        raise ImproperlyConfigured(SENTENCE)
