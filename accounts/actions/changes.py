"""What happens to an account is noted for the history, and its owner hears of it by mail."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.actions.letters import write_letter
from accounts.domain import AccountChange
from accounts.models import AccountEvent
from district.history import change
from district.models import Person


def note(
    *, person: Person, what: AccountChange, by: Any, reason: str = "", tell: bool = True
) -> AccountEvent:
    """Note what happened to an account, and write its owner a letter in the same transaction."""
    with transaction.atomic(), change(by=by, reason=reason):
        event = AccountEvent.objects.create(person=person, what=what)
        if tell:
            words = {"what": what.words, "at": f"{localtime(event.at):%B %-d, %Y, %-I:%M %p}"}
            write_letter(
                address=person.email,
                key=f"account-{event.pk}",
                subject=_("Your account: %(what)s") % words,
                body=_(
                    "%(what)s, on %(at)s.\n\nIf that was you, you need not do anything. If it was not, tell "
                    "the person who runs this site at once.\n\n%(site)s\n"
                )
                % {**words, "site": settings.SITE_ADDRESS},
            )
    return event


def set_password(*, person: Person, password: str, by: Any, reason: str = "") -> None:
    """Give an account another password; every session but the one that asks for it ends by that."""
    with transaction.atomic(), change(by=by, reason=reason):
        person.set_password(password)
        person.save(update_fields=["password"])
        note(person=person, what=AccountChange.PASSWORD_CHANGED, by=by, reason=reason)
