"""Targets and status: the path, the order of the rule, its edges."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.domain import (
    BandTarget,
    Direction,
    FinalTarget,
    ObservationState,
    Period,
    Result,
    Status,
    Target,
    TargetError,
    progress,
    school_year,
    standing,
    suggested_tolerance,
)


def aim(baseline="57", final="90", *, direction=Direction.HIGHER, tolerance="2", yearly=(), series="MCA-III"):
    return Target(
        Decimal(baseline),
        school_year(2025),
        Decimal(final),
        school_year(2030),
        direction,
        Decimal(tolerance),
        yearly,
        series,
    )


def result(value, year=2027, *, state=ObservationState.FINAL, series="MCA-III", **bounds):
    return Result(school_year(year), state, None if value is None else Decimal(value), series, **bounds)


def test_the_path_is_a_straight_line_from_baseline_to_final():
    assert [aim().path(year) for year in range(2024, 2032)] == [
        Decimal(text) for text in ("57", "57", "63.6", "70.2", "76.8", "83.4", "90", "90")
    ]


def test_a_stated_yearly_target_wins_over_the_straight_line():
    stepped = aim(yearly=((2027, Decimal(60)),))
    assert stepped.path(2027) == Decimal(60)
    assert stepped.path(2026) == Decimal("58.5")
    assert stepped.path(2028) == Decimal(70)


percents = st.decimals(min_value=0, max_value=100, places=2)


@given(percents, percents, st.integers(2025, 2030))
def test_the_path_starts_at_the_baseline_ends_at_the_final_and_stays_between(baseline, final, year):
    target = aim(str(baseline), str(final))
    assert target.path(2025) == baseline
    assert target.path(2030) == final
    assert min(baseline, final) <= target.path(year) <= max(baseline, final)


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("90", Status.MET),
        ("89.999", Status.ON_TRACK),
        ("70.2", Status.ON_TRACK),
        ("70.1999", Status.NEAR),
        ("68.2", Status.NEAR),
        ("68.1999", Status.OFF_TRACK),
    ],
)
def test_equality_counts_in_favour_at_every_edge(value, status):
    assert standing(result(value), aim()).status is status


@pytest.mark.parametrize(
    ("value", "status"),
    [("10", Status.MET), ("14", Status.ON_TRACK), ("15", Status.NEAR), ("15.01", Status.OFF_TRACK)],
)
def test_lower_is_better_mirrors_the_rule(value, status):
    lower = aim("20", "10", direction=Direction.LOWER, tolerance="1", yearly=((2027, Decimal(14)),))
    assert standing(result(value), lower).status is status


def test_the_numbers_behind_a_status_are_told():
    rated = standing(result("57", 2025, series="MCA-III"), aim())
    assert rated.status is Status.BASELINE_ONLY
    rated = standing(result("68", 2027), aim())
    assert rated.path_value == Decimal("70.2")
    assert rated.gap_to_path == Decimal("-2.2")
    assert rated.to_go == Decimal(22)
    assert rated.required_per_year == Decimal(22) / 3


def test_57_to_90_in_five_years_needs_6_point_6_a_year():
    target = Target(
        Decimal(57), school_year(2024), Decimal(90), school_year(2030), Direction.HIGHER, Decimal(2)
    )
    assert standing(
        Result(school_year(2025), ObservationState.FINAL, Decimal(57)), target
    ).required_per_year == Decimal("6.6")


def test_nothing_is_required_once_met_and_nothing_can_be_after_the_last_year():
    assert standing(result("91"), aim()).required_per_year is None
    assert standing(result("91"), aim()).to_go == 0
    assert standing(result("80", 2031), aim()).required_per_year is None
    assert standing(result("80", 2031), aim()).status is Status.OFF_TRACK


def test_a_target_met_in_one_year_is_judged_again_the_next():
    assert standing(result("90", 2026), aim()).status is Status.MET
    assert standing(result("60", 2027), aim()).status is Status.OFF_TRACK


@pytest.mark.parametrize(
    ("latest", "target", "status"),
    [
        (None, aim(), Status.NOT_RELEASED),
        (result(None, state=ObservationState.NOT_RELEASED), None, Status.NOT_RELEASED),
        (result(None, state=ObservationState.MISSING), aim(), Status.NOT_RELEASED),
        (result("80", state=ObservationState.NOT_RELEASED), aim(), Status.NOT_RELEASED),
        (result(None, state=ObservationState.SUPPRESSED_PRIMARY), None, Status.SUPPRESSED),
        (result(None, state=ObservationState.SUPPRESSED_COMPLEMENTARY), aim(), Status.SUPPRESSED),
        (result("95"), None, Status.NO_TARGET),
        (result("95", series="MCA-IV"), aim(), Status.SERIES_BREAK),
        (result("95", 2025, series="MCA-IV"), aim(), Status.SERIES_BREAK),
        (result("95", 2025), aim(), Status.BASELINE_ONLY),
        (result("95", 2024), aim(), Status.BASELINE_ONLY),
    ],
)
def test_the_first_reason_that_applies_decides(latest, target, status):
    rated = standing(latest, target)
    assert rated.status is status
    assert rated.reason.label.endswith(".")
    assert not rated.status.is_rated


@pytest.mark.parametrize(("value", "status"), [("79.9", Status.NO_PATH), ("90", Status.MET)])
def test_a_target_whose_first_value_is_not_told_is_reached_or_not_rated(value, status):
    target = FinalTarget(
        Decimal(90), school_year(2030), school_year(2025), Direction.HIGHER, Decimal(2), "MCA-III"
    )
    rated = standing(result(value, 2028), target)
    assert rated.status is status
    assert rated.path_value is None
    assert rated.to_go == Decimal(90) - Decimal(value)


def test_seasons_of_one_school_year_are_in_order():
    target = Target(
        Decimal(50),
        Period.parse("2026-fall"),
        Decimal(60),
        Period.parse("2029-fall"),
        Direction.HIGHER,
        Decimal(1),
    )
    fall, spring = (
        Result(Period.parse(code), ObservationState.FINAL, Decimal(70))
        for code in ("2026-fall", "2027-spring")
    )
    assert standing(fall, target).status is Status.BASELINE_ONLY
    assert standing(spring, target).status is Status.MET


def test_a_bound_is_rated_only_where_it_decides():
    top = result(None, state=ObservationState.TOP_CODED, low=Decimal(95), high=Decimal(100))
    assert standing(top, aim()).status is Status.MET
    assert standing(top, aim(final="97")).status is Status.SUPPRESSED
    assert standing(top, aim()).to_go is None


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("3", Status.MET),
        ("5", Status.MET),
        ("2.5", Status.NEAR),
        ("5.5", Status.NEAR),
        ("5.51", Status.OFF_TRACK),
        ("2.49", Status.OFF_TRACK),
    ],
)
def test_a_band_is_met_inside_and_near_just_outside(value, status):
    band = BandTarget(Decimal(3), Decimal(5), Decimal("0.5"), school_year(2025), "MCA-III")
    assert standing(result(value), band).status is status
    assert standing(result(value), band).path_value is None


@pytest.mark.parametrize(
    "make",
    [
        lambda: aim(direction=Direction.NEUTRAL),
        lambda: aim(tolerance="-1"),
        lambda: aim(yearly=((2025, Decimal(57)),)),
        lambda: aim(yearly=((2031, Decimal(57)),)),
        lambda: aim(yearly=((2026, Decimal(57)), (2026, Decimal(58)))),
        lambda: aim(yearly=((2030, Decimal(89)),)),
        lambda: Target(
            Decimal(1), school_year(2030), Decimal(2), school_year(2030), Direction.HIGHER, Decimal(0)
        ),
        lambda: BandTarget(Decimal(5), Decimal(3), Decimal(0), school_year(2025)),
    ],
)
def test_a_target_that_contradicts_itself_is_refused(make):
    with pytest.raises(TargetError, match=r"\.$"):
        make()


def test_progress_is_the_share_of_the_targeted_change():
    assert progress(Decimal("73.5"), aim()) == Decimal(50)
    assert progress(Decimal("50.4"), aim()) == Decimal(-20)
    assert progress(Decimal(95), aim("90", "90")) is None
    assert progress(Decimal(15), aim("20", "10", direction=Direction.LOWER)) == Decimal(50)


def test_the_suggested_tolerance_is_a_point_or_a_tenth():
    assert suggested_tolerance(Decimal(57), Decimal(90)) == Decimal("3.3")
    assert suggested_tolerance(Decimal(92), Decimal(95)) == Decimal(1)
