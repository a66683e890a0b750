"""Many people in one goal at the same moment: every save is applied or answered with both texts."""

import pytest
from django.test import Client

from district.domain import Role, mark_of_order
from strategic_plan.models import CoreGoal, Plan
from tests.at_once import at_once
from tests.conftest import persona

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 16
EDITS = 200
HTMX = {"HX-Request": "true"}


@pytest.fixture
def goal():
    plan = Plan.objects.create(name="Roadmap", first_year=2023)
    for number in (2, 3, 4):
        CoreGoal.objects.create(plan=plan, number=number, name=f"Goal {number}", aim="x")
    return CoreGoal.objects.create(plan=plan, number=1, name="Learning", aim="The first words.")


@pytest.fixture
def people(district_units):
    """A signed-in browser of each person."""
    clients = []
    for number in range(PEOPLE):
        client = Client()
        client.force_login(persona(Role.PLAN_EDITOR, name=f"editor-{number}", unit=district_units.district))
        clients.append(client)
    return clients


def edits_of(client, goal, person, count):
    """One person's edits: each from the words they see then; what was refused is chosen again once."""
    address = f"/staff/edit/coregoal/{goal.pk}/aim/edit/"
    answers = []
    for number in range(count):
        words = f"Words {number} of person {person}."
        seen = client.get(address, headers=HTMX).context["seen"]
        answer = client.post(address, {"aim": words, "seen": seen}, headers=HTMX)
        answers.append((words, answer.status_code, answer.content.decode()))
    return answers


def test_of_two_hundred_edits_at_once_every_one_is_applied_or_shown_with_both_texts(people, goal):
    share = [EDITS // PEOPLE + (person < EDITS % PEOPLE) for person in range(PEOPLE)]
    calls = [
        lambda client=client, person=person: edits_of(client, goal, person, share[person])
        for person, client in enumerate(people)
    ]
    answers = [answer for person in at_once(*calls) for answer in person]
    assert len(answers) == EDITS
    applied = {words for words, status, _page in answers if status == 200}
    refused = [(words, page) for words, status, page in answers if status == 409]
    assert len(applied) + len(refused) == EDITS
    events = CoreGoal.pgh_event_model.objects.filter(pgh_obj_id=goal.pk).order_by("pgh_id")
    kept = list(events.values_list("aim", flat=True))
    assert set(kept) == applied | {"The first words."}
    assert len(kept) == len(applied) + 1
    assert CoreGoal.objects.get(pk=goal.pk).aim == kept[-1]
    for words, page in refused:
        assert f'value="{words}"' in page  # in the form of "Keep mine"
        assert "Saved by editor" in page


def test_of_sixteen_who_saw_the_same_words_one_is_applied(people, goal):
    address = f"/staff/edit/coregoal/{goal.pk}/aim/edit/"
    seen = people[0].get(address, headers=HTMX).context["seen"]
    calls = [
        lambda client=client, number=number: (
            client.post(address, {"aim": f"Words of {number}.", "seen": seen}, headers=HTMX).status_code
        )
        for number, client in enumerate(people)
    ]
    assert sorted(at_once(*calls)) == [200] + [409] * (PEOPLE - 1)


def test_of_those_who_move_at_once_one_moves_and_no_row_is_lost_or_doubled(people, goal):
    keys = list(CoreGoal.objects.order_by("number").values_list("pk", flat=True))
    seen = mark_of_order(keys)
    calls = [
        lambda client=client, number=number: (
            client.post(
                f"/staff/rows/coregoal/{keys[number % 4]}/move/",
                {"to": 1 + (number + 2) % 4, "seen_order": seen},
            ).status_code
        )
        for number, client in enumerate(people)
    ]
    answers = sorted(at_once(*calls))
    assert answers == [302] + [409] * (PEOPLE - 1)
    assert list(CoreGoal.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert set(CoreGoal.objects.values_list("pk", flat=True)) == set(keys)


def test_goals_added_moved_and_removed_at_once_keep_their_places_apart(people, goal):
    plan = goal.plan_id
    last = CoreGoal.objects.order_by("number").last().pk
    add = {"name": "New", "aim": "x"}
    calls = [
        *(lambda client=client: client.post(f"/staff/plan/{plan}/goals/add/", add) for client in people[:8]),
        *(lambda client=client: client.post(f"/staff/rows/coregoal/{last}/remove/") for client in people[8:]),
    ]
    answers = [answer.status_code for answer in at_once(*calls)]
    assert answers[:8] == [302] * 8
    assert sorted(answers[8:])[0] == 302
    assert set(answers[8:]) <= {302, 404, 409}
    count = CoreGoal.objects.count()
    assert count == 4 + 8 - 1
    assert list(CoreGoal.objects.values_list("number", flat=True)) == list(range(1, count + 1))


def test_one_undo_pressed_twice_at_once_undoes_once(people, goal):
    address = f"/staff/edit/coregoal/{goal.pk}/aim/"
    seen = people[0].get(f"{address}edit/", headers=HTMX).context["seen"]
    answer = people[0].post(f"{address}edit/", {"aim": "New.", "seen": seen}, headers=HTMX)
    event = answer.context["place"].saved.event
    calls = [lambda: again(people[0]).post(f"{address}undo/", {"event": event}, headers=HTMX).status_code] * 4
    assert sorted(at_once(*calls)) == [200, 409, 409, 409]
    assert CoreGoal.objects.get(pk=goal.pk).aim == "The first words."


def again(client):
    """Another tab of the same person."""
    tab = Client()
    tab.cookies = client.cookies
    return tab
