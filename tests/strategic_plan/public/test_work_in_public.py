"""Strategies, initiatives, notes and input in public: only what is marked public, only from the release."""

import datetime as dt
import json

import pytest

from publication.models import ReleaseItem
from strategic_plan.models import (
    CoreGoal,
    Initiative,
    InputGoal,
    InputStrategy,
    Milestone,
    Plan,
    StakeholderInput,
    StatusNote,
    Strategy,
)
from tests.kpi.public.samples import make_sample, publish

pytestmark = pytest.mark.django_db
OUTPUTS = (
    "/plan/",
    "/plan/plan.json",
    "/plan/goals/2/",
    "/plan/strategies/{slug}/",
    "/",
    "/data/",
    "/releases/1/plan/",
    "/releases/1/plan/plan.json",
    "/releases/1/plan/goals/2/",
    "/releases/1/plan/strategies/{slug}/",
    "/releases/",
)


@pytest.fixture
def sample(district_units, all_students, steward):
    return make_sample(district_units, steward)


@pytest.fixture
def strategy(sample):
    return Strategy.objects.get(goal__number=2)


@pytest.fixture
def initiative(strategy, plan_editor):
    plan_editor.name = "Canary Owner"
    plan_editor.save()
    made = Initiative.objects.create(
        strategy=strategy,
        name="Call before noon",
        what="A team calls on the first day.",
        owner=plan_editor,
        starts_on=dt.date(2026, 8, 1),
        due_on=dt.date(2027, 6, 1),
        is_public=True,
    )
    Milestone.objects.create(
        initiative=made, name="Team named", due_on=dt.date(2026, 9, 1), done_on=dt.date(2026, 8, 30)
    )
    Milestone.objects.create(initiative=made, name="All schools", due_on=dt.date(2027, 1, 15))
    note(made, plan_editor, "Every school has a team now.")
    return made


def note(initiative, by, text, *, on=dt.date(2026, 10, 2), is_public=True):
    return StatusNote.objects.create(
        initiative=initiative, dated_on=on, text=text, written_by=by, is_public=is_public
    )


def heard(plan, by, title, *, is_public=True, goals=(), strategies=(), **fields):
    words = {"audiences": ["families"], "method": "survey", "held_from": dt.date(2026, 2, 3)}
    words |= {"heard": f"{title}: what was heard", "how_many": 1240}
    row = StakeholderInput.objects.create(
        plan=plan, title=title, recorded_by=by, is_public=is_public, **words | fields
    )
    InputGoal.objects.bulk_create(InputGoal(input=row, goal=goal) for goal in goals)
    InputStrategy.objects.bulk_create(InputStrategy(input=row, strategy=each) for each in strategies)
    return row


def read(client, address):
    """A page with its white space as a reader sees it."""
    return " ".join(client.get(address).content.decode().split())


def test_a_strategy_has_a_page_with_its_work_and_notes(client, sample, strategy, initiative):
    publish(sample)
    page = read(client, f"/plan/strategies/{strategy.slug}/")
    for words in [
        strategy.name,
        "Call before noon",
        "Under way",
        "August 1, 2026 to June 1, 2027",
        "Reached August 30, 2026",
        "By January 15, 2027",
        "Every school has a team now.",
        "Where each stood on November 12, 2026.",
    ]:
        assert words in page


def test_a_goal_page_tells_where_work_stands_and_links_to_it(client, sample, strategy, initiative):
    publish(sample)
    page = read(client, "/plan/goals/2/")
    assert f'href="/plan/strategies/{strategy.slug}/"' in page
    assert "1 initiative: 1 under way" in page
    assert "Every school has a team now." in page
    archived = read(client, "/releases/1/plan/goals/2/")
    assert f'href="/releases/1/plan/strategies/{strategy.slug}/"' in archived


def test_what_is_not_marked_public_appears_nowhere(client, sample, strategy, initiative, plan_editor):
    plan = Plan.objects.in_force().get()
    note(initiative, plan_editor, "Canary note", is_public=False)
    note(initiative, plan_editor, "Canary tomorrow", on=dt.date(2030, 1, 1))
    hidden = Initiative.objects.create(
        strategy=strategy, name="Canary initiative", what="Canary what", owner=plan_editor,
        starts_on=dt.date(2026, 1, 1), due_on=dt.date(2026, 2, 1), closing_note="Canary closing",
    )  # fmt: skip
    Milestone.objects.create(initiative=hidden, name="Canary milestone", due_on=dt.date(2026, 1, 9))
    note(hidden, plan_editor, "Canary public note of a hidden initiative")
    goal = CoreGoal.objects.get(number=2)
    heard(plan, plan_editor, "Canary input", is_public=False, goals=[goal], strategies=[strategy])
    heard(plan, plan_editor, "Canary for the whole plan", is_public=False)
    publish(sample)
    outputs = [address.format(slug=strategy.slug) for address in OUTPUTS]
    assert {address: client.get(address).status_code for address in outputs} == dict.fromkeys(outputs, 200)
    assert {address: "Canary" in read(client, address) for address in outputs} == dict.fromkeys(
        outputs, False
    )
    stored = json.dumps(list(ReleaseItem.objects.values_list("payload", flat=True)))
    assert "Canary" not in stored
    assert "Every school has a team now." in stored


