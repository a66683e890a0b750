"""What happens to an account is noted for the history, and its owner hears of it by mail."""

from collections.abc import Sequence
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
from district.queries import district_profile


def note(
    *,
    person: Person,
    what: AccountChange,
    by: Any,
    reason: str = "",
    more: str = "",
    to: Sequence[str] | None = None,
) -> AccountEvent:
    """Note what happened to an account, and tell its owner, at the addresses named if any, at once."""
    with transaction.atomic(), change(by=by, reason=reason):
        event = AccountEvent.objects.create(person=person, what=what)
        for number, address in enumerate([person.email] if to is None else to):
            _tell(event, address, f"account-{event.pk}-{number}" if number else f"account-{event.pk}", more)
    return event


def _tell(event: AccountEvent, address: str, key: str, more: str) -> None:
    words = {
        "district": district_profile().name,
        "what": AccountChange(event.what).words,
        "at": f"{localtime(event.at):%B %-d, %Y, %-I:%M %p}",
        "more": f"{more}\n\n" if more else "",
        "site": settings.SITE_ADDRESS,
    }
    write_letter(
        address=address,
        key=key,
        subject=_("Your account at the planning site of %(district)s: %(what)s") % words,
        body=_(
            "%(what)s, on %(at)s.\n\n%(more)sIf you know of it, you need not do anything. If you do not, "
            "tell the person who runs this site at once.\n\n%(district)s: %(site)s\n"
        )
        % words,
    )


def set_password(*, person: Person, password: str, by: Any, reason: str = "") -> None:
    """Give an account another password; every session but the one that asks for it ends by that."""
    with transaction.atomic(), change(by=by, reason=reason):
        person.set_password(password)
        person.save(update_fields=["password"])
        note(person=person, what=AccountChange.PASSWORD_CHANGED, by=by, reason=reason)
