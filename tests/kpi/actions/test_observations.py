from decimal import Decimal

import pytest

from district.actions import Overtaken, Refused
from kpi.actions import record_observation, take_back_observation
from kpi.domain import Entry, ObservationState
from kpi.models import Observation


def entry(value="93.5", period="COHORT2016-4YR", **more):
    return Entry(period, ObservationState.FINAL, Decimal(value), **more)


@pytest.fixture
def cell(active, district_units, all_students):
    return {"series": active.series, "unit": district_units.district, "group": all_students}


@pytest.fixture
def result(cell, steward) -> Observation:
    return record_observation(**cell, entry=entry(), by=steward)


def test_the_first_result_is_revision_one(result, steward):
    assert (result.revision, result.value, result.period_sort) == (1, Decimal("93.500000"), 20160)
    assert (result.recorded_by, result.batch) == (steward, None)


def test_a_correction_is_a_further_revision(result, cell, steward):
    record_observation(**cell, entry=entry("93.4"), by=steward, reason="The state corrected it")
    rows = Observation.objects.order_by("revision").values_list("revision", "value", "reason")
    assert list(rows) == [(1, Decimal("93.5"), ""), (2, Decimal("93.4"), "The state corrected it")]
    assert [row.value for row in Observation.objects.current()] == [Decimal("93.4")]


def test_a_correction_says_why(result, cell, steward):
    with pytest.raises(Refused) as caught:
        record_observation(**cell, entry=entry("93.4"), by=steward)
    assert caught.value.problems == {"reason": "Say why the result changes."}


def test_a_correction_that_changes_nothing_is_refused(result, cell, steward):
    with pytest.raises(Refused, match="Nothing differs"):
        record_observation(**cell, entry=entry(), by=steward, reason="Again")


def test_a_result_that_contradicts_its_counts_is_not_recorded(cell, steward):
    with pytest.raises(Refused, match="819 of 1000 gives"):
        record_observation(
            **cell, entry=entry("83", numerator=Decimal(819), denominator=Decimal(1000)), by=steward
        )
    assert Observation.objects.count() == 0


def test_a_correction_of_an_older_revision_is_not_recorded(result, cell, steward):
    record_observation(**cell, entry=entry("93.4"), by=steward, reason="First", seen=1)
    with pytest.raises(Overtaken) as caught:
        record_observation(**cell, entry=entry("93.3"), by=steward, reason="Second", seen=1)
    assert caught.value.row.value == Decimal("93.4")


def test_a_result_taken_back_is_no_longer_current_and_still_readable(result, steward):
    take_back_observation(observation=result, by=steward, reason="Wrong school")
    assert list(Observation.objects.current()) == []
    assert list(Observation.objects.order_by("revision").values_list("is_retraction", flat=True)) == [
        False,
        True,
    ]


def test_a_result_taken_back_can_be_recorded_again(result, cell, steward):
    take_back_observation(observation=result, by=steward, reason="Wrong school")
    record_observation(**cell, entry=entry(), by=steward, reason="It was right")
    assert [row.revision for row in Observation.objects.current()] == [3]


def test_what_is_not_there_cannot_be_taken_back(result, steward, groups):
    other = Observation(
        series=result.series,
        unit=result.unit,
        group=groups["female"],
        period=result.period,
        period_sort=result.period_sort,
        state=result.state,
    )
    with pytest.raises(Refused, match="no result to take back"):
        take_back_observation(observation=other, by=steward, reason="Wrong")
