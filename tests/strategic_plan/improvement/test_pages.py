"""Every page of improvement answers, with few queries, and each person changes what they may."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from district.domain import Role
from strategic_plan.actions import open_assessment
from strategic_plan.models import (
    Cycle,
    CycleLine,
    Process,
    ProcessDeployment,
    ProcessEvaluation,
    ProcessFeed,
    ProcessStep,
    ProcessTag,
)
from strategic_plan.permissions import can_work_on
from tests.conftest import persona

DAY = dt.date(2026, 2, 2)


def url(name, *args):
    return reverse(f"strategic_plan_staff:{name}", args=args)


@pytest.fixture
def as_person(client):
    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def documented(process, strategy, criteria, district_units, principal):
    """A process that answers all four questions."""
    process.purpose = "Makes sure every family is called."
    process.save()
    ProcessStep.objects.create(process=process, order=1, text="Take attendance", by_whom="Teacher")
    ProcessStep.objects.create(process=process, order=2, text="Call the family", by_whom="Office")
    ProcessDeployment.objects.create(process=process, unit=district_units.school_a, since=DAY)
    ProcessEvaluation.objects.create(
        process=process,
        evaluated_on=dt.date(2026, 11, 2),
        how="Asked",
        learned="It works",
        recorded_by=principal,
    )
    ProcessFeed.objects.create(process=process, strategy=strategy)
    ProcessTag.objects.create(process=process, category=criteria.categories.get(number=1))
    return process


def every_page(process, cycle, assessment):
    question = cycle.questions.get()
    return [
        *map(url, ["improvement_home", "process_list", "process_add", "cycle_list", "line_add"]),
        *map(url, ["criteria_coverage", "criteria_list", "assessment_list", "assessment_open"]),
        url("assessment_compare"),
        *(url(name, process.pk) for name in ("process_detail", "process_edit", "process_tags")),
        *(url(name, process.pk) for name in ("step_add", "deployment_add", "evaluation_add", "feed_add")),
        url("evaluation_edit", process.evaluations.get().pk),
        *(url(name, cycle.pk) for name in ("cycle_detail", "cycle_edit", "line_edit", "question_add")),
        url("question_edit", question.pk),
        url("goal_tags", cycle.line.strategy.goal_id),
        url("strategy_tags", cycle.line.strategy_id),
        url("assessment_detail", assessment.pk),
        url("item_edit", assessment.items.first().pk),
        "/staff/",
    ]


def test_every_page_answers(as_person, administrator, documented, cycle, assessment):
    client = as_person(administrator)
    found = {
        address: client.get(address).status_code for address in every_page(documented, cycle, assessment)
    }
    assert {address: status for address, status in found.items() if status != 200} == {}


def test_a_process_page_asks_the_four_questions_and_says_which_are_answered(
    as_person, board_member, documented, district_units, principal
):
    page = as_person(board_member).get(url("process_detail", documented.pk)).content.decode()
    assert len(re.findall(r">\s*Answered\s*<", page)) == 4
    bare = Process.objects.create(name="Bare", unit=district_units.school_a, owner=principal)
    page = as_person(board_member).get(url("process_detail", bare.pk)).content.decode()
    assert page.count("Not answered.") == 4
    assert "Write its steps down or link the document." in page
    assert "/edit/" not in page


def test_the_lists_need_no_more_queries_for_more_rows(
    as_person, administrator, documented, cycle, district_units, strategy
):
    client, counts = as_person(administrator), {}
    addresses = [
        url("process_list"),
        url("process_list") + "?state=due",
        url("cycle_list"),
        url("criteria_coverage"),
    ]

    old = {"unit": district_units.school_b, "owner": administrator, "began_on": dt.date(2020, 1, 1)}
    Process.objects.create(name="One that is overdue", **old)

    def count(address):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    for address in addresses:
        count(address)
        counts[address] = count(address)
    unit = district_units.school_b
    Process.objects.bulk_create(Process(name=f"Process {n}", **old) for n in range(60))
    lines = CycleLine.objects.bulk_create(
        CycleLine(name=f"Line {n}", unit=unit, strategy=strategy) for n in range(60)
    )
    Cycle.objects.bulk_create(Cycle(line=line, owner=administrator) for line in lines)
    category = documented.tags.get().category
    ProcessTag.objects.bulk_create(
        ProcessTag(process=row, category=category)
        for row in Process.objects.filter(name__startswith="Process ")
    )
    assert {address: count(address) for address in addresses} == counts


def test_lists_are_paged_at_fifty(as_person, administrator, district_units):
    Process.objects.bulk_create(
        Process(name=f"Process {n:02}", unit=district_units.school_b, owner=administrator) for n in range(51)
    )
    client = as_person(administrator)
    assert len(client.get(url("process_list")).context["rows"]) == 50
    assert len(client.get(url("process_list") + "?page=2&whose=mine").context["rows"]) == 1


@pytest.mark.parametrize("of", ["process", "cycle"])
def test_a_principal_changes_what_belongs_to_their_school_and_reads_the_rest(
    as_person, request, principal, other_principal, administrator, of
):
    row = request.getfixturevalue(of)
    type(row).objects.filter(pk=row.pk).update(owner=administrator)
    edit, detail = url(f"{of}_edit", row.pk), url(f"{of}_detail", row.pk)
    assert as_person(principal).get(edit).status_code == 200
    assert as_person(other_principal).get(edit).status_code == 403
    assert as_person(other_principal).post(edit, {"name": "Mine now"}).status_code == 403
    assert as_person(other_principal).get(detail).status_code == 200


def test_an_owner_changes_what_they_own_in_another_unit(as_person, process, district_units):
    steward = persona(Role.DATA_STEWARD, name="someone", unit=district_units.district)
    assert as_person(steward).get(url("process_edit", process.pk)).status_code == 403
    Process.objects.filter(pk=process.pk).update(owner=steward)
    assert as_person(steward).get(url("process_edit", process.pk)).status_code == 200
    assert as_person(steward).get(url("process_add")).status_code == 403


def test_a_board_member_changes_nothing_even_what_carries_their_name(
    as_person, process, cycle, board_member, administrator, nobody
):
    owned = {"process": process, "cycle": cycle}
    for of, row in owned.items():
        offered = as_person(administrator).get(url(f"{of}_edit", row.pk)).context["form"].fields["owner"]
        assert administrator in offered.queryset
        assert {board_member, nobody}.isdisjoint(offered.queryset)
        type(row).objects.filter(pk=row.pk).update(owner=board_member)
        assert as_person(board_member).get(url(f"{of}_detail", row.pk)).status_code == 200
        assert as_person(board_member).get(url(f"{of}_edit", row.pk)).status_code == 403
    initiative = SimpleNamespace(owner_id=board_member.pk)
    assert not can_work_on(board_member, initiative)


def test_a_principal_cannot_give_a_process_to_another_school(as_person, principal, process, district_units):
    fields = {
        "name": "Calls",
        "unit": district_units.school_b.pk,
        "owner": principal.pk,
        "began_on": "2026-01-05",
        "evaluate_every": "12",
    }
    answer = as_person(principal).post(url("process_edit", process.pk), fields)
    assert answer.status_code == 422
    assert Process.objects.get().unit == district_units.school_a


def test_coverage_says_what_is_empty_in_words(as_person, board_member, documented):
    page = as_person(board_member).get(url("criteria_coverage")).content.decode()
    assert "No process is tagged with desired results." in page
    assert "No process is tagged with workforce focus." not in page
    assert "No core goal is tagged with workforce focus." in page


def test_coverage_without_criteria_says_what_to_do(as_person, administrator):
    page = as_person(administrator).get(url("criteria_coverage")).content.decode()
    assert "Choose a criteria set" in page
    assert as_person(administrator).post(url("criteria_load")).status_code == 302
    page = as_person(administrator).get(url("criteria_list")).content.decode()
    assert "students, stakeholder and community focus" in page
    assert "to be confirmed" in page


def test_two_assessments_stand_side_by_side(as_person, board_member, criteria, plan_editor):
    open_assessment(criteria_set=criteria, as_of=DAY, by=plan_editor)
    answer = as_person(board_member).get(url("assessment_compare"))
    assert answer.status_code == 200
    assert as_person(board_member).get(url("assessment_compare") + "?before=9&after=9").status_code == 422
