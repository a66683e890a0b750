import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from district.actions import Overtaken, Refused
from district.history import change
from kpi.actions import (
    create_indicator,
    edit_version,
    propose_version,
    record_agreement,
    retire_version,
)
from kpi.domain import Agreement
from kpi.models import IndicatorVersion, RecordedAgreement
from kpi.queries import text_mark
from tests.kpi.conftest import AGREED_ON, agree_both


def test_one_agreement_does_not_make_a_version_active(proposed, superintendent):
    version = record_agreement(
        version=proposed, party=Agreement.SUPERINTENDENT, agreed_on=AGREED_ON, by=superintendent
    )
    assert version.state == "agreed_superintendent"


def test_both_agreements_make_a_version_active_in_either_order(proposed, superintendent, board_clerk):
    first = record_agreement(
        version=proposed, party=Agreement.BOARD, agreed_on=AGREED_ON, meeting="June 9", by=board_clerk
    )
    later = AGREED_ON + dt.timedelta(days=2)
    second = record_agreement(
        version=proposed, party=Agreement.SUPERINTENDENT, agreed_on=later, by=superintendent
    )
    assert (first.state, second.state, second.activated_on) == ("agreed_board", "active", later)


def test_the_version_before_is_replaced_in_the_same_step(active, plan_editor, superintendent, board_clerk):
    new = propose_version(indicator=active.indicator, by=plan_editor)
    new = edit_version(version=new, fields={"definition": "Clearer words."}, by=plan_editor)
    agree_both(new, superintendent, board_clerk)
    states = IndicatorVersion.objects.order_by("number").values_list("number", "state")
    assert list(states) == [(1, "superseded"), (2, "active")]


def test_an_incomplete_definition_cannot_be_agreed_to(draft, superintendent):
    with pytest.raises(Refused, match="Give the baseline"):
        record_agreement(
            version=draft, party=Agreement.SUPERINTENDENT, agreed_on=AGREED_ON, by=superintendent
        )
    assert RecordedAgreement.objects.count() == 0


def test_nobody_agrees_to_student_groups_that_no_code_names(proposed, superintendent, groups):
    version = edit_version(version=proposed, fields={"disaggregations": "Gender only"}, by=superintendent)
    with pytest.raises(Refused, match="No student groups are called Gender only"):
        record_agreement(
            version=version, party=Agreement.SUPERINTENDENT, agreed_on=AGREED_ON, by=superintendent
        )


def test_the_same_side_agrees_once(proposed, superintendent):
    record_agreement(version=proposed, party=Agreement.SUPERINTENDENT, agreed_on=AGREED_ON, by=superintendent)
    with pytest.raises(Refused, match="cannot take this step"):
        record_agreement(
            version=proposed, party=Agreement.SUPERINTENDENT, agreed_on=AGREED_ON, by=superintendent
        )


def test_agreement_is_to_the_text_that_was_read(proposed, superintendent, plan_editor):
    seen = text_mark(proposed)
    edit_version(version=proposed, fields={"definition": "New words."}, by=plan_editor)
    with pytest.raises(Overtaken):
        record_agreement(
            version=proposed,
            party=Agreement.SUPERINTENDENT,
            agreed_on=AGREED_ON,
            by=superintendent,
            seen=seen,
        )
    assert RecordedAgreement.objects.count() == 0


def test_the_board_names_its_meeting(proposed, board_clerk):
    with pytest.raises(Refused, match="Name the Board meeting"):
        record_agreement(version=proposed, party=Agreement.BOARD, agreed_on=AGREED_ON, by=board_clerk)


def test_nobody_agrees_tomorrow(proposed, superintendent):
    with pytest.raises(Refused, match="future"):
        record_agreement(
            version=proposed, party=Agreement.SUPERINTENDENT, agreed_on=dt.date(2199, 1, 1), by=superintendent
        )


def test_a_retired_measure_keeps_its_reason(active, superintendent):
    retired = retire_version(version=active, reason="The test ended.", by=superintendent)
    assert (retired.state, retired.retired_reason) == ("retired", "The test ended.")
    assert retired.retired_on is not None


def test_retiring_needs_a_reason(active, superintendent):
    with pytest.raises(Refused, match="Say why"):
        retire_version(version=active, reason=" ", by=superintendent)
    assert IndicatorVersion.objects.get(pk=active.pk).state == "active"


def test_a_proposal_cannot_be_retired(proposed, superintendent):
    with pytest.raises(Refused, match="cannot take this step"):
        retire_version(version=proposed, reason="Not wanted", by=superintendent)


def test_the_agreement_is_in_the_history_of_the_version(active):
    reasons = [event.pgh_context["reason"] for event in active.events.order_by("pgh_id")]
    assert reasons[-1] == "Board of Education agreed on 2026-06-09"
    assert active.final_value == Decimal(96)


def test_an_action_inside_a_larger_change_leaves_the_larger_one_its_author_and_reason(
    graduation, administrator, proposed, superintendent
):
    with change(by=administrator, reason="Yearly setup"):
        record_agreement(
            version=proposed, party=Agreement.SUPERINTENDENT, agreed_on=AGREED_ON, by=superintendent
        )
        version = create_indicator(code="LATER", slug="later", fields=graduation, by=administrator)
        later: Any = version.indicator
        later.is_sample = True
        later.save()
    told = [event.pgh_context for event in later.events.order_by("pgh_id")]
    assert [(context["user"], context["reason"]) for context in told] == [
        (administrator.pk, "New measure"),
        (administrator.pk, "Yearly setup"),
    ]
