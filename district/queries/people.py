"""Reads of people and their roles."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from district.domain import EDITING_ROLES, as_role, role_sentence
from district.models import OrgUnit, Person, RoleAssignment
from district.queries.history import Entry, history_of_rows
from district.ways_in import account_states, with_account_state

PEOPLE_A_PAGE = 50
CHANGES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class DemonstrationPerson:
    """A made-up person someone may sign in as while the site shows sample data."""

    name: str
    email: str
    roles: str


@dataclass(frozen=True, slots=True)
class AskedPeople:
    """Which people a reader asks for; empty asks for everyone who is here."""

    words: str = ""
    unit: OrgUnit | None = None
    role: str = ""
    standing: str = "here"
    state: str = ""  # how far they are on the way in


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role of a person as a sentence, and whether it holds today, later, or not any more."""

    key: int
    sentence: str
    short: str
    standing: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in the list, with the roles of today and of later."""

    person: Person
    roles: tuple[HeldRole, ...]
    state: str


def demonstration_people() -> list[DemonstrationPerson]:
    """The made-up people and what each may do today."""
    people = Person.objects.filter(is_demonstration=True, is_active=True).prefetch_related("roles__unit")
    today = timezone.localdate()
    return [
        DemonstrationPerson(
            person.name,
            person.email,
            ", ".join(
                f"{assignment.get_role_display()}, {assignment.unit}"
                for assignment in person.roles.all()
                if assignment.valid_from <= today and (assignment.valid_to or today) >= today
            ),
        )
        for person in people.order_by("pk")
    ]


def people_page(asked: AskedPeople, *, number: Any = 1) -> Page[Any]:
    """One page of the people who match, with the roles they hold today or later."""
    today = timezone.localdate()
    held = RoleAssignment.objects.exclude(valid_to__lt=today).select_related("unit").order_by("valid_from")
    people = _matching(asked, today).prefetch_related(Prefetch("roles", queryset=held))
    page: Page[Any] = Paginator(people.order_by("name", "pk"), PEOPLE_A_PAGE).get_page(number)
    words = dict(account_states())
    page.object_list = [
        PersonRow(person, roles_of(person, person.roles.all()), words.get(person.account_state, ""))
        for person in page
    ]
    return page


def people_to_invite() -> int:
    """How many people were never invited."""
    return int(with_account_state(Person.objects.all()).filter(account_state="not_invited").count())


def roles_of(person: Person, held: Iterable[RoleAssignment]) -> tuple[HeldRole, ...]:
    """Roles as sentences, those in force first, then those to come, then those that have ended."""
    today = timezone.localdate()
    order = ("now", "later", "ended")
    said = [_said(person, each, today) for each in held]
    return tuple(sorted(said, key=lambda each: order.index(each.standing)))


def all_roles_of(person: Person) -> tuple[HeldRole, ...]:
    """Every role a person holds, will hold or held."""
    return roles_of(person, person.roles.select_related("unit").order_by("valid_from"))


def history_of_person(person: Person) -> list[Entry]:
    """The latest changes of a person's row and of their roles, newest first."""
    rows = {"district.person": {"pgh_obj_id": person.pk}, "district.roleassignment": {"person": person.pk}}
    return history_of_rows(rows, most=CHANGES_SHOWN)


def people_who_may_own() -> QuerySet[Person]:
    """Everyone who may answer for work: here, and with a role today that may edit."""
    editing = RoleAssignment.objects.in_force(timezone.localdate()).filter(role__in=EDITING_ROLES)
    return Person.objects.filter(pk__in=editing.values("person")).order_by("name", "pk")


def people_to_take_over(person: Person) -> QuerySet[Person]:
    """Everyone who may answer for work, but for this person."""
    return people_who_may_own().exclude(pk=person.pk)


def _matching(asked: AskedPeople, today: dt.date) -> Any:
    people = with_account_state(Person.objects.all())
    if asked.state:
        people = people.filter(account_state=asked.state)
    if asked.standing != "everyone":
        people = people.filter(is_active=asked.standing != "left")
    for word in asked.words.split()[:5]:
        people = people.filter(Q(name__icontains=word) | Q(email__icontains=word))
    if asked.unit or asked.role:
        held = RoleAssignment.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today))
        if asked.standing != "here":  # who left holds nothing any more: ask what they held
            held = RoleAssignment.objects.all()
        held = held.filter(unit=asked.unit) if asked.unit else held
        held = held.filter(role=asked.role) if asked.role else held
        people = people.filter(pk__in=held.values("person"))
    return people


def _said(person: Person, held: RoleAssignment, today: dt.date) -> HeldRole:
    standing = "later" if held.valid_from > today else "now"
    if held.valid_to and held.valid_to < today:
        standing = "ended"
    sentence = role_sentence(
        held.role,
        name=person.name,
        unit=str(held.unit),
        first=held.valid_from,
        last=held.valid_to,
        today=today,
    )
    short = as_role(held.role, unit=str(held.unit), last=held.valid_to).removeprefix("as ")
    return HeldRole(held.pk, sentence, short, standing)
