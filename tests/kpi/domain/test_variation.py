"""XmR charts, with the vectors V1 to V4 of the domain brief 5.7."""

from decimal import Decimal

import pytest

from kpi.domain import (
    Assurance,
    Direction,
    LimitsKind,
    Signal,
    Variation,
    assurance,
    baseline_points,
    limits,
    limits_kind,
    signals,
    variation,
)


def limits_of(values, **options):
    found = limits(values, **options)
    assert found is not None
    return found


def points(*numbers):
    return [None if number is None else Decimal(str(number)) for number in numbers]


V1 = points(1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)
V2 = points(94.99, 92.52, 93.52, 93.1, 93.5)
V3 = points(60, 61, 62, 63, 64, 65, 66)
V4 = points(50, 51, 50, 52, 51, 50, 51, 57, 58, 57, 58, 57, 58, 57)


def words(values):
    short = {"outside": "OUT", "trend": "TREND", "two": "2OF3", "shift": "SHIFT"}
    return [
        "" if signal is None else short[signal.value.split("_")[0]]
        for signal in signals(values, limits_of(values))
    ]


def test_v1_with_and_without_screening():
    plain, screened = limits_of(V1), limits_of(V1, is_screened=True)
    assert round(plain.mean, 2) == Decimal("1.94")
    assert (round(plain.lower, 2), round(plain.upper, 2)) == (Decimal("-3.06"), Decimal("6.95"))
    assert (round(screened.lower, 2), round(screened.upper, 2)) == (Decimal("-0.72"), Decimal("4.60"))


def test_v2_graduation_is_common_cause_on_trial_limits_of():
    chart = limits_of(V2)
    assert (chart.mean, chart.movement) == (Decimal("93.526"), Decimal("1.0725"))
    assert (round(chart.lower, 3), round(chart.upper, 3), round(chart.range_upper, 3)) == (
        Decimal("90.673"),
        Decimal("96.379"),
        Decimal("3.504"),
    )
    assert words(V2) == [""] * 5
    assert limits_kind(V2) is LimitsKind.TRIAL
    assert variation(V2, Direction.HIGHER) is Variation.COMMON_CAUSE


def test_v3_an_outside_point_in_a_trend_is_reported_as_outside():
    chart = limits_of(V3)
    assert (chart.mean, chart.lower, chart.upper) == (Decimal(63), Decimal("60.34"), Decimal("65.66"))
    assert words(V3) == ["OUT", *["TREND"] * 5, "OUT"]


def test_v4_every_rule_in_its_order():
    chart = limits_of(V4)
    assert (round(chart.mean, 3), round(chart.lower, 3), round(chart.upper, 3)) == (
        Decimal("54.071"),
        Decimal("50.184"),
        Decimal("57.959"),
    )
    expected = "OUT,SHIFT,OUT,SHIFT,2OF3,OUT,2OF3,2OF3,OUT,2OF3,OUT,2OF3,OUT,2OF3"
    assert words(V4) == expected.split(",")


def test_a_missing_period_breaks_every_run():
    broken = [*V3[:3], None, *V3[3:]]
    assert Signal.TREND_UP not in signals(broken, limits_of(broken))


@pytest.mark.parametrize(
    ("count", "kind"),
    [
        (0, LimitsKind.NONE),
        (4, LimitsKind.NONE),
        (5, LimitsKind.TRIAL),
        (11, LimitsKind.TRIAL),
        (12, LimitsKind.LOCKED),
    ],
)
def test_how_few_is_too_few(count, kind):
    assert limits_kind(points(*range(count), None)) is kind


def test_the_baseline_locks_at_the_twelfth_known_point():
    assert len(baseline_points(points(*range(11)))) == 11
    assert len(baseline_points(points(1, None, *range(20)))) == 13


@pytest.mark.parametrize(
    ("direction", "expected"),
    [
        (Direction.HIGHER, Variation.IMPROVING),
        (Direction.LOWER, Variation.CONCERNING),
        (Direction.NEUTRAL, Variation.NEUTRAL_HIGH),
    ],
)
def test_the_latest_signal_is_named_by_the_direction_of_good(direction, expected):
    assert variation(V3, direction) is expected


def test_under_five_points_nothing_is_judged():
    assert variation(points(1, 2, 3, 9), Direction.HIGHER) is Variation.INSUFFICIENT
    assert variation([], Direction.HIGHER) is Variation.INSUFFICIENT


@pytest.mark.parametrize(
    ("target", "direction", "expected"),
    [
        ("65.67", Direction.HIGHER, Assurance.CONSISTENTLY_FAIL),
        ("65.66", Direction.HIGHER, Assurance.HIT_OR_MISS),
        ("60.34", Direction.HIGHER, Assurance.HIT_OR_MISS),
        ("60.33", Direction.HIGHER, Assurance.CONSISTENTLY_PASS),
        ("65.67", Direction.LOWER, Assurance.CONSISTENTLY_PASS),
        ("60.33", Direction.LOWER, Assurance.CONSISTENTLY_FAIL),
        ("63", Direction.NEUTRAL, Assurance.NONE),
        (None, Direction.HIGHER, Assurance.NONE),
    ],
)
def test_assurance_reads_the_limits_against_the_target(target, direction, expected):
    assert assurance(limits_of(V3), None if target is None else Decimal(target), direction) is expected