def test_what_was_heard_stands_where_it_belongs(client, sample, strategy, plan_editor):
    plan, goal = Plan.objects.in_force().get(), CoreGoal.objects.get(number=2)
    heard(plan, plan_editor, "Survey for the goal", goals=[goal], changed="One message a week.")
    heard(plan, plan_editor, "Session for the strategy", strategies=[strategy])
    heard(plan, plan_editor, "Comments on the plan", how_many=4)
    publish(sample)
    goal_page, strategy_page, plan_page = (
        read(client, address)
        for address in ("/plan/goals/2/", f"/plan/strategies/{strategy.slug}/", "/plan/")
    )
    assert "Survey for the goal" in goal_page
    assert "Families (1,240 people), survey." in goal_page
    assert "One message a week." in goal_page
    assert "Session for the strategy" in strategy_page
    assert "Not yet." in strategy_page
    assert "Comments on the plan" in plan_page
    assert "4 people" not in plan_page  # so few could be known
    assert "Survey for the goal" not in plan_page


def test_the_plan_page_tells_what_the_board_decided(client, sample):
    publish(sample)
    page = read(client, "/plan/")
    assert "Adopted by the Board of Education on April 26, 2022." in page
    assert "“To adopt the plan as presented.” 5 for, 1 against." in page
    assert "Seat one" not in page


def test_the_document_holds_what_the_pages_show(client, sample, strategy, initiative):
    publish(sample)
    response = client.get("/plan/plan.json")
    document = response.json()
    assert response["Content-Disposition"] == 'attachment; filename="plan-release-1.json"'
    assert document["plan"]["name"] == "Strategic Roadmap"
    assert [goal["number"] for goal in document["goals"]] == [1, 2, 3, 4, 5]
    assert [each["initiatives"][0]["name"] for each in document["strategies"] if each["initiatives"]] == [
        "Call before noon"
    ]


def test_a_later_change_waits_for_the_next_release(client, sample, strategy, initiative, plan_editor):
    publish(sample)
    note(initiative, plan_editor, "Written after the release.")
    assert "Written after the release." not in read(client, f"/plan/strategies/{strategy.slug}/")
    publish(sample)
    assert "Written after the release." in read(client, f"/plan/strategies/{strategy.slug}/")
    assert "Written after the release." not in read(client, f"/releases/1/plan/strategies/{strategy.slug}/")


def test_a_strategy_that_is_not_published_is_said(client, sample):
    publish(sample)
    response = client.get("/plan/strategies/no-such/")
    assert response.status_code == 404
    assert "The plan of this release has nothing of this name." in response.content.decode()


def test_two_strategies_of_one_name_have_two_addresses(sample):
    from strategic_plan.public.words import _addresses

    rows = [{"number": n, "strategies": [{"key": n, "slug": "reading"}]} for n in (1, 2)]
    assert _addresses(rows) == {1: "reading", 2: "reading-goal-2"}


OLD_PLAN = {
    "name": "Old Roadmap", "first_year": 2023, "last_year": None, "adopted_on": "2022-04-26", "source": "",
    "is_sample": False,
    "components": [{"kind": "mission", "title": "", "text": "Old words", "is_sample": False}],
    "goals": [{"number": 1, "name": "Old goal", "aim": "Aim", "leader": ""}],
}  # fmt: skip
OLD_GOAL = {
    "number": 1, "name": "Old goal", "aim": "Old aim", "leader": "", "is_sample": False, "first_year": 2023,
    "last_year": None, "previous": None, "next": None,
    "strategies": [
        {"slug": "old", "name": "Old strategy", "theory_of_action": "", "leader": "", "is_sample": False}
    ],
}  # fmt: skip


def test_a_release_of_before_still_shows_its_plan(client, sample, monkeypatch):
    from publication import compiling
    from publication.domain import Item

    older = [Item("plan", "", OLD_PLAN), Item("goal", "1", OLD_GOAL)]
    name = "strategic_plan.public.words.compile_plan"
    monkeypatch.setitem(compiling._compilers, name, lambda _draft: older)
    publish(sample)
    page, goal_page = read(client, "/plan/"), read(client, "/plan/goals/1/")
    assert "Old words" in page
    assert "Core goals" in page
    assert "Old strategy" in goal_page
    assert "/plan/strategies/" not in goal_page
    assert client.get("/plan/plan.json").json()["strategies"] == []


@pytest.mark.parametrize(
    "address", ["/plan/", "/plan/goals/2/", "/plan/strategies/{slug}/", "/plan/plan.json"]
)
def test_a_page_asks_three_questions_at_most_and_then_one(
    client, sample, strategy, initiative, address, django_assert_max_num_queries, django_assert_num_queries
):
    from publication import public_pages, reading

    publish(sample)
    public_pages.forget()
    reading.forget()
    address = address.format(slug=strategy.slug)
    with django_assert_max_num_queries(3):
        response = client.get(address)
    assert not response.cookies
    assert len(response.content) < 20_000
    with django_assert_num_queries(1):
        client.get(address)
