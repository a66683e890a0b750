"""Loading the demonstration district into an empty database."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from district.history import change
from district.models import (
    DistrictProfile,
    GroupScheme,
    OrgUnit,
    Person,
    ReportingId,
    RoleAssignment,
    SchoolYear,
    StudentGroup,
)
from lakeville_planning.demonstration import plan as words
from lakeville_planning.demonstration.heard import load_heard
from lakeville_planning.demonstration.improvement import load_improvement, tag_measures
from lakeville_planning.demonstration.initiatives import load_earlier_plan, load_initiatives
from lakeville_planning.demonstration.people import PEOPLE
from lakeville_planning.demonstration.places import SCHEMES, SCHOOLS, YEARS
from lakeville_planning.demonstration.recipes import load_recipes
from lakeville_planning.demonstration.releases import publish_releases
from lakeville_planning.demonstration.results import load_measures
from strategic_plan.actions import adopt_plan
from strategic_plan.models import CoreGoal, Plan, PlanComponent, Strategy

REASON = "Demonstration district loaded"
DISTRICT = "Lakeville Area Schools"
SINCE = dt.date(2022, 7, 1)


@transaction.atomic
def load() -> bool:
    """Load everything and publish it, or nothing; a database that has a district is left alone."""
    if OrgUnit.objects.filter(level="district").exists():
        return False
    with transaction.atomic(), change(by=None, reason=REASON):
        _load_places()
        people = _load_people()
    with transaction.atomic(), change(by=people["Demo Administrator"], reason=REASON):
        _load_years_and_groups()
        plan = _load_plan()
        load_heard(plan, people)
        adopt_plan(plan=plan, motion=words.MOTION, by=people["Demo Board Clerk"], is_sample=True)
        load_earlier_plan(people["Demo Superintendent"])
        load_initiatives(people)
        load_improvement(plan=plan, people=people)
        load_measures(plan=plan, people=people)
        tag_measures()
        load_recipes(people["Demo Data Steward"])
    publish_releases(people)
    return True


def _load_places() -> None:
    DistrictProfile.objects.create(
        pk=1,
        name=DISTRICT,
        short_name="Lakeville",
        teachers_union="EML",
        planning_policy="policy 105",
        contact_email="data@demo.example",
        contact_office="Research office",
        is_demonstration=True,
    )
    district = OrgUnit.objects.create(name=DISTRICT, slug="district", level="district")
    ReportingId.objects.create(unit=district, scheme="mde", value="0194-01")
    OrgUnit.objects.create(
        name="Minnesota",
        slug="minnesota",
        level="state",
        is_comparison=True,
        is_published_comparison=True,
        order=len(SCHOOLS) + 1,
    )
    OrgUnit.objects.bulk_create(
        OrgUnit(
            name=school.name,
            slug=school.slug,
            level="school",
            kind=school.kind,
            grades=school.grades,
            parent=district,
            opened_on=dt.date(school.opened_in, 7, 1) if school.opened_in else None,
            has_school_plan=True,
            order=order,
        )
        for order, school in enumerate(SCHOOLS, start=1)
    )


def _load_people() -> dict[str, Person]:
    password = make_password(settings.DEMONSTRATION_PASSWORD)
    made = Person.objects.bulk_create(
        Person(name=person.name, email=person.email, password=password, is_demonstration=True)
        for person in PEOPLE
    )
    units = {unit.slug: unit for unit in OrgUnit.objects.all()}
    RoleAssignment.objects.bulk_create(
        RoleAssignment(person=row, role=person.role, unit=units[person.unit], valid_from=SINCE)
        for person, row in zip(PEOPLE, made, strict=True)
        if person.role
    )
    return {person.name: person for person in made}


def _load_years_and_groups() -> None:
    SchoolYear.objects.bulk_create(
        SchoolYear(end_year=year, starts_on=dt.date(year - 1, 7, 1), ends_on=dt.date(year, 6, 30))
        for year in YEARS
    )
    for order, scheme in enumerate(SCHEMES):
        row = GroupScheme.objects.create(code=scheme.code, name=scheme.name, kind=scheme.kind, order=order)
        StudentGroup.objects.bulk_create(
            StudentGroup(scheme=row, code=group.code, name=group.name, order=place)
            for place, group in enumerate(scheme.groups)
        )


def _load_plan() -> Plan:
    plan = Plan.objects.create(
        name=words.NAME,
        first_year=words.FIRST_YEAR,
        source=words.SOURCE,
    )
    parts = [("mission", "", words.MISSION), ("vision", "", words.VISION)]
    parts += [("core_value", name, "") for name in words.CORE_VALUES]
    parts += [("daily_experience", name, "") for name in words.DAILY_EXPERIENCES]
    parts += [("theory_of_action", words.THEORY_OF_ACTION, ""), ("framework", *words.FRAMEWORK)]
    PlanComponent.objects.bulk_create(
        PlanComponent(plan=plan, kind=kind, title=title, text=text, order=order)
        for order, (kind, title, text) in enumerate(parts)
    )
    for number, goal in enumerate(words.GOALS, start=1):
        row = CoreGoal.objects.create(
            plan=plan, number=number, name=goal.name, aim=goal.aim, leader=goal.leader, is_sample=False
        )
        Strategy.objects.bulk_create(
            Strategy(
                goal=row,
                slug=name.lower().replace(" ", "-"),
                name=name,
                theory_of_action=theory,
                leader=goal.leader,
                order=order,
                is_sample=True,
            )
            for order, (name, theory) in enumerate(goal.strategies)
        )
    return plan
