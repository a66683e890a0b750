"""Every list page asks the database as often for 300 rows as for 3."""

import datetime as dt
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from district.models import GroupScheme, OrgUnit, Person, SchoolYear, StudentGroup
from imports.models import ImportBatch, Recipe, RecipeVersion, SourceFile
from kpi.models import Indicator, IndicatorVersion
from publication.models import Release
from strategic_plan.models import (
    Assessment,
    CoreGoal,
    CriteriaSet,
    Cycle,
    CycleLine,
    Plan,
    Process,
    ProcessStep,
    StakeholderInput,
    Strategy,
)
from tests.access import places


def person() -> Person:
    return Person.objects.get(email="administrator@demo.example")


def units(numbers: range) -> None:
    parent = OrgUnit.objects.get(slug="district")
    OrgUnit.objects.bulk_create(
        OrgUnit(name=f"School {n}", slug=f"more-{n}", level="school", kind="Middle", parent=parent)
        for n in numbers
    )


def years(numbers: range) -> None:
    last = 2060
    SchoolYear.objects.bulk_create(
        SchoolYear(end_year=year, starts_on=dt.date(year - 1, 7, 1), ends_on=dt.date(year, 6, 30))
        for year in (last + 1 + n for n in numbers)
    )


def groups(numbers: range) -> None:
    schemes = GroupScheme.objects.bulk_create(
        GroupScheme(code=f"more-{n}", name=f"Way {n}", kind="overlapping") for n in numbers
    )
    StudentGroup.objects.bulk_create(
        StudentGroup(scheme=scheme, code=f"of-{scheme.code}", name=scheme.name) for scheme in schemes
    )


def people(numbers: range) -> None:
    Person.objects.bulk_create(
        Person(name=f"More {n}", email=f"more{n}@demo.example", password="!") for n in numbers
    )


def changes(numbers: range) -> None:
    """Each row of any table is a line of history; the newest page of all kinds shows these people alone."""
    page = 50
    people(range(numbers.start + page if numbers.start else 0, numbers.stop + page))


def plans(numbers: range) -> None:
    made = Plan.objects.bulk_create(Plan(name=f"Draft {n}", first_year=2040 + n) for n in numbers)
    goals = CoreGoal.objects.bulk_create(CoreGoal(plan=plan, number=1, name="Goal") for plan in made)
    Strategy.objects.bulk_create(
        Strategy(goal=goal, slug=f"more-{goal.pk}", name=f"Strategy {goal.pk}") for goal in goals
    )


def inputs(numbers: range) -> None:
    StakeholderInput.objects.bulk_create(
        StakeholderInput(
            plan=draft(),
            title=f"Heard {n}",
            audiences=["families"],
            method="survey",
            held_from=dt.date(2026, 3, 1),
            heard="More time.",
            recorded_by=person(),
        )
        for n in numbers
    )


def draft() -> Plan:
    return Plan.objects.get_or_create(name="A draft with much in it", first_year=2039)[0]


def measures(numbers: range) -> None:
    made = Indicator.objects.bulk_create(Indicator(code=f"more-{n}", slug=f"more-{n}") for n in numbers)
    IndicatorVersion.objects.bulk_create(
        IndicatorVersion(indicator=each, number=1, name=each.code, question=f"How is {each.code}?")
        for each in made
    )


def batches(numbers: range) -> None:
    files = SourceFile.objects.bulk_create(
        SourceFile(name=f"{n}.csv", sha256=f"{n:064}", size=1, uploaded_by=person()) for n in numbers
    )
    version = RecipeVersion.objects.first()
    ImportBatch.objects.bulk_create(
        ImportBatch(file=file, recipe_version=version, created_by=person()) for file in files
    )


def recipes(numbers: range) -> None:
    made = Recipe.objects.bulk_create(
        Recipe(slug=f"more-{n}", name=f"Source {n}", source="State") for n in numbers
    )
    spec = RecipeVersion.objects.first().spec
    RecipeVersion.objects.bulk_create(RecipeVersion(recipe=recipe, number=1, spec=spec) for recipe in made)


def releases(numbers: range) -> None:
    Release.objects.bulk_create(
        Release(state="abandoned", reason=f"Given up {n}", drafted_by=person()) for n in numbers
    )


def processes(numbers: range) -> None:
    unit = OrgUnit.objects.get(slug="district")
    made = Process.objects.bulk_create(
        Process(name=f"Process {n}", unit=unit, owner=person()) for n in numbers
    )
    ProcessStep.objects.bulk_create(ProcessStep(process=process, text="Begin") for process in made)


def cycles(numbers: range) -> None:
    unit = OrgUnit.objects.get(slug="district")
    process = Process.objects.get_or_create(name="One that improves", unit=unit, owner=person())[0]
    lines = CycleLine.objects.bulk_create(
        CycleLine(name=f"Line {n}", unit=unit, process=process) for n in numbers
    )
    Cycle.objects.bulk_create(Cycle(line=line, owner=person()) for line in lines)


def sets(numbers: range) -> list[CriteriaSet]:
    return CriteriaSet.objects.bulk_create(
        CriteriaSet(slug=f"more-{n}", name=f"Criteria {n}", edition="1", source="x") for n in numbers
    )


def assessments(numbers: range) -> None:
    Assessment.objects.bulk_create(
        Assessment(criteria_set=each, as_of=dt.date(2026, 6, 1), opened_by=person()) for each in sets(numbers)
    )


def sessions(numbers: range) -> None:
    UserSession.objects.bulk_create(
        UserSession(user=person(), session_key=f"key{n:037}", ip="192.0.2.1", user_agent="x") for n in numbers
    )
    Session.objects.bulk_create(
        Session(session_key=f"key{n:037}", session_data="", expire_date="2100-01-01T00:00Z") for n in numbers
    )


# URL name → what makes more rows of its list. Names that end in _list are lists; others are named here too.
LISTS: dict[str, Any] = {
    "usersessions_list": sessions,
    "district:history_list": changes,
    "district:unit_list": units,
    "district:year_list": years,
    "district:group_list": groups,
    "district:person_list": people,
    "strategic_plan_staff:plan_list": plans,
    "strategic_plan_staff:input_list": inputs,
    "strategic_plan_staff:process_list": processes,
    "strategic_plan_staff:cycle_list": cycles,
    "strategic_plan_staff:criteria_list": sets,
    "strategic_plan_staff:assessment_list": assessments,
    "kpi_staff:indicator_list": measures,
    "imports:batch_list": batches,
    "imports:recipe_list": recipes,
    "publication_staff:draft_list": releases,
}
PARTS = {"strategic_plan_staff:input_list": lambda: {"plan": draft().pk}}
# Read from a release, whose pages take at most three queries however much it holds (tests of each room).
FROM_A_RELEASE = {"kpi:measure_list", "publication:release_list"}


def test_every_list_page_is_measured():
    found = {name for name in places.addresses() if name.endswith("_list")}
    public = {name for name in found if name.removeprefix("archive:") in FROM_A_RELEASE}
    assert found - public == set(LISTS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", LISTS)
def test_a_list_page_asks_as_often_for_300_rows_as_for_3(demonstration, name):
    client, more = Client(), LISTS[name]
    client.force_login(person())
    more(range(3))
    address = reverse(name, kwargs=PARTS.get(name, dict)())
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        assert client.get(address).status_code == 200
    more(range(3, 300))
    with CaptureQueriesContext(connection) as many:
        assert client.get(address).status_code == 200
    assert len(many) == len(few), "\n".join(query["sql"] for query in many.captured_queries[-20:])
    assert len(few) <= 30
