"""A person leaves: everything passes on, roles end, nobody is deleted; and they may come back."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from district.actions.people import keep_an_administrator
from district.actions.refusals import Refused
from district.belongings import belongings_of, hand_over_belongings
from district.history import change
from district.models import Person
from district.permissions import may_edit
from district.ways_in import close_ways_in


@dataclass(frozen=True, slots=True)
class Departure:
    """What a person's leaving did."""

    handed_over: int
    roles_ended: int


def let_leave(
    *, person: Person, last_day: dt.date, to: Mapping[str, Person], by: Any, reason: str = ""
) -> Departure:
    """Hand over all they answer for, end their roles after a day and close their account, or do nothing."""
    with transaction.atomic(), change(by=by, reason=reason or f"{person} left"):
        here = _locked(person, *to.values())
        person = here[person.pk]
        _refuse_what_cannot_be(person, last_day, by)
        _refuse_unfit_receivers(person, to, here)
        handed_over = hand_over_belongings(person=person, to=to, by=by, reason=reason)
        if left := belongings_of(person):
            raise Refused(
                f"Say who takes over: {'; '.join(f'{each.kind} {each.text}' for each in left[:5])}."
            )
        roles_ended = _end_roles(person, last_day)
        close_ways_in(person=person, by=by, reason=reason)
        person.is_active = False
        person.save(update_fields=["is_active"])
    return Departure(handed_over, roles_ended)


def let_return(*, person: Person, by: Any, reason: str = "") -> Person:
    """Open the account of someone who left; they hold no role until one is given."""
    with transaction.atomic(), change(by=by, reason=reason or f"{person} came back"):
        person = Person.objects.select_for_update().get(pk=person.pk)
        person.is_active = True
        person.save(update_fields=["is_active"])
    return person


def _refuse_what_cannot_be(person: Person, last_day: dt.date, by: Any) -> None:
    if not person.is_active:
        raise Refused(f"{person} has left already.")
    if by is not None and by.pk == person.pk:
        raise Refused("Nobody closes their own account. Ask another administrator.")
    if last_day > timezone.localdate():
        raise Refused(
            "The last day is still to come. Give the roles that last day: they end by themselves. "
            "Come back here when it is over."
        )
    keep_an_administrator(without=list(person.roles.all()))


def _locked(*people: Person) -> dict[int, Person]:
    """The people of a departure as they are now, locked in one order: none of them can leave meanwhile."""
    keys = {person.pk for person in people}
    found = Person.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    return {person.pk: person for person in found}


def _refuse_unfit_receivers(person: Person, to: Mapping[str, Person], here: Mapping[int, Person]) -> None:
    chosen = {receiver.pk: str(receiver) for receiver in to.values()}
    unfit = [name for key, name in chosen.items() if key == person.pk or not may_edit(here[key])]
    if unfit:
        raise Refused(
            f"Only someone who is still here and may change things can take over: {', '.join(unfit)}."
        )


def _end_roles(person: Person, last_day: dt.date) -> int:
    """End what has begun; a role that begins later never comes into force, so its row goes."""
    ended = 0
    for held in person.roles.exclude(valid_to__lt=last_day):
        if held.valid_from > timezone.localdate():
            held.delete()
        else:
            held.valid_to = max(held.valid_from, last_day)
            held.save(update_fields=["valid_to"])
        ended += 1
    return ended
