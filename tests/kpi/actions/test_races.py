"""Two people at the same moment, on real connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from kpi.actions import ChangedMeanwhile, edit_version, record_agreement, record_observation
from kpi.domain import Agreement, Entry, ObservationState
from kpi.models import IndicatorVersion, Observation, RecordedAgreement
from tests.kpi.conftest import AGREED_ON

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Run each work in a thread of its own, begun together; return results, exceptions included."""
    start = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        start.wait(timeout=10)
        try:
            return work()
        except Exception as error:  # noqa: BLE001 -- the test looks at it
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_two_agreements_at_once_make_one_active_version(proposed, superintendent, board_clerk):
    answers = at_once(
        lambda: record_agreement(
            version=proposed, party=Agreement.SUPERINTENDENT, agreed_on=AGREED_ON, by=superintendent
        ),
        lambda: record_agreement(
            version=proposed, party=Agreement.BOARD, agreed_on=AGREED_ON, meeting="June 9", by=board_clerk
        ),
    )
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert list(IndicatorVersion.objects.values_list("state", flat=True)) == ["active"]
    assert set(RecordedAgreement.objects.values_list("party", flat=True)) == {"board", "superintendent"}


def test_the_same_agreement_twice_at_once_is_recorded_once(proposed, superintendent):
    def agree():
        return record_agreement(
            version=proposed, party=Agreement.SUPERINTENDENT, agreed_on=AGREED_ON, by=superintendent
        )

    answers = at_once(agree, agree)
    assert sum(isinstance(answer, Exception) for answer in answers) == 1
    assert RecordedAgreement.objects.count() == 1


def test_of_two_edits_at_once_one_is_saved_and_one_is_told(draft, plan_editor, superintendent):
    def edit(words, by):
        return lambda: edit_version(version=draft, lock=draft.lock, fields={"definition": words}, by=by)

    answers = at_once(edit("First text", plan_editor), edit("Second text", superintendent))
    told = [answer for answer in answers if isinstance(answer, ChangedMeanwhile)]
    saved = [answer for answer in answers if isinstance(answer, IndicatorVersion)]
    assert (len(told), len(saved)) == (1, 1)
    assert IndicatorVersion.objects.get(pk=draft.pk).definition == saved[0].definition
    assert told[0].current.definition == saved[0].definition


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
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    rows = Observation.objects.order_by("revision")
    assert [row.revision for row in rows] == [1, 2, 3]
    assert {row.value for row in rows} == {Decimal("93.5"), Decimal("93.4"), Decimal("93.3")}
