"""People and units as rows of a sheet: the columns, an example, and what is here now written the same way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from district.domain import Role, UnitLevel
from district.models import OrgUnit, Person

STATE_ID = "mde"  # the scheme of ids that the state gives, as units keep them elsewhere too


@dataclass(frozen=True, slots=True)
class RosterColumn:
    """One column of a sheet: its key, its name in the header, and other names that are understood."""

    key: str
    name: str
    about: Any
    also: tuple[str, ...] = ()
    is_required: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.also)


PEOPLE = (
    RosterColumn("name", "Name", _("First and last name."), ("full name",), is_required=True),
    RosterColumn(
        "email",
        "E-mail",
        _("Finds a person who is here already."),
        ("email", "e-mail address", "email address", "mail"),
        is_required=True,
    ),
    RosterColumn(
        "role",
        "Role",
        _("One role a row: %(roles)s. Empty adds the person without a role.")
        % {"roles": ", ".join(role.words for role in Role)},
    ),
    RosterColumn(
        "unit", "Unit", _("The school, department or district by its name or address."), ("school", "site")
    ),
    RosterColumn(
        "valid_from",
        "First day",
        _("Empty means today. For example 2026-07-01 or 7/1/2026."),
        ("start", "from"),
    ),
    RosterColumn("valid_to", "Last day", _("Empty means no end is known."), ("end", "to", "until")),
)
UNITS = (
    RosterColumn("name", "Name", _("Finds a unit that is here already."), ("school",), is_required=True),
    RosterColumn(
        "level",
        "Level",
        ", ".join(level.words for level in UnitLevel),
        is_required=True,
    ),
    RosterColumn("kind", "Kind", _("For example Elementary, Middle, High."), ("type",)),
    RosterColumn("grades", "Grades", _("For example K-5.")),
    RosterColumn(
        "parent", "Part of", _("The name of the unit it belongs to; empty means none."), ("parent",)
    ),
    RosterColumn(
        "state_id",
        "State id",
        _("The state's number and type, for example 9999-01."),
        ("state number", "mde id"),
    ),
    RosterColumn("opened_on", "Opened", _("First open day."), ("opened on",)),
    RosterColumn("closed_on", "Closed", _("First closed day; empty means it is open."), ("closed on",)),
)
COLUMNS: Mapping[str, Sequence[RosterColumn]] = {"people": PEOPLE, "units": UNITS}
EXAMPLES: Mapping[str, Sequence[Sequence[str]]] = {
    "people": [
        ("Maria Example", "maria@example.org", "Principal", "Example Elementary", "2026-07-01", "2027-06-30"),
        ("Sam Example", "sam@example.org", "", "", "", ""),
    ],
    "units": [("Example Elementary", "School", "Elementary", "K-5", "", "9999-01", "2026-07-01", "")],
}


def header_of(kind: str) -> list[str]:
    """The names of a sheet's columns."""
    return [column.name for column in COLUMNS[kind]]


def template_lines(kind: str) -> Iterator[Sequence[str]]:
    """An example of the sheet, header first."""
    yield header_of(kind)
    yield from EXAMPLES[kind]


def exported_lines(kind: str) -> Iterator[Sequence[str]]:
    """What is here now, written so that it can be read in again without changing anything."""
    yield header_of(kind)
    yield from _people() if kind == "people" else _units()


def _people() -> Iterator[Sequence[str]]:
    for person in (
        Person.objects.filter(is_active=True).prefetch_related("roles__unit").order_by("name", "pk")
    ):
        roles = sorted(person.roles.all(), key=lambda held: (held.valid_from, held.pk))
        for held in roles:
            last = held.valid_to.isoformat() if held.valid_to else ""
            role = Role(held.role).words
            yield (person.name, person.email, role, held.unit.slug, held.valid_from.isoformat(), last)
        if not roles:
            yield (person.name, person.email, "", "", "", "")


def _units() -> Iterator[Sequence[str]]:
    own = OrgUnit.objects.own().select_related("parent").prefetch_related("reporting_ids")
    for unit in sorted(own, key=lambda each: (each.parent_id is not None, each.order, each.name)):
        state_id = next((each.value for each in unit.reporting_ids.all() if each.scheme == STATE_ID), "")
        yield (
            unit.name,
            UnitLevel(unit.level).words,
            unit.kind,
            unit.grades,
            unit.parent.name if unit.parent else "",
            state_id,
            unit.opened_on.isoformat() if unit.opened_on else "",
            unit.closed_on.isoformat() if unit.closed_on else "",
        )
