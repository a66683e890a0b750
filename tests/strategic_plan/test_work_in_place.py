"""Initiatives, milestones and the parts of a process, moved, changed and removed where they stand."""

import datetime as dt

import pytest
from django.urls import reverse

from district.domain import mark_of_order
from strategic_plan.actions import save_initiative
from strategic_plan.models import (
    CoreGoal,
    Initiative,
    Milestone,
    Plan,
    Process,
    ProcessDeployment,
    ProcessStep,
    Strategy,
)

HTMX = {"HX-Request": "true"}
FIRST, LAST = dt.date(2026, 1, 5), dt.date(2026, 12, 18)


@pytest.fixture
def strategy(db):
    plan = Plan.objects.create(name="Roadmap", first_year=2023)
    goal = CoreGoal.objects.create(plan=plan, number=1, name="Learning", aim="All students learn.")
    return Strategy.objects.create(goal=goal, slug="reading", name="Reading lessons")


@pytest.fixture
def initiatives(strategy, plan_editor, principal):
    return [
        save_initiative(
            initiative=Initiative(
                strategy=strategy, name=name, owner=principal, starts_on=FIRST, due_on=LAST
            ),
            by=plan_editor,
        )
        for name in ("One", "Two", "Three")
    ]


@pytest.fixture
def milestone(initiatives):
    return Milestone.objects.create(initiative=initiatives[0], name="Begun", due_on=dt.date(2026, 3, 1))


@pytest.fixture
def steps(district_units, principal):
    process = Process.objects.create(
        name="Morning calls", unit=district_units.school_a, owner=principal, began_on=FIRST
    )
    return [ProcessStep.objects.create(process=process, text=text, order=n) for n, text in enumerate("AB", 1)]


def signed_in(client, person):
    client.force_login(person)
    return client


def move(client, rows, row, to):
    name = row._meta.model_name
    fields = {"to": to, "seen_order": mark_of_order(each.pk for each in rows)}
    return client.post(f"/staff/rows/{name}/{row.pk}/move/", fields)


def save(client, row, field, value):
    address = f"/staff/edit/{row._meta.model_name}/{row.pk}/{field}/edit/"
    seen = client.get(address, headers=HTMX).context["seen"]
    return client.post(address, {field: value, "seen": seen}, headers=HTMX)


def test_an_initiative_moves_in_the_list_of_its_strategy(client, plan_editor, strategy, initiatives):
    answer = move(signed_in(client, plan_editor), initiatives, initiatives[2], 1)
    assert answer.url.startswith(reverse("strategic_plan_staff:strategy_detail", args=[strategy.pk]))
    assert [each.name for each in strategy.initiatives.all()] == ["Three", "One", "Two"]


def test_an_initiative_changes_hands_where_it_stands(client, plan_editor, other_principal, initiatives):
    answer = save(signed_in(client, plan_editor), initiatives[0], "owner", other_principal.pk)
    assert answer.status_code == 200
    initiatives[0].refresh_from_db()
    assert initiatives[0].owner == other_principal


def test_a_milestone_stays_within_the_days_of_its_initiative(client, principal, milestone):
    answer = save(signed_in(client, principal), milestone, "due_on", "2027-03-01")
    assert answer.status_code == 422
    assert "Choose a day from January 5, 2026 to December 18, 2026" in answer.content.decode()
    # Who answers for it keeps its milestones, not its days.
    assert client.get(f"/staff/edit/initiative/{milestone.initiative_id}/due_on/edit/").status_code == 403


def test_the_days_of_an_initiative_keep_its_milestones(client, plan_editor, milestone):
    answer = save(signed_in(client, plan_editor), milestone.initiative, "due_on", "2026-02-01")
    assert answer.status_code == 422
    assert "The milestone “Begun” lies outside these days." in answer.content.decode()


def test_only_who_works_on_an_initiative_changes_its_milestones(client, other_principal, milestone):
    address = f"/staff/rows/milestone/{milestone.pk}/remove/"
    assert signed_in(client, other_principal).post(address).status_code == 403
    assert Milestone.objects.exists()


@pytest.mark.parametrize("part", ["step", "milestone", "unit"])
def test_what_was_removed_is_brought_back(client, principal, steps, milestone, district_units, part):
    unit = ProcessDeployment.objects.create(
        process=steps[0].process, unit=district_units.school_a, since=FIRST
    )
    row = {"step": steps[0], "milestone": milestone, "unit": unit}[part]
    page = signed_in(client, principal).post(
        f"/staff/rows/{row._meta.model_name}/{row.pk}/remove/", follow=True
    )
    assert not type(row).objects.filter(pk=row.pk).exists()
    removal = page.content.decode().split("/restore/")[1].split("/")[0]
    assert client.post(f"/staff/rows/{row._meta.model_name}/restore/{removal}/").status_code == 302
    assert type(row).objects.get(pk=row.pk) == row


def test_steps_change_places_by_whoever_keeps_the_process(client, principal, other_principal, steps):
    assert move(signed_in(client, other_principal), steps, steps[1], 1).status_code == 403
    assert move(signed_in(client, principal), steps, steps[1], 1).status_code == 302
    assert [step.text for step in ProcessStep.objects.all()] == ["B", "A"]


def test_nothing_of_an_archived_plan_is_moved(client, plan_editor, administrator, strategy, initiatives):
    Plan.objects.update(state="archived", archived_on=FIRST, archived_reason="Over")
    assert move(signed_in(client, plan_editor), initiatives, initiatives[2], 1).status_code == 409
    page = client.get(reverse("strategic_plan_staff:strategy_detail", args=[strategy.pk])).content.decode()
    assert "/move/" not in page
