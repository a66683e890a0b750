"""The public pages of the plan."""

import datetime as dt
from typing import Any

import pytest

from publication import compiling
from strategic_plan.actions import archive_plan
from strategic_plan.models import CoreGoal, Plan, PlanComponent, Strategy
from tests.kpi.public.samples import Sample, make_sample, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample(district_units, all_students, steward) -> Sample:
    return make_sample(district_units, steward)


def items() -> dict[tuple[str, str], dict[str, Any]]:
    parts = compiling.parts(compiling.Draft(dt.date(2026, 11, 12)))
    return {(item.kind, item.key): item.payload for part in parts for item in part.compile()}


def test_the_plan_is_published_with_its_goals_in_order(sample):
    plan = items()["plan", ""]
    assert [goal["number"] for goal in plan["goals"]] == [1, 2, 3, 4, 5]
    assert [part["kind"] for part in plan["components"]] == ["mission", "vision", "core_value"]
    assert plan["adopted_on"] == "2022-04-26"


def test_a_draft_plan_stays_inside(sample):
    draft = Plan.objects.create(name="Next plan", first_year=2028)
    PlanComponent.objects.create(plan=draft, kind="mission", text="Secret words")
    goal = CoreGoal.objects.create(plan=draft, number=6, name="Sixth", aim="More")
    Strategy.objects.create(goal=goal, slug="secret", name="Secret strategy")
    assert items()["plan", ""]["name"] == "Strategic Roadmap"
    assert ("goal", "6") not in items()


def test_without_an_adopted_plan_the_page_says_so(client, sample):
    archive_plan(plan=Plan.objects.get(), by=None, reason="Its years are over")
    publish(sample)
    page = client.get("/plan/").content.decode()
    assert "No plan has been adopted and published yet." in page
    assert client.get("/").status_code == 200


def test_the_plan_page_shows_mission_vision_values_and_goals(client, sample):
    publish(sample)
    page = client.get("/plan/").content.decode()
    for words in ["Ready for life", "every person belongs", "Integrity"]:
        assert words in page
    assert page.count('href="/plan/goals/') == 5


def test_a_goal_page_leaves_a_place_for_its_measures(client, sample):
    publish(sample)
    page = client.get("/plan/goals/2/").content.decode()
    assert 'hx-get="/measures/goals/2/"' in page
    assert 'href="/measures/?goal=2"' in page
    assert "Attendance teams" in page
    archived = client.get("/releases/1/plan/goals/2/").content.decode()
    assert 'hx-get="/releases/1/measures/goals/2/"' in archived
