"""What the staff home says about measures."""

import datetime as dt

import pytest
import time_machine

from kpi.actions import record_agreement
from kpi.domain import Agreement, expected_in
from kpi.models import IndicatorVersion
from kpi.queries import work_for
from tests.kpi.conftest import AGREED_ON


def texts(items):
    return [item.text for item in items]


def test_an_incomplete_proposal_waits_for_those_who_write_it(draft, plan_editor, board_clerk):
    assert texts(work_for(plan_editor).to_do) == [
        "Finish version 1 of “4-year graduation rate”: 3 things are missing."
    ]
    assert work_for(board_clerk).to_do == ()


def test_each_side_is_asked_for_its_own_agreement(proposed, superintendent, board_clerk):
    assert texts(work_for(superintendent).to_do) == [
        "Record your agreement to “4-year graduation rate”, version 1."
    ]
    assert texts(work_for(board_clerk).to_do) == [
        "Record the Board’s agreement to “4-year graduation rate”, version 1."
    ]


def test_a_proposer_sees_whom_the_proposal_waits_for(proposed, plan_editor, superintendent):
    assert texts(work_for(plan_editor).waiting) == [
        "“4-year graduation rate”, version 1, waits for agreement by the superintendent and the Board."
    ]
    record_agreement(version=proposed, party=Agreement.SUPERINTENDENT, agreed_on=AGREED_ON, by=superintendent)
    assert texts(work_for(plan_editor).waiting) == [
        "“4-year graduation rate”, version 1, waits for agreement by the Board."
    ]


def test_nothing_waits_once_a_version_is_in_force(active, plan_editor, superintendent, board_clerk):
    for person in (plan_editor, superintendent, board_clerk):
        assert work_for(person).to_do == ()
        assert work_for(person).waiting == ()


def test_others_have_nothing_to_do_with_proposals(draft, board_member, principal, nobody):
    for person in (board_member, principal, nobody):
        assert work_for(person).to_do == ()


@pytest.mark.usefixtures("agreed_words_may_change")
def test_a_result_is_due_when_its_month_has_come_and_none_was_recorded_since(active, steward, plan_editor):
    IndicatorVersion.objects.filter(pk=active.pk).update(next_result="August 2026")
    with time_machine.travel(dt.datetime(2026, 7, 31, 18, tzinfo=dt.UTC), tick=False):
        assert texts(work_for(steward).to_do) == []
    with time_machine.travel(dt.datetime(2026, 8, 3, 18, tzinfo=dt.UTC), tick=False):
        (item,) = work_for(steward).to_do
        assert item.text == "Record “4-year graduation rate”: the result is expected in August 2026."
        assert item.due == dt.date(2026, 8, 31)
        assert texts(work_for(plan_editor).to_do) == []


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("August 2027", dt.date(2027, 8, 1)),
        ("february 2028", dt.date(2028, 2, 1)),
        ("Fall 2027", None),
        ("", None),
        ("August", None),
    ],
)
def test_the_month_of_the_next_result_is_read_from_its_words(words, first):
    month = expected_in(words)
    assert (month and month[0]) == first
