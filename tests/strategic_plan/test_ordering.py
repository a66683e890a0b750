"""Lists of the plan moved, emptied and filled again, by one person at a time."""

import pytest

from district.domain import mark_of_order
from strategic_plan.models import CoreGoal, Plan, Strategy

HTMX = {"HX-Request": "true"}


@pytest.fixture
def plan(db):
    plan = Plan.objects.create(name="Roadmap", first_year=2023)
    for number, name in enumerate(("One", "Two", "Three"), start=1):
        goal = CoreGoal.objects.create(plan=plan, number=number, name=name, aim="x")
        Strategy.objects.create(goal=goal, slug=name.lower(), name=f"Strategy {name}", order=1)
    return plan


@pytest.fixture
def as_editor(client, plan_editor):
    client.force_login(plan_editor)
    return client


def order():
    return list(CoreGoal.objects.order_by("number").values_list("number", "name"))


def mark():
    return mark_of_order(CoreGoal.objects.order_by("number").values_list("pk", flat=True))


def move(client, name, to, **more):
    goal = CoreGoal.objects.get(name=name)
    fields = {"to": to, "seen_order": mark(), **more}
    return client.post(f"/staff/rows/coregoal/{goal.pk}/move/", fields)


def remove(client, name):
    return client.post(f"/staff/rows/coregoal/{CoreGoal.objects.get(name=name).pk}/remove/", follow=True)


def undo_of(answer):
    return answer.content.decode().split("/restore/")[1].split("/")[0]


@pytest.mark.parametrize(
    ("name", "to", "names"),
    [
        ("Three", "1", ["Three", "One", "Two"]),
        ("One", "2", ["Two", "One", "Three"]),
        ("One", "99", ["Two", "Three", "One"]),
        ("Two", "0", ["Two", "One", "Three"]),
        ("Two", "2", ["One", "Two", "Three"]),
    ],
)
def test_a_goal_moves_and_the_numbers_stay_dense(as_editor, plan, name, to, names):
    assert move(as_editor, name, to).status_code == 302
    assert order() == list(enumerate(names, start=1))


def test_the_page_says_where_it_moved_to(as_editor, plan):
    move(as_editor, "Three", "2")
    assert "Moved to 2 of 3." in as_editor.get(f"/staff/plan/{plan.pk}/").content.decode()


def test_who_saw_another_order_is_told_and_moves_nothing(as_editor, plan):
    seen = mark()
    move(as_editor, "Three", "1")
    answer = move(as_editor, "Two", "1", seen_order=seen)
    assert answer.status_code == 409
    assert "Someone else changed the order first." in answer.content.decode()
    assert order() == [(1, "Three"), (2, "One"), (3, "Two")]


@pytest.mark.parametrize("to", ["", "-1", "x", "²", "1.5"])
def test_a_place_that_is_none_is_refused(as_editor, plan, to):
    assert move(as_editor, "Two", to).status_code == 422


def test_a_goal_is_removed_with_its_strategies_and_brought_back_to_its_place(as_editor, plan):
    key = CoreGoal.objects.get(name="Two").pk
    answer = remove(as_editor, "Two")
    assert "Removed: Core goal 2, Two." in answer.content.decode()
    assert order() == [(1, "One"), (2, "Three")]
    assert Strategy.objects.count() == 2
    back = as_editor.post(f"/staff/rows/coregoal/restore/{undo_of(answer)}/", follow=True)
    assert "Brought back: Core goal 2, Two." in back.content.decode()
    assert order() == [(1, "One"), (2, "Two"), (3, "Three")]
    assert CoreGoal.objects.get(name="Two").pk == key
    assert Strategy.objects.get(slug="two").goal_id == key


def test_what_was_brought_back_is_not_brought_back_twice(as_editor, plan):
    address = f"/staff/rows/coregoal/restore/{undo_of(remove(as_editor, 'Two'))}/"
    assert as_editor.post(address).status_code == 302
    assert as_editor.post(address).status_code == 409
    assert len(order()) == 3


def test_only_who_removed_it_brings_it_back(as_editor, plan, superintendent):
    removal = undo_of(remove(as_editor, "Two"))
    as_editor.force_login(superintendent)
    assert as_editor.post(f"/staff/rows/coregoal/restore/{removal}/").status_code == 409
    assert len(order()) == 2


def test_a_goal_that_measures_point_to_stays(as_editor, plan, monkeypatch):
    from kpi.models import Indicator, IndicatorVersion

    goal = CoreGoal.objects.get(name="Two")
    indicator = Indicator.objects.create(code="X", slug="x")
    IndicatorVersion.objects.create(indicator=indicator, number=1, name="Graduation", main_goal=goal)
    answer = as_editor.post(f"/staff/rows/coregoal/{goal.pk}/remove/")
    assert answer.status_code == 409
    assert "This is still used" in answer.content.decode()
    assert len(order()) == 3


def test_a_board_member_moves_and_removes_nothing(client, board_member, plan):
    client.force_login(board_member)
    assert move(client, "Two", "1").status_code == 403
    assert client.post(f"/staff/rows/coregoal/{CoreGoal.objects.first().pk}/remove/").status_code == 403
    assert order() == [(1, "One"), (2, "Two"), (3, "Three")]
