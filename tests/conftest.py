"""Fixtures that every room uses."""

import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pgtrigger
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test.utils import setup_databases

from district.domain import Role
from district.models import (
    DistrictProfile,
    GroupScheme,
    OrgUnit,
    Person,
    RoleAssignment,
    SchoolYear,
    StudentGroup,
)
from tests.copies import copy_database, drop_database, opened


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real state files; without it a test skips, and in CI it fails."""
    folder: Path = settings.BASE_DIR.parent / "shared" / "data"
    if folder.is_dir():
        return folder
    reason = f"the real files of ../shared are not at {folder}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session", autouse=True)
def tables_can_be_emptied() -> Iterator[None]:
    """Django empties all tables after a test that commits; append-only ones look away for that moment."""
    empty = DatabaseOperations.execute_sql_flush

    def empty_all(operations: DatabaseOperations, statements: Any) -> None:
        with pgtrigger.ignore():
            empty(operations, statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", empty_all)
        yield


# The demonstration district, loaded once by each worker.


@pytest.fixture(scope="session")
def demonstration_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The name of a database that holds the demonstration; change only copies of it."""
    with django_db_blocker.unblock():
        if not connection.settings_dict["NAME"].startswith("test_"):
            # pytest-django makes a database only when some chosen test is marked `django_db`.
            setup_databases(0, interactive=False, aliases={"default": None})
        name = copy_database("demonstration")
        with opened(name):
            call_command("load_demonstration", verbosity=0)
    yield name
    with django_db_blocker.unblock():
        drop_database(name)


@pytest.fixture(scope="module")
def demonstration(demonstration_database: str) -> Iterator[None]:
    """The tests of a module read the demonstration; together with `db` whatever they write is undone."""
    with opened(demonstration_database):
        yield


@pytest.fixture
def begun(db: None) -> DistrictProfile:
    """A site whose district has been set up; before that every address leads to the first-run page."""
    return DistrictProfile.objects.create(
        pk=1,
        name="Example District",
        short_name="Example",
        contact_office="Office",
        contact_email="o@example.org",
    )


# The district and its people. A persona is named for what it may do, never for a person.


@dataclass(frozen=True)
class DistrictUnits:
    """The district, two schools of it and the state it is compared with."""

    district: OrgUnit
    school_a: OrgUnit
    school_b: OrgUnit
    state: OrgUnit


@pytest.fixture
def district_units(db: None) -> DistrictUnits:
    district = OrgUnit.objects.create(name="Example District", slug="district", level="district")
    schools = [
        OrgUnit.objects.create(
            name=f"School {letter}",
            slug=f"school-{letter.lower()}",
            level="school",
            kind="Elementary",
            parent=district,
            order=order,
        )
        for order, letter in enumerate("AB", start=1)
    ]
    state = OrgUnit.objects.create(
        name="Minnesota",
        slug="state",
        level="state",
        is_comparison=True,
        is_published_comparison=True,
        order=9,
    )
    school_a, school_b = schools
    return DistrictUnits(district, school_a, school_b, state)


@pytest.fixture
def year(db: None) -> SchoolYear:
    return SchoolYear.objects.create(
        end_year=2026, starts_on=dt.date(2025, 7, 1), ends_on=dt.date(2026, 6, 30)
    )


@pytest.fixture
def all_students(db: None) -> StudentGroup:
    scheme = GroupScheme.objects.create(code="all", name="All students", kind="total")
    return StudentGroup.objects.create(scheme=scheme, code="all", name="All students")


@pytest.fixture
def groups(all_students: StudentGroup) -> dict[str, StudentGroup]:
    """All students, two genders and three race groups by code."""
    gender = GroupScheme.objects.create(code="gender", name="Gender", kind="pair", order=1)
    race = GroupScheme.objects.create(code="race", name="Race and ethnicity", kind="partition", order=2)
    rows = [(gender, "female"), (gender, "male"), (race, "asian"), (race, "hispanic"), (race, "white")]
    made = [
        StudentGroup.objects.create(scheme=scheme, code=code, name=code.capitalize(), order=order)
        for order, (scheme, code) in enumerate(rows)
    ]
    return {group.code: group for group in [all_students, *made]}


def persona(*roles: Role, name: str, unit: OrgUnit) -> Person:
    """Someone who holds the roles for a unit since long ago."""
    person = Person.objects.create_user(f"{name}@example.org", password=None, name=name.replace("-", " "))
    for role in roles:
        RoleAssignment.objects.create(person=person, role=role, unit=unit, valid_from=dt.date(2020, 7, 1))
    return person


@pytest.fixture
def administrator(district_units: DistrictUnits) -> Person:
    return persona(Role.ADMINISTRATOR, name="administrator", unit=district_units.district)


@pytest.fixture
def steward(district_units: DistrictUnits) -> Person:
    return persona(Role.DATA_STEWARD, name="steward", unit=district_units.district)


@pytest.fixture
def privacy_reviewer(district_units: DistrictUnits) -> Person:
    return persona(Role.PRIVACY_REVIEWER, name="privacy-reviewer", unit=district_units.district)


@pytest.fixture
def superintendent(district_units: DistrictUnits) -> Person:
    return persona(Role.SUPERINTENDENT, name="superintendent", unit=district_units.district)


@pytest.fixture
def plan_editor(district_units: DistrictUnits) -> Person:
    return persona(Role.PLAN_EDITOR, name="plan-editor", unit=district_units.district)


@pytest.fixture
def board_member(district_units: DistrictUnits) -> Person:
    return persona(Role.BOARD_MEMBER, name="board-member", unit=district_units.district)


@pytest.fixture
def board_clerk(district_units: DistrictUnits) -> Person:
    return persona(Role.BOARD_CLERK, name="board-clerk", unit=district_units.district)


@pytest.fixture
def finance(district_units: DistrictUnits) -> Person:
    return persona(Role.FINANCE, name="finance", unit=district_units.district)


@pytest.fixture
def principal(district_units: DistrictUnits) -> Person:
    return persona(Role.PRINCIPAL, name="principal", unit=district_units.school_a)


@pytest.fixture
def other_principal(district_units: DistrictUnits) -> Person:
    return persona(Role.PRINCIPAL, name="other-principal", unit=district_units.school_b)


@pytest.fixture
def nobody(district_units: DistrictUnits) -> Person:
    """Someone who can sign in and holds no role."""
    return persona(name="nobody", unit=district_units.district)
