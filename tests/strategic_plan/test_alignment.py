"""The alignment map: what hangs together, and what is missing, in words."""

import datetime as dt

import pytest

from strategic_plan.alignment import Alignment, Gap, Tie
from strategic_plan.models import (
    CoreGoal,
    Initiative,
    InputGoal,
    Plan,
    PlanComponent,
    StakeholderInput,
    Strategy,
)
from strategic_plan.queries import alignment_map


@pytest.fixture
def plan(plan_editor):
    plan = Plan.objects.create(name="Roadmap", first_year=2023)
    PlanComponent.objects.create(plan=plan, kind="mission", text="Ready for life.")
    PlanComponent.objects.create(plan=plan, kind="vision", text="Everyone belongs.")
    goals = [CoreGoal.objects.create(plan=plan, number=n, name=f"Goal {n}", aim="Aim") for n in (1, 2, 3)]
    for goal in goals[:2]:
        made = Strategy.objects.create(
            goal=goal, slug=f"strategy-{goal.number}", name=f"Strategy {goal.number}"
        )
        if goal.number == 1:
            Initiative.objects.create(
                strategy=made, name="Call before noon", owner=plan_editor,
                starts_on=dt.date(2020, 1, 1), due_on=dt.date(2020, 6, 1),
            )  # fmt: skip
    heard = StakeholderInput.objects.create(
        plan=plan, title="x", audiences=["staff"], method="meeting", held_from=dt.date(2026, 1, 2),
        heard="x", recorded_by=plan_editor,
    )  # fmt: skip
    for goal in goals[1:]:
        InputGoal.objects.create(input=heard, goal=goal)
    return plan


def tied(plan):
    """A room of the test: one measure for goal 1."""
    goal = plan.goals.get(number=1)
    return Alignment(
        "measures",
        goals={goal.pk: (Tie("Reading", "/staff/measures/reading/", status="near"),)},
        gaps=(Gap("Goal 2 has no active measure."), Gap("Goal 3 has no active measure.")),
    )


@pytest.fixture
def one_room(settings):
    settings.ALIGNMENT = [f"{__name__}.tied"]


def test_gaps_are_sentences_in_the_order_of_the_plan(plan, one_room):
    assert [gap.text for gap in alignment_map(plan).gaps] == [
        "No strategy serves goal 3.",
        "No initiative carries out “Strategy 2” (goal 2).",
        "No stakeholder input is recorded for goal 1.",
        "Goal 2 has no active measure.",
        "Goal 3 has no active measure.",
    ]


def test_a_plan_without_words_is_all_gaps(one_room, db, settings):
    settings.ALIGNMENT = []
    plan = Plan.objects.create(name="Empty", first_year=2028)
    assert [gap.text for gap in alignment_map(plan).gaps] == [
        "The plan has no mission.",
        "The plan has no vision.",
        "The plan has no core goal.",
    ]


def test_each_place_says_what_is_tied_or_why_nothing_is(plan, one_room):
    found = alignment_map(plan)
    first, second, _third = found.goals
    assert [[tie.text for tie in filled.ties] for filled in first.places] == [["Reading"]]
    assert found.later == [
        "School goals appear here when school plans are kept in this product.",
        "Dollars appear here when the budget is kept in this product.",
    ]
    assert (second.places[0].ties, second.places[0].place.empty) == ([], "No active measure.")


def test_the_page_puts_what_is_missing_first_with_a_link_to_mend_it(client, plan, plan_editor, one_room):
    client.force_login(plan_editor)
    page = client.get(f"/staff/plan/{plan.pk}/alignment/").content.decode()
    goal = plan.goals.get(number=3)
    assert page.index("No strategy serves goal 3.") < page.index("Ready for life.")
    assert f'href="/staff/plan/goals/{goal.pk}/strategies/add/">Add strategy' in page
    assert "Just behind" in page
    assert "Call before noon" in page
    assert "Late, due June 1, 2020" in page


def test_gaps_use_the_districts_own_names_of_the_levels(plan, one_room):
    Plan.objects.update(goal_name="Priority", strategy_name="Path")
    plan.refresh_from_db()
    sentences = [gap.text for gap in alignment_map(plan).gaps]
    assert "No path serves priority 3." in sentences
    assert "No stakeholder input is recorded for priority 1." in sentences


def test_a_reader_sees_the_gaps_without_the_links(client, plan, board_member, one_room):
    client.force_login(board_member)
    page = client.get(f"/staff/plan/{plan.pk}/alignment/").content.decode()
    assert "No strategy serves goal 3." in page
    assert "Add strategy" not in page


def test_the_map_asks_the_same_number_of_questions_for_three_and_three_hundred(
    client, plan, plan_editor, django_assert_max_num_queries
):
    goal = plan.goals.get(number=1)
    client.force_login(plan_editor)
    client.get(f"/staff/plan/{plan.pk}/alignment/")
    with django_assert_max_num_queries(16) as few:
        client.get(f"/staff/plan/{plan.pk}/alignment/")
    Strategy.objects.bulk_create(
        Strategy(goal=goal, slug=f"s-{n}", name=f"S {n}", order=n) for n in range(9, 309)
    )
    with django_assert_max_num_queries(16) as many:
        client.get(f"/staff/plan/{plan.pk}/alignment/")
    assert len(few) == len(many)
