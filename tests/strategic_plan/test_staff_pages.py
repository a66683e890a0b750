"""Writing the plan on staff pages."""

import pytest

from district.queries import Asked, history
from strategic_plan.models import CoreGoal, Plan, PlanComponent, Strategy


@pytest.fixture
def plan(db):
    plan = Plan.objects.create(name="Roadmap", first_year=2023)
    PlanComponent.objects.create(plan=plan, kind="mission", text="Ready for life.")
    goal = CoreGoal.objects.create(plan=plan, number=1, name="Learning", aim="All students learn.")
    Strategy.objects.create(goal=goal, slug="reading", name="Reading lessons")
    return plan


@pytest.fixture
def as_editor(client, plan_editor):
    client.force_login(plan_editor)
    return client


LEVELS = {
    f"{level}_name{number}": "Name"
    for level in ("goal", "strategy", "initiative")
    for number in ("", "_plural")
}
GOAL = {"name": "Support", "aim": "Each student gets help.", "reason": "Board, May 5"}


def test_a_goal_is_added_and_history_says_why(as_editor, plan):
    assert as_editor.post(f"/staff/plan/{plan.pk}/goals/add/", GOAL).status_code == 302
    goal = CoreGoal.objects.get(number=2)
    assert goal.plan == plan
    entry = history(Asked(model="strategic_plan.coregoal", pk=str(goal.pk))).entries[0]
    assert (entry.who, entry.did, entry.reason) == ("plan editor", "Added", "Board, May 5")
    assert "Each student gets help." in as_editor.get(f"/staff/plan/{plan.pk}/").content.decode()


@pytest.mark.parametrize(
    ("address", "fields", "sentence"),
    [
        ("{plan}/goals/add/", GOAL | {"name": ""}, "Write something here."),
        ("{plan}/words/add/", {"kind": "mission", "order": "9"}, "A plan has one mission and one vision."),
        (
            "add/",
            {"name": "Next", "first_year": "2027", "last_year": "2020"} | LEVELS,
            "The last year comes after the first.",
        ),
    ],
)
def test_what_cannot_be_gets_a_sentence(as_editor, plan, address, fields, sentence):
    response = as_editor.post("/staff/plan/" + address.format(plan=plan.pk), fields)
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_strategy_takes_the_last_place_and_an_address_that_is_free(as_editor, plan):
    goal = CoreGoal.objects.get()
    address = f"/staff/plan/goals/{goal.pk}/strategies/add/"
    for _time in (1, 2):
        assert as_editor.post(address, {"name": "Reading"}).status_code == 302
    added = Strategy.objects.filter(name="Reading").values_list("slug", "order")
    assert sorted(added) == [("reading-2", 1), ("reading-3", 2)]


def test_the_sections_say_how_far_they_are_written(as_editor, plan):
    sections = {
        each.name: each.written.words for each in as_editor.get(f"/staff/plan/{plan.pk}/").context["sections"]
    }
    assert sections == {
        "Mission": "Complete",
        "Vision": "Not started",
        "Core values": "Not started",
        "Desired daily experiences": "Not started",
        "Theory of action": "Not started",
        "Framework": "Not started",
        "Core goal 1, Learning": "In progress",  # its strategy has no theory of action yet
    }


def test_the_page_says_what_changed_lately(as_editor, plan):
    Strategy.objects.all().delete()
    recent = as_editor.get(f"/staff/plan/{plan.pk}/").context["recent"]
    # All of a test is one transaction, one instant: only the presence can be asked.
    assert ("Removed", "Reading lessons") in [(entry.did, entry.thing) for entry in recent]


def test_a_board_member_reads_the_plan_and_changes_nothing(client, board_member, plan):
    client.force_login(board_member)
    page = client.get(f"/staff/plan/{plan.pk}/").content.decode()
    assert "All students learn." in page
    assert "/edit/" not in page
    assert "/add/" not in page
    assert client.post(f"/staff/plan/{plan.pk}/goals/add/", GOAL).status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_plan(as_editor, plan, django_assert_num_queries):
    address = f"/staff/plan/{plan.pk}/"
    as_editor.get(address)
    with django_assert_num_queries(18):
        as_editor.get(address)
    for number in range(2, 6):
        goal = CoreGoal.objects.create(plan=plan, number=number, name=f"Goal {number}", aim="Aim")
        Strategy.objects.create(goal=goal, slug=f"strategy-{number}", name="More")
    with django_assert_num_queries(18):
        as_editor.get(address)
