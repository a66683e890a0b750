"""Who was heard, when, how, and what it changed."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from district.queries import Asked, history
from strategic_plan.actions import archive_plan
from strategic_plan.models import CoreGoal, InputGoal, Plan, StakeholderInput, Strategy


@pytest.fixture
def plan(db):
    plan = Plan.objects.create(name="Roadmap", first_year=2023)
    goals = [CoreGoal.objects.create(plan=plan, number=n, name=f"Goal {n}", aim="Aim") for n in (1, 2, 3)]
    Strategy.objects.create(goal=goals[1], slug="calls", name="Early calls")
    return plan


@pytest.fixture
def as_editor(client, plan_editor):
    client.force_login(plan_editor)
    return client


def fields(plan, **more):
    return {
        "title": "Family survey",
        "audiences": ["families", "students"],
        "method": "survey",
        "held_from": "2026-02-03",
        "held_to": "2026-02-17",
        "how_many": "1240",
        "heard": "Families ask for one message a week.",
        "goals": [plan.goals.get(number=1).pk],
        "strategies": [Strategy.objects.get().pk],
        "reason": "Summary arrived",
        **more,
    }


def address(plan, end=""):
    return f"/staff/plan/{plan.pk}/input/{end}"


def test_who_was_heard_is_recorded_with_what_it_speaks_to(as_editor, plan, plan_editor):
    response = as_editor.post(address(plan, "add/"), fields(plan))
    row = StakeholderInput.objects.get()
    assert response.status_code == 302
    assert response["Location"] == row.get_absolute_url()
    assert row.recorded_by == plan_editor
    page = " ".join(as_editor.get(row.get_absolute_url()).content.decode().split())
    for words in [
        "Families ask for one message a week.",
        "Students, Families (1,240 people)",
        "February 3, 2026 to February 17, 2026, survey",
        "Not yet.",
        "Core goal 1, Goal 1; Early calls",
    ]:
        assert words in page
    entry = history(Asked(model="strategic_plan.stakeholderinput", pk=str(row.pk))).entries[0]
    assert (entry.did, entry.reason) == ("Added", "Summary arrived")


def test_what_it_changed_is_told_later(as_editor, plan):
    as_editor.post(address(plan, "add/"), fields(plan))
    row = StakeholderInput.objects.get()
    seen = as_editor.get(address(plan, f"{row.pk}/edit/")).context["form"]["seen"].value()
    more = {"changed": "One message a week since March.", "seen": seen, "goals": [], "reason": ""}
    assert as_editor.post(address(plan, f"{row.pk}/edit/"), fields(plan, **more)).status_code == 302
    row.refresh_from_db()
    assert row.changed == "One message a week since March."
    assert list(row.goals.all()) == []
    assert row.strategies.count() == 1


@pytest.mark.parametrize("field", ["words", "goals"])
def test_what_someone_else_changed_meanwhile_is_not_overwritten(as_editor, plan, field):
    as_editor.post(address(plan, "add/"), fields(plan))
    row = StakeholderInput.objects.get()
    seen = as_editor.get(address(plan, f"{row.pk}/edit/")).context["form"]["seen"].value()
    if field == "words":
        StakeholderInput.objects.update(heard="Written by someone else.")
    else:
        row.goals.set(plan.goals.all())
    response = as_editor.post(address(plan, f"{row.pk}/edit/"), fields(plan, seen=seen))
    assert response.status_code == 409
    form = response.context["form"]  # what only the other person changed is filled in
    shown = (form["heard"].value(), len(form["goals"].value()))
    assert shown == (("Written by someone else.", 1) if field == "words" else (fields(plan)["heard"], 3))
    row.refresh_from_db()
    assert (row.heard, row.goals.count()) in {("Written by someone else.", 1), (fields(plan)["heard"], 3)}


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"audiences": []}, "Say who was heard."),
        ({"held_to": "2026-01-01"}, "The last day comes after the first."),
        ({"how_many": "0"}, "At least one person was heard; leave it empty if nobody counted."),
        ({"heard": "Mrs. Miller said it."}, "Looks like a person&#x27;s name. Name the role instead."),
        ({"heard": "Only three students agreed."}, "fewer than 10 people"),
    ],
)
def test_what_cannot_be_gets_a_sentence(as_editor, plan, more, sentence):
    response = as_editor.post(address(plan, "add/"), fields(plan, **more))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not StakeholderInput.objects.exists()


def test_a_person_who_read_the_words_again_decides(as_editor, plan):
    words = {"heard": "Dr. King School asked for shade."}
    asked = as_editor.post(address(plan, "add/"), fields(plan, **words)).content.decode()
    assert 'type="checkbox" name="names_nobody"' in asked
    assert as_editor.post(address(plan, "add/"), fields(plan, **words, names_nobody="on")).status_code == 302


def test_a_goal_of_another_plan_is_refused(as_editor, plan):
    other = Plan.objects.create(name="Other", first_year=2028)
    goal = CoreGoal.objects.create(plan=other, number=1, name="x", aim="x")
    assert as_editor.post(address(plan, "add/"), fields(plan, goals=[goal.pk])).status_code == 422


def test_an_input_of_another_plan_is_not_here(as_editor, plan):
    as_editor.post(address(plan, "add/"), fields(plan))
    other = Plan.objects.create(name="Other", first_year=2028)
    row = StakeholderInput.objects.get()
    assert as_editor.get(address(other, f"{row.pk}/")).status_code == 404
    assert as_editor.get(address(other, f"{row.pk}/edit/")).status_code == 404


def test_goals_that_nobody_was_heard_about_are_named(as_editor, plan):
    as_editor.post(address(plan, "add/"), fields(plan))
    page = as_editor.get(address(plan)).content.decode()
    assert "No stakeholder input is recorded for goal 3." in page
    assert "for goal 1." not in page
    assert "for goal 2." not in page  # its strategy was spoken about


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Family survey", "Staff meeting"]),
        ("audience=staff", ["Staff meeting"]),
        ("method=survey", ["Family survey"]),
        ("changed=yes", ["Staff meeting"]),
        ("changed=not-yet", ["Family survey"]),
        ("audience=community", []),
    ],
)
def test_the_list_shows_what_was_asked_for(as_editor, plan, query, found):
    as_editor.post(address(plan, "add/"), fields(plan))
    staff = {"title": "Staff meeting", "audiences": ["staff"], "method": "meeting", "changed": "Yes."}
    as_editor.post(address(plan, "add/"), fields(plan, **staff))
    page = as_editor.get(f"{address(plan)}?{query}")
    assert sorted(row.title for row in page.context["page"]) == found
    assert ("No input matches." in page.content.decode()) == (not found)


def test_a_filter_that_makes_no_sense_is_said(as_editor, plan):
    assert as_editor.get(f"{address(plan)}?audience=martians").status_code == 422


def test_a_reader_sees_and_changes_nothing(client, board_member, plan, plan_editor):
    row = StakeholderInput.objects.create(
        plan=plan, title="x", audiences=["staff"], method="meeting", held_from=dt.date(2026, 1, 2),
        heard="x", recorded_by=plan_editor,
    )  # fmt: skip
    client.force_login(board_member)
    assert "/edit/" not in client.get(row.get_absolute_url()).content.decode()
    assert client.post(address(plan, "add/"), fields(plan)).status_code == 403


def add_inputs(plan, by, count):
    rows = StakeholderInput.objects.bulk_create(
        StakeholderInput(
            plan=plan, title=f"Input {n}", audiences=["staff"], method="meeting",
            held_from=dt.date(2026, 1, 2), heard="x", recorded_by=by,
        )
        for n in range(count)
    )  # fmt: skip
    goals = plan.goals.all()
    InputGoal.objects.bulk_create(InputGoal(input=row, goal=goal) for row in rows for goal in goals)


def test_the_list_asks_the_same_number_of_questions_for_three_and_three_hundred(
    as_editor, plan, plan_editor, django_assert_max_num_queries
):
    add_inputs(plan, plan_editor, 3)
    as_editor.get(address(plan))
    with django_assert_max_num_queries(14) as few:
        as_editor.get(address(plan))
    add_inputs(plan, plan_editor, 297)
    with django_assert_max_num_queries(14) as many:
        page = as_editor.get(address(plan))
    assert len(page.context["page"]) == 50
    assert len(few) == len(many)


def test_the_plans_page_says_who_was_heard_for_each_goal(as_editor, plan):
    as_editor.post(address(plan, "add/"), fields(plan))
    page = as_editor.get(f"/staff/plan/{plan.pk}/").content.decode()
    assert "Family survey</a>" in page
    assert page.count("No stakeholder input is recorded for this core goal.") == 2
    goal = plan.goals.get(number=3)
    assert f'href="/staff/plan/{plan.pk}/input/add/?goal={goal.pk}"' in page
    form = as_editor.get(address(plan, f"add/?goal={goal.pk}")).context["form"]
    assert form["goals"].value() == [str(goal.pk)]


def test_for_an_archived_plan_nothing_more_is_recorded(as_editor, plan):
    as_editor.post(address(plan, "add/"), fields(plan))
    row = StakeholderInput.objects.get()
    archive_plan(plan=plan, by=None, reason="Given up")
    response = as_editor.post(address(plan, f"{row.pk}/edit/"), fields(plan, changed="Late words"))
    assert response.status_code == 422
    assert "This plan is archived." in response.content.decode()
    assert "Late words" in response.content.decode()
    assert as_editor.get(address(plan, f"{row.pk}/edit/")).status_code == 409
    assert "Attach a file" not in as_editor.get(address(plan, f"{row.pk}/")).content.decode()
    assert "Record what was heard" not in as_editor.get(address(plan)).content.decode()
    with pytest.raises(IntegrityError, match="archived"), transaction.atomic():
        StakeholderInput.objects.update(changed="Around the actions")


def test_who_was_heard_is_taken_over_when_only_someone_else_changed_it(as_editor, plan):
    as_editor.post(address(plan, "add/"), fields(plan))
    row = StakeholderInput.objects.get()
    seen = as_editor.get(address(plan, f"{row.pk}/edit/")).context["form"]["seen"].value()
    StakeholderInput.objects.update(audiences=["staff", "board"])
    response = as_editor.post(address(plan, f"{row.pk}/edit/"), fields(plan, changed="Mine", seen=seen))
    assert response.status_code == 409
    assert response.context["form"]["audiences"].value() == ["staff", "board"]
    assert response.context["form"]["changed"].value() == "Mine"
