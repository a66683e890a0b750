"""A district calls the levels of its plan what it likes, and every page follows."""

import re

import pytest
from django.utils.html import strip_tags

from strategic_plan.domain import Level
from strategic_plan.models import CoreGoal, Plan, Strategy

USUAL = re.compile(r"core goal|\bgoals?\b|strateg(y|ies)|initiative", re.IGNORECASE)
NAMED = ("Strategic planning", "Strategic plan", "strategic plan")  # what the whole is called stays


@pytest.fixture
def plan(db):
    plan = Plan.objects.create(
        name="Roadmap", first_year=2023,
        goal_name="Priority", goal_name_plural="Priorities",
        strategy_name="Approach", strategy_name_plural="Approaches",
        initiative_name="Project", initiative_name_plural="Projects",
    )  # fmt: skip
    first = CoreGoal.objects.create(plan=plan, number=1, name="Learning", aim="All students learn.")
    CoreGoal.objects.create(plan=plan, number=2, name="Support", aim="Each student gets help.")
    Strategy.objects.create(goal=first, slug="reading", name="Reading lessons")
    return plan


def words(response):
    """What a page says in its main part, hidden labels too."""
    page = response.content.decode()
    said = strip_tags(page[page.index("<main") : page.index("</main>")])
    for name in NAMED:
        said = said.replace(name, "")
    return re.sub(r"\s+", " ", said)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("{plan}/", "Approaches of priority 1"),
        ("{plan}/alignment/", "No approach serves priority 2. Add approach"),
        ("{plan}/alignment/", "No project carries out “Reading lessons”"),
        ("{plan}/goals/add/", "Add priority"),
        ("goals/{goal}/strategies/add/", "Add approach to Priority 1, Learning"),
        ("{plan}/input/", "No stakeholder input is recorded for priority 1."),
        ("{plan}/input/add/", "Priorities it speaks to"),
        ("strategies/{strategy}/", "Add project"),
    ],
)
def test_every_page_of_the_plan_uses_its_own_names(client, plan_editor, plan, address, sentence):
    client.force_login(plan_editor)
    keys = {"plan": plan.pk, "goal": CoreGoal.objects.get(number=1).pk, "strategy": Strategy.objects.get().pk}
    said = words(client.get(f"/staff/plan/{address.format(**keys)}"))
    assert sentence in said
    assert [each.group() for each in USUAL.finditer(said.replace("School goals", ""))] == []


def test_the_names_are_edited_on_the_page_of_the_plan(client, plan_editor, plan):
    client.force_login(plan_editor)
    page = client.get(f"/staff/plan/{plan.pk}/").content.decode()
    for level in ("goal", "strategy", "initiative"):
        for number in ("", "_plural"):
            assert f'href="/staff/edit/plan/{plan.pk}/{level}_name{number}/edit/"' in page


def test_an_abbreviation_keeps_its_capitals_within_a_sentence():
    assert Level("Core goal", "Core goals").one_within == "core goal"
    assert Level("SMART goal", "SMART goals").many_within == "SMART goals"
