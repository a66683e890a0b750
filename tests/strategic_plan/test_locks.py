"""The database keeps the words of an adopted plan, whatever path a change takes."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from strategic_plan.actions import archive_plan, open_amendment
from strategic_plan.models import (
    Amendment,
    CoreGoal,
    Initiative,
    Milestone,
    Plan,
    PlanComponent,
    PlanVersion,
    StatusNote,
    Strategy,
)
from tests.plans import in_force

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 5, 5)


@pytest.fixture
def plan(db, plan_editor):
    plan = Plan.objects.create(name="Roadmap", first_year=2023)
    goal = CoreGoal.objects.create(plan=plan, number=1, name="Learning", aim="All students learn.")
    strategy = Strategy.objects.create(goal=goal, slug="reading", name="Reading")
    row = Initiative.objects.create(
        strategy=strategy, name="Coaches", owner=plan_editor, starts_on=DAY, due_on=DAY
    )
    Milestone.objects.create(initiative=row, name="Hired", due_on=DAY)
    StatusNote.objects.create(initiative=row, dated_on=DAY, text="Begun.", written_by=plan_editor)
    return in_force(plan, DAY)


def rule_of(change) -> str:
    """The rule by which the database refuses a change."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        change()
    cause: Any = caught.value.__cause__
    return str(cause.diag.constraint_name)


def sql(text):
    def run():
        with connection.cursor() as cursor:
            cursor.execute(text)

    return run


WORDS = {
    "a component changed": lambda: PlanComponent.objects.filter(kind="mission").update(text="Other"),
    "a component removed": lambda: PlanComponent.objects.filter(kind="mission").delete(),
    "a component added": lambda: PlanComponent.objects.create(plan=Plan.objects.get(), kind="framework"),
    "a goal changed": lambda: CoreGoal.objects.update(aim="Other"),
    "a goal added": lambda: CoreGoal.objects.create(plan=Plan.objects.get(), number=9, name="x", aim="x"),
    "a strategy changed": lambda: Strategy.objects.update(theory_of_action="Other"),
    "a strategy added": lambda: Strategy.objects.create(
        goal=CoreGoal.objects.get(), slug="x", name="x", order=9
    ),
    "the name changed": lambda: Plan.objects.update(name="Other"),
    "the levels renamed": lambda: Plan.objects.update(goal_name="Area"),
    "by hand in SQL": sql("UPDATE strategic_plan_coregoal SET aim = 'Other'"),
}
WORK = {
    "an initiative changed": lambda: Initiative.objects.update(name="Other"),
    "a milestone reached": lambda: Milestone.objects.update(done_on=DAY),
    "a note changed": lambda: StatusNote.objects.update(text="Other"),
    "a note removed": lambda: StatusNote.objects.all().delete(),
    "an initiative added": lambda: Initiative.objects.create(
        strategy=Strategy.objects.get(),
        name="x",
        owner=Initiative.objects.get().owner,
        starts_on=DAY,
        due_on=DAY,
    ),
}


@pytest.mark.parametrize("change", WORDS.values(), ids=WORDS)
def test_the_words_of_a_plan_in_force_are_locked(plan, change):
    assert rule_of(change) == "plan_words_are_locked"


@pytest.mark.parametrize("change", WORDS.values(), ids=WORDS)
def test_while_an_amendment_is_open_the_words_can_change(plan, plan_editor, change):
    open_amendment(plan=plan, by=plan_editor, reason="New law")
    if "removed" in str(change):
        return
    change()


@pytest.mark.parametrize("change", WORK.values(), ids=WORK)
def test_the_work_of_a_plan_in_force_goes_on(plan, change):
    change()


@pytest.mark.parametrize("change", [*WORDS.values(), *WORK.values()], ids=[*WORDS, *WORK])
def test_nothing_of_an_archived_plan_changes(plan, superintendent, change):
    archive_plan(plan=plan, by=superintendent, reason="Its years are over")
    assert rule_of(change) == "plan_archived_is_final"


def test_an_archived_plan_never_comes_back(plan, superintendent):
    archive_plan(plan=plan, by=superintendent, reason="Its years are over")
    assert rule_of(lambda: Plan.objects.update(state="adopted")) in {
        "plan_archived_is_final",
        "plan_state_follows_the_table",
    }
    assert rule_of(sql("DELETE FROM strategic_plan_plan")) == "plan_archived_is_final"


def test_a_plan_is_not_adopted_without_a_motion(db):
    plan = Plan.objects.create(name="Roadmap", first_year=2023)
    for kind in ("mission", "vision"):
        PlanComponent.objects.create(plan=plan, kind=kind, text="x")
    adopt = "UPDATE strategic_plan_plan SET state = 'adopted', adopted_on = '2026-05-05'"
    assert rule_of(sql(adopt)) == "plan_in_force_by_a_motion"


@pytest.mark.parametrize("kind", ["mission", "vision"])
def test_a_plan_is_not_adopted_without_mission_and_vision(plan, kind):
    other = Plan.objects.create(name="Other", first_year=2027)
    version = PlanVersion.objects.get()
    version.pk, version.plan, version._state.adding = None, other, True
    version.save()
    PlanComponent.objects.create(plan=other, kind=kind, text="x")
    PlanComponent.objects.create(plan=other, kind="framework", text="x")
    adopt = Plan.objects.filter(pk=other.pk).update
    assert rule_of(lambda: adopt(state="adopted", adopted_on=DAY)) == "plan_in_force_has_mission_and_vision"


def test_a_plan_in_force_never_becomes_a_draft_again(plan):
    assert rule_of(lambda: Plan.objects.update(state="draft")) == "plan_state_follows_the_table"


def test_only_a_plan_in_force_is_amended(plan, plan_editor):
    draft = Plan.objects.create(name="Next", first_year=2028)
    assert (
        rule_of(lambda: Amendment.objects.create(plan=draft, reason="x", opened_by=plan_editor))
        == "plan_amended_is_in_force"
    )


@pytest.mark.parametrize(
    "change", ["UPDATE strategic_plan_planversion SET motion = 'x'", "DELETE FROM strategic_plan_planversion"]
)
def test_a_version_never_changes(plan, change):
    with pytest.raises(ProgrammingError, match="append_only"), transaction.atomic():
        sql(change)()
