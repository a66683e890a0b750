"""Change and uncertainty, with the vectors of the domain brief 5.6."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.domain import (
    ChangeKind,
    Direction,
    Interval,
    Reading,
    UnitOfMeasure,
    change,
    gap,
    two_proportion_z,
    typical_movement,
    wilson_interval,
)


def kind(earlier, later, direction=Direction.HIGHER, unit=UnitOfMeasure.PERCENT, decimals=1, band=None):
    return change(earlier, later, direction=direction, unit=unit, decimals=decimals, band=band).kind


@pytest.mark.parametrize(("count", "n", "low", "high"), [(829, 887, "91.6", "94.9"), (8, 12, "39.1", "86.2")])
def test_wilson_matches_the_published_vectors(count, n, low, high):
    found = wilson_interval(Decimal(count) / n, n)
    assert (round(found.low * 100, 1), round(found.high * 100, 1)) == (Decimal(low), Decimal(high))


@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_stays_between_0_and_1_and_around_the_proportion(counts):
    count, n = counts
    found = wilson_interval(Decimal(count) / n, n)
    assert 0 <= found.low <= found.high <= 1
    assert found.low - Decimal("1e-20") <= Decimal(count) / n <= found.high + Decimal("1e-20")


@pytest.mark.parametrize(("proportion", "n"), [("0.5", 0), ("1.01", 10), ("-0.1", 10)])
def test_wilson_refuses_what_is_no_proportion(proportion, n):
    with pytest.raises(ValueError, match="proportion"):
        wilson_interval(Decimal(proportion), n)


def test_two_graduating_classes_do_not_clearly_differ():
    assert round(two_proportion_z(Decimal(829) / 887, 887, Decimal(880) / 941, 941), 2) == Decimal("-0.05")
    assert kind(Reading(Decimal("93.52"), 941), Reading(Decimal("93.46"), 887)) is ChangeKind.NO_CLEAR_CHANGE


def test_a_twelve_student_group_cannot_carry_a_small_step():
    assert kind(Reading(Decimal("66.7"), 12), Reading(Decimal("75"), 12)) is ChangeKind.NO_CLEAR_CHANGE


@pytest.mark.parametrize(
    ("direction", "up", "down"),
    [
        (Direction.HIGHER, ChangeKind.BETTER, ChangeKind.WORSE),
        (Direction.LOWER, ChangeKind.WORSE, ChangeKind.BETTER),
        (Direction.NEUTRAL, ChangeKind.HIGHER, ChangeKind.LOWER),
    ],
)
def test_a_clear_step_is_named_by_the_direction_of_good(direction, up, down):
    few, many = Reading(Decimal(50), 2000), Reading(Decimal(60), 2000)
    assert kind(few, many, direction) is up
    assert kind(many, few, direction) is down


def test_without_n_the_shown_decimals_decide():
    assert kind(Reading(Decimal("50.04")), Reading(Decimal("49.96"))) is ChangeKind.NO_CLEAR_CHANGE
    assert kind(Reading(Decimal("50.04")), Reading(Decimal("50.06"))) is ChangeKind.BETTER
    assert (
        kind(Reading(Decimal("3.12")), Reading(Decimal("3.14")), unit=UnitOfMeasure.MEAN_SCORE)
        is ChangeKind.NO_CLEAR_CHANGE
    )


def test_nothing_is_compared_across_a_series_break_or_a_missing_value():
    assert (
        kind(Reading(Decimal(50), 900, "MCA-III"), Reading(Decimal(60), 900, "MCA-IV"))
        is ChangeKind.NOT_COMPARABLE
    )
    assert kind(Reading(None), Reading(Decimal(60))) is ChangeKind.NOT_COMPARABLE


def test_all_students_in_both_years_is_no_change():
    found = change(
        Reading(Decimal(100), 40),
        Reading(Decimal(100), 50),
        direction=Direction.HIGHER,
        unit=UnitOfMeasure.PERCENT,
        decimals=1,
    )
    assert (found.kind, found.z, found.is_tested) == (ChangeKind.NO_CLEAR_CHANGE, Decimal(0), True)


def test_for_a_band_closer_is_better():
    band, unit = Interval(Decimal(3), Decimal(5)), UnitOfMeasure.INDEX
    assert (
        kind(Reading(Decimal(7)), Reading(Decimal("5.5")), Direction.BAND, unit, band=band)
        is ChangeKind.BETTER
    )
    assert kind(Reading(Decimal(4)), Reading(Decimal(2)), Direction.BAND, unit, band=band) is ChangeKind.WORSE
    assert (
        kind(Reading(Decimal(4)), Reading(Decimal("4.5")), Direction.BAND, unit, band=band)
        is ChangeKind.HIGHER
    )


def test_typical_movement_skips_the_step_across_a_missing_year():
    graduation = [Decimal("94.99"), Decimal("92.52"), Decimal("93.52"), Decimal("93.1"), Decimal("93.5")]
    assert typical_movement(graduation) == Decimal("1.0725")
    assert typical_movement([Decimal(1), Decimal(2), None, Decimal(9), Decimal(10)]) == Decimal(1)
    assert typical_movement([Decimal(1), None, Decimal(3)]) is None


def test_a_gap_is_reference_minus_group_with_both_rates():
    found = gap(Decimal("93.5"), Decimal("71.5"))
    assert (found.points, found.reference, found.group) == (Decimal(22), Decimal("93.5"), Decimal("71.5"))
