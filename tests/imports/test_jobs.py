"""The job row is the truth: claims, silence, repeats, changes between check and load."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from district.actions import Refused
from imports.actions import cancel_import, confirm_import, run_batch, run_check, sweep
from imports.actions.jobs import ClaimLost, beat, claim
from imports.domain import BatchEvent
from imports.models import ImportBatch
from kpi.actions import record_observation
from kpi.domain import Entry, ObservationState
from kpi.models import Observation, Series, StagedObservation
from tests.imports.conftest import begin, finish

pytestmark = pytest.mark.django_db
LONG_AGO = dt.timedelta(minutes=5)


@pytest.fixture
def checked(tmp_path, simple_recipe, steward):
    path = tmp_path / "rates.csv"
    path.write_text("Year,School,Rate\n2023-24,A,80\n2023-24,B,70\n")
    return begin(path, simple_recipe, steward)


def set_row(batch, **fields):
    ImportBatch.objects.filter(pk=batch.pk).update(**fields)


def test_a_load_delivered_twice_loads_once(checked, steward):
    finish(checked, steward)
    run_batch(batch_id=checked.pk)
    run_batch(batch_id=checked.pk)
    assert Observation.objects.count() == 2


def test_nothing_staged_is_left_after_load_or_cancel(checked, steward, tmp_path, simple_recipe):
    assert StagedObservation.objects.count() == 2
    finish(checked, steward)
    assert not StagedObservation.objects.exists()
    other = begin(tmp_path / "rates.csv", simple_recipe, steward)
    cancel_import(batch=other, by=steward)
    assert not StagedObservation.objects.exists()


def test_a_row_whose_worker_fell_silent_is_taken_over(checked):
    set_row(checked, state="checking", run=uuid.uuid4(), heartbeat_at=timezone.now() - LONG_AGO)
    assert sweep() == [checked.pk]
    run_batch(batch_id=checked.pk)
    checked.refresh_from_db()
    assert checked.state == "checked"
    assert checked.findings.count() == 0


def test_a_row_that_a_worker_is_busy_with_is_left_alone(checked):
    set_row(checked, state="checking", run=uuid.uuid4(), heartbeat_at=timezone.now())
    assert sweep() == []
    assert claim(checked.pk, BatchEvent.START_CHECK) is None


def test_a_worker_that_lost_its_claim_stops(checked):
    set_row(checked, state="queued_check", attempts=0)
    first = claim(checked.pk, BatchEvent.START_CHECK)
    set_row(checked, heartbeat_at=timezone.now() - LONG_AGO)
    assert claim(checked.pk, BatchEvent.START_CHECK) is not None
    assert first is not None
    with pytest.raises(ClaimLost):
        beat(first, rows_done=1)


def test_three_broken_attempts_end_in_a_sentence(checked):
    set_row(checked, state="queued_check", attempts=3)
    run_check(batch_id=checked.pk)
    checked.refresh_from_db()
    assert checked.state == "failed"
    assert "broke off three times" in checked.failure


def test_a_value_recorded_after_the_check_makes_the_file_checked_again(
    checked, steward, district_units, all_students
):
    confirm_import(batch=checked, by=steward)
    record_observation(
        series=Series.objects.get(),
        unit=district_units.school_a,
        group=all_students,
        entry=Entry(period="SY2023-24", state=ObservationState.FINAL, value=Decimal(81)),
        by=steward,
        citation="A letter",
    )
    run_batch(batch_id=checked.pk)
    checked.refresh_from_db()
    assert checked.state == "queued_check"
    assert Observation.objects.count() == 1
    run_batch(batch_id=checked.pk)
    checked.refresh_from_db()
    assert (checked.state, checked.values_new, checked.values_revised) == ("checked", 1, 1)
    assert checked.note.startswith("Stored values changed after the check")


def test_a_load_goes_on_by_itself_where_the_second_check_would_replace_nothing_else(
    checked, steward, district_units, all_students
):
    confirm_import(batch=checked, by=steward)
    record_observation(
        series=Series.objects.get(),
        unit=district_units.school_a,
        group=all_students,
        entry=Entry(period="SY2023-24", state=ObservationState.FINAL, value=Decimal(80)),
        by=steward,
        citation="A letter",
    )
    run_batch(batch_id=checked.pk)
    run_batch(batch_id=checked.pk)
    checked.refresh_from_db()
    assert (checked.state, checked.values_new, checked.values_unchanged, checked.note) == ("loaded", 1, 1, "")
    assert Observation.objects.count() == 2


def test_rights_lost_between_click_and_run_stop_the_load(checked, steward):
    confirm_import(batch=checked, by=steward)
    steward.roles.all().delete()
    run_batch(batch_id=checked.pk)
    checked.refresh_from_db()
    assert checked.state == "failed"
    assert not Observation.objects.exists()


def test_a_loaded_import_cannot_be_cancelled_or_loaded_again(checked, steward):
    finish(checked, steward)
    with pytest.raises(Refused, match="“loaded”"):
        cancel_import(batch=checked, by=steward)
    with pytest.raises(Refused, match="“loaded”"):
        confirm_import(batch=checked, by=steward)


def test_rows_that_repeat_or_contradict_each_other(tmp_path, simple_recipe, steward):
    path = tmp_path / "twice.csv"
    path.write_text("Year,School,Rate\n2023-24,A,80\n2023-24,B,70\n2023-24,A,80\n2023-24,B,71\n")
    batch = begin(path, simple_recipe, steward)
    assert (batch.rows_in, batch.rows_stored, batch.rows_refused, batch.rows_ignored) == (4, 1, 2, 1)
    found = {each.row: (each.code, each.sentence) for each in batch.findings.all()}
    names = "rate, School A, All students, 2023–24"
    assert found[4] == ("repeated", f"{names}: it repeats row 2, which is kept.")
    assert found[3][0] == found[5][0] == "duplicate"
    assert "row 5" in found[3][1]
    assert "row 3" in found[5][1]


def test_a_large_change_is_a_warning(checked, steward, tmp_path, simple_recipe):
    finish(checked, steward)
    path = tmp_path / "next.csv"
    path.write_text("Year,School,Rate\n2024-25,A,40\n2024-25,B,69\n")
    batch = begin(path, simple_recipe, steward)
    (warning,) = batch.findings.all()
    assert (warning.kind, warning.code, warning.row) == ("warning", "large_change", 2)
    assert "moved by 40, from 80 to 40" in warning.sentence


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("imports_batch_rows_add_up", {"rows_in": 5}),
        ("imports_batch_failed_says_why", {"state": "failed", "failure": ""}),
        ("imports_batch_loaded_by_someone", {"state": "loaded"}),
    ],
)
def test_the_database_refuses_nonsense(checked, constraint, fields):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        set_row(checked, **fields)


def test_the_steps_of_an_import_are_history(checked, steward):
    finish(checked, steward)
    history_of_batches = apps.get_model("imports", "ImportBatchEvent")

    steps = (
        history_of_batches.objects.filter(pgh_obj=checked).order_by("pgh_id").values_list("state", flat=True)
    )
    states = [state for at, state in enumerate(steps) if not at or steps[at - 1] != state]
    expected = ["uploaded", "queued_check", "checking", "checked", "queued_load", "loading", "loaded"]
    assert states == expected
