"""Two people at the same moment, on real connections."""

from decimal import Decimal

import pytest

from district.actions import Refused
from kpi.actions import record_agreement, record_observation
from kpi.domain import Agreement, Entry, ObservationState
from kpi.models import IndicatorVersion, Observation, RecordedAgreement
from tests.at_once import at_once, raised
from tests.kpi.conftest import AGREED_ON

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_agreements_at_once_make_one_active_version(proposed, superintendent, board_clerk):
    answers = at_once(
        lambda: record_agreement(
            version=proposed, party=Agreement.SUPERINTENDENT, agreed_on=AGREED_ON, by=superintendent
        ),
        lambda: record_agreement(
            version=proposed, party=Agreement.BOARD, agreed_on=AGREED_ON, meeting="June 9", by=board_clerk
        ),
    )
    assert raised(answers) == []
    assert list(IndicatorVersion.objects.values_list("state", flat=True)) == ["active"]
    assert set(RecordedAgreement.objects.values_list("party", flat=True)) == {"board", "superintendent"}


def test_the_same_agreement_twice_at_once_is_recorded_once(proposed, superintendent):
    def agree():
        return record_agreement(
            version=proposed, party=Agreement.SUPERINTENDENT, agreed_on=AGREED_ON, by=superintendent
        )

    answers = at_once(agree, agree)
    assert raised(answers) == [Refused]
    assert RecordedAgreement.objects.count() == 1


def test_two_corrections_of_one_result_at_once_are_two_revisions(
    active, district_units, all_students, steward, administrator
):
    cell = {"series": active.series, "unit": district_units.district, "group": all_students}

    def state(value, by):
        return lambda: record_observation(
            **cell,
            entry=Entry("COHORT2016-4YR", ObservationState.FINAL, Decimal(value)),
            by=by,
            reason=f"It is {value}",
        )

    state("93.5", steward)()
    answers = at_once(state("93.4", steward), state("93.3", administrator))
    assert raised(answers) == []
    rows = Observation.objects.order_by("revision")
    assert [row.revision for row in rows] == [1, 2, 3]
    assert {row.value for row in rows} == {Decimal("93.5"), Decimal("93.4"), Decimal("93.3")}
