"""The first write of a new site: all of it, or nothing."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.text import slugify

from district.actions.refusals import Refused
from district.domain import FirstUnit, Role, years_around
from district.history import change
from district.logos import Logo, keep_logo
from district.models import (
    DistrictProfile,
    GroupScheme,
    OrgUnit,
    Person,
    RoleAssignment,
    SchoolYear,
    StudentGroup,
)
from district.queries import has_begun

REASON = "The district began"
ONE_AT_A_TIME = 0x6469_7374  # the key of the lock that those who begin at once wait for


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new site must know of its district and of the first person who runs it."""

    name: str
    short_name: str
    contact_office: str
    contact_email: str
    administrator_name: str
    administrator_email: str
    accent: str = ""
    logo: Logo | None = None
    year_starts_month: int = 7
    year_starts_day: int = 1
    units: tuple[FirstUnit, ...] = ()


def begin_district(*, beginning: Beginning, password: str) -> Person:
    """Name the district, its years, its units, the group of all students and the first administrator.

    Of two people who begin at once the first wins; the other is told, and nothing of theirs is kept.
    """
    with transaction.atomic(), change(by=None, reason=REASON):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        if has_begun():
            raise Refused("This site has a district already. Nothing of what you sent was saved.")
        person = Person.objects.create_user(
            beginning.administrator_email, password, name=beginning.administrator_name
        )
        with change(by=person, reason=REASON):
            _add_profile(beginning)
            _add_years(beginning, timezone.localdate())
            district = OrgUnit.objects.create(name=beginning.name, slug="district", level="district")
            _add_units(beginning.units, district)
            everyone = GroupScheme.objects.create(code="all", name="All students", kind="total")
            StudentGroup.objects.create(scheme=everyone, code="all", name="All students")
            RoleAssignment.objects.create(
                person=person, role=Role.ADMINISTRATOR, unit=district, valid_from=timezone.localdate()
            )
            for path in settings.LOADED_AT_THE_BEGINNING:
                import_string(path)(by=person)
    return person


def _add_profile(beginning: Beginning) -> None:
    logo = beginning.logo
    if logo:
        keep_logo(logo)
    DistrictProfile.objects.create(
        pk=1,
        name=beginning.name,
        short_name=beginning.short_name,
        contact_office=beginning.contact_office,
        contact_email=beginning.contact_email,
        accent=beginning.accent,
        logo=logo.key if logo else "",
        logo_width=logo.width if logo else 0,
        logo_height=logo.height if logo else 0,
        year_starts_month=beginning.year_starts_month,
        year_starts_day=beginning.year_starts_day,
    )


def _add_years(beginning: Beginning, today: dt.date) -> None:
    month, day = beginning.year_starts_month, beginning.year_starts_day
    SchoolYear.objects.bulk_create(
        SchoolYear(end_year=year.end_year, starts_on=year.starts_on, ends_on=year.ends_on)
        for year in years_around(today, month=month, day=day)
    )


def _add_units(units: Iterable[FirstUnit], district: OrgUnit) -> None:
    taken = {district.slug}
    rows = []
    for order, unit in enumerate(units, start=1):
        slug = _free_slug(unit.name, taken)
        taken.add(slug)
        rows.append(
            OrgUnit(
                name=unit.name,
                slug=slug,
                level=unit.level,
                kind=unit.kind,
                parent=district,
                has_school_plan=unit.level == "school",
                order=order,
            )
        )
    OrgUnit.objects.bulk_create(rows)


def _free_slug(name: str, taken: set[str]) -> str:
    wanted = slugify(name)[:70].strip("-") or "unit"
    tries = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(slug for slug in tries if slug not in taken)
