"""What a person wrote beside a result outlives an import that changes it, and the import's undoing."""

import datetime as dt
from decimal import Decimal

import pytest

from imports.actions import run_batch, undo_import
from kpi.actions import record_observation, take_back_observation
from kpi.domain import Entry, ObservationState
from kpi.models import Indicator, Observation, Series
from tests.imports.conftest import begin, finish

pytestmark = pytest.mark.django_db
EMBARGO = dt.date(2027, 1, 1)


@pytest.fixture
def embargoed(simple_recipe, steward, district_units, all_students) -> Observation:
    """A result recorded by hand, not to be published before a day."""
    return record_observation(
        series=Series.objects.get(indicator__code="rate"),
        unit=district_units.school_a,
        group=all_students,
        entry=Entry(period="SY2023-24", state=ObservationState.FINAL, value=Decimal(80)),
        comment="Preliminary count.",
        citation="Letter of the state, June 2026",
        released_on=EMBARGO,
        by=steward,
    )


def load(tmp_path, recipe, by, rate):
    path = tmp_path / f"{rate}.csv"
    path.write_text(f"Year,School,Rate\n2023-24,A,{rate}\n")
    return finish(begin(path, recipe, by), by, reason="The state corrected it.")


def beside(row):
    return (row.released_on, row.comment, row.citation)


def test_an_import_keeps_the_embargo_and_comment_of_what_it_changes_and_names_its_file(
    tmp_path, simple_recipe, steward, embargoed
):
    assert load(tmp_path, simple_recipe, steward, 85).state == "loaded"
    latest = Observation.objects.current().get()
    assert (latest.revision, latest.value) == (2, 85)
    assert beside(latest) == (EMBARGO, "Preliminary count.", "Us, 85.csv")


def test_an_import_after_a_retraction_keeps_the_embargo_of_what_was_taken_back(
    tmp_path, simple_recipe, steward, embargoed
):
    take_back_observation(observation=embargoed, by=steward, reason="Wrong year.")
    load(tmp_path, simple_recipe, steward, 85)
    latest = Observation.objects.current().get()
    assert (latest.revision, latest.released_on) == (3, EMBARGO)


def test_undoing_an_import_restores_all_that_stood_beside_the_value(
    tmp_path, simple_recipe, steward, embargoed
):
    batch = load(tmp_path, simple_recipe, steward, 85)
    undoing = undo_import(batch=batch, by=steward, reason="Wrong file.")
    run_batch(batch_id=undoing.pk)
    latest = Observation.objects.current().get()
    assert (latest.revision, latest.value) == (3, 80)
    assert beside(latest) == beside(embargoed)


def test_undoing_an_import_over_sample_data_leaves_sample_data(
    tmp_path, simple_recipe, steward, district_units, all_students
):
    Indicator.objects.update(is_sample=True)
    record_observation(
        series=Series.objects.get(indicator__code="rate"),
        unit=district_units.school_a,
        group=all_students,
        entry=Entry(period="SY2023-24", state=ObservationState.FINAL, value=Decimal(80)),
        by=steward,
    )
    batch = load(tmp_path, simple_recipe, steward, 85)
    assert not Observation.objects.current().get().is_sample
    run_batch(batch_id=undo_import(batch=batch, by=steward, reason="Wrong file.").pk)
    assert Observation.objects.current().get().is_sample
