from decimal import Decimal

import pytest

from district.actions import Refused
from kpi.actions import (
    begin_series,
    create_indicator,
    edit_version,
    propose_version,
    record_agreement,
    set_targets,
)
from kpi.domain import Agreement, Period
from kpi.models import Indicator, IndicatorVersion
from tests.kpi.conftest import AGREED_ON, agree_both


def test_a_new_measure_has_one_series_and_one_proposed_version(draft):
    assert draft.state == "proposed"
    assert [series.number for series in draft.indicator.series.all()] == [1]
    assert draft.series == draft.indicator.series.get()


def test_a_second_version_copies_the_active_one_and_leaves_it_in_force(active, goals, plan_editor):
    new = propose_version(indicator=active.indicator, by=plan_editor)
    assert (new.number, new.state, new.name, new.final_value) == (2, "proposed", active.name, Decimal(96))
    assert IndicatorVersion.objects.get(pk=active.pk).state == "active"


def test_yearly_targets_and_goals_are_copied_too(proposed, goals, plan_editor, superintendent, board_clerk):
    fields = {"baseline_value": proposed.baseline_value}
    yearly = [(Period.parse("COHORT2020-4YR"), Decimal(95))]
    version = set_targets(version=proposed, fields=fields, yearly=yearly, by=plan_editor)
    version = edit_version(version=version, fields={}, goals=goals[1:], by=plan_editor)
    agree_both(version, superintendent, board_clerk)
    new = propose_version(indicator=version.indicator, by=plan_editor)
    assert [(target.period, target.value) for target in new.yearly_targets.all()] == [
        ("COHORT2020-4YR", Decimal(95))
    ]
    assert {link.goal for link in new.goal_links.all()} == set(goals[1:])


def test_only_one_proposal_waits_at_a_time(active, plan_editor):
    propose_version(indicator=active.indicator, by=plan_editor)
    with pytest.raises(Refused, match="already there"):
        propose_version(indicator=active.indicator, by=plan_editor)


def test_a_changed_proposal_needs_both_agreements_again(proposed, superintendent, plan_editor):
    agreed = record_agreement(
        version=proposed, party=Agreement.SUPERINTENDENT, agreed_on=AGREED_ON, by=superintendent
    )
    assert agreed.state == "agreed_superintendent"
    changed = edit_version(version=agreed, fields={"definition": "Other"}, by=plan_editor)
    assert (changed.state, changed.agreements.count()) == ("proposed", 0)


def test_a_changed_target_cancels_an_agreement_too(proposed, superintendent, plan_editor):
    agreed = record_agreement(
        version=proposed, party=Agreement.SUPERINTENDENT, agreed_on=AGREED_ON, by=superintendent
    )
    yearly = [(Period.parse("COHORT2020-4YR"), Decimal(95))]
    changed = set_targets(version=agreed, fields={}, yearly=yearly, by=plan_editor)
    assert (changed.state, changed.agreements.count()) == ("proposed", 0)


def test_saving_without_a_change_keeps_the_agreement(proposed, superintendent, plan_editor):
    agreed = record_agreement(
        version=proposed, party=Agreement.SUPERINTENDENT, agreed_on=AGREED_ON, by=superintendent
    )
    same = edit_version(version=agreed, fields={"name": agreed.name}, by=plan_editor)
    assert (same.state, same.agreements.count()) == ("agreed_superintendent", 1)


def test_an_active_version_cannot_be_edited(active, plan_editor):
    with pytest.raises(Refused, match="cannot take this step"):
        edit_version(version=active, fields={"name": "Other"}, by=plan_editor)
    assert IndicatorVersion.objects.get(pk=active.pk).name == active.name


def test_a_field_that_is_not_part_of_the_definition_cannot_be_set(draft, plan_editor):
    with pytest.raises(TypeError, match="state"):
        edit_version(version=draft, fields={"state": "active"}, by=plan_editor)


def test_a_new_series_has_the_next_number_and_its_reason(active, steward):
    series = begin_series(
        indicator=active.indicator, label="MCA-IV", break_reason="New test from 2026", by=steward
    )
    assert (series.number, series.break_reason) == (2, "New test from 2026")


def test_history_says_who_changed_a_definition_and_why(draft, plan_editor):
    edit_version(version=draft, fields={"source": "MDE"}, by=plan_editor, reason="Named the source")
    event = draft.events.order_by("pgh_id").last()
    assert event.source == "MDE"
    assert event.pgh_context["user"] == plan_editor.pk
    assert event.pgh_context["reason"] == "Named the source"


def test_a_measure_that_could_not_be_created_leaves_nothing_behind(graduation, plan_editor):
    with pytest.raises(TypeError):
        create_indicator(code="X", slug="x", fields={**graduation, "state": "active"}, by=plan_editor)
    assert Indicator.objects.count() == 0
