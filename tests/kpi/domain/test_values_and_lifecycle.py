"""Values from counts, and the life of an indicator version."""

from decimal import Decimal

import pytest

from kpi.domain import (
    AGREEMENTS_NEEDED,
    TRANSITIONS,
    Agreement,
    Counts,
    Lifecycle,
    LifecycleError,
    LifecycleEvent,
    ObservationState,
    UnitOfMeasure,
    aggregate,
    agreements_missing,
    check_value,
    next_state,
    value_of,
)

PERCENT = UnitOfMeasure.PERCENT


@pytest.mark.parametrize(
    ("value", "decimals", "is_ok"),
    [("93.5", 1, True), ("93.46", 2, True), ("93.4", 1, False), ("93", 0, True), ("94", 0, False)],
)
def test_a_value_must_agree_with_its_counts_within_its_rounding(value, decimals, is_ok):
    assert check_value(Decimal(value), Decimal(829), Decimal(887), PERCENT, decimals).is_ok is is_ok


def test_half_a_last_place_is_allowed_either_way():
    assert check_value(Decimal("12"), Decimal(1), Decimal(8), PERCENT, 0).is_ok
    assert check_value(Decimal("13"), Decimal(1), Decimal(8), PERCENT, 0).is_ok


def test_a_mismatch_is_told_in_a_sentence():
    found = check_value(Decimal("90.0"), Decimal(829), Decimal(887), PERCENT, 1)
    assert found.sentence == "The value is 90, but 829 of 887 gives 93.5."


@pytest.mark.parametrize(("numerator", "denominator"), [("9", "8"), ("1", "0"), ("-1", "8")])
def test_counts_that_cannot_be_are_told(numerator, denominator):
    found = check_value(Decimal(50), Decimal(numerator), Decimal(denominator), PERCENT, 0)
    assert not found.is_ok
    assert found.sentence.endswith(".")


def test_a_value_without_counts_or_with_an_index_is_taken_as_given():
    assert check_value(Decimal(50), None, Decimal(8), PERCENT, 0).is_ok
    assert check_value(Decimal(50), Decimal(1), Decimal(8), UnitOfMeasure.INDEX, 0).is_ok


def test_a_district_is_the_sum_of_its_schools_and_never_the_average():
    whole = aggregate([Counts(Decimal(9), Decimal(10)), Counts(Decimal(100), Decimal(200))])
    assert whole == Counts(Decimal(109), Decimal(210))
    assert round(value_of(whole, PERCENT) or Decimal(0), 1) == Decimal("51.9")
    assert value_of(aggregate([]), PERCENT) is None


def test_a_version_becomes_active_by_two_agreements_in_either_order():
    for first, second in (
        (LifecycleEvent.BOARD_AGREES, LifecycleEvent.SUPERINTENDENT_AGREES),
        (LifecycleEvent.SUPERINTENDENT_AGREES, LifecycleEvent.BOARD_AGREES),
    ):
        halfway = next_state(Lifecycle.PROPOSED, first)
        assert halfway is not Lifecycle.ACTIVE
        assert next_state(halfway, second) is Lifecycle.ACTIVE


def test_no_other_step_than_an_agreement_leads_to_active():
    leading = {event for (_, event), after in TRANSITIONS.items() if after is Lifecycle.ACTIVE}
    assert leading == {LifecycleEvent.BOARD_AGREES, LifecycleEvent.SUPERINTENDENT_AGREES}
    assert {state for (state, _), after in TRANSITIONS.items() if after is Lifecycle.ACTIVE} == {
        Lifecycle.AGREED_BOARD,
        Lifecycle.AGREED_SUPERINTENDENT,
    }


def test_changing_a_half_agreed_version_asks_for_both_agreements_again():
    changed = next_state(Lifecycle.AGREED_BOARD, LifecycleEvent.CHANGED)
    assert agreements_missing(changed) == AGREEMENTS_NEEDED


def test_the_missing_agreement_is_named():
    assert agreements_missing(Lifecycle.AGREED_BOARD) == {Agreement.SUPERINTENDENT}
    assert agreements_missing(Lifecycle.AGREED_SUPERINTENDENT) == {Agreement.BOARD}
    assert agreements_missing(Lifecycle.ACTIVE) == frozenset()


@pytest.mark.parametrize("state", Lifecycle)
@pytest.mark.parametrize("event", LifecycleEvent)
def test_every_step_outside_the_table_is_refused_in_a_sentence(state, event):
    if (state, event) in TRANSITIONS:
        assert next_state(state, event) is TRANSITIONS[(state, event)]
    else:
        with pytest.raises(LifecycleError, match=r"\.$"):
            next_state(state, event)


def test_the_eleven_observation_states_are_those_of_the_brief():
    assert [state.value for state in ObservationState] == [
        "final",
        "provisional",
        "revised",
        "missing",
        "not_collected",
        "not_applicable",
        "not_released",
        "suppressed_primary",
        "suppressed_complementary",
        "top_coded",
        "bottom_coded",
    ]
    assert [state for state in ObservationState if state.has_value] == [
        ObservationState.FINAL,
        ObservationState.PROVISIONAL,
        ObservationState.REVISED,
    ]
    assert ObservationState.choices()[0] == ("final", "Final")
