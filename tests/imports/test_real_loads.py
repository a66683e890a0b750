"""Real files through the whole path: check, preview, load, again, undo."""

from decimal import Decimal

import pytest

from district.actions import Refused
from imports.actions import run_batch, undo_import
from imports.models import ImportBatch
from kpi.models import Indicator, Observation
from tests.imports.conftest import begin, finish, follow, recipe

pytestmark = [pytest.mark.shared, pytest.mark.django_db]


@pytest.fixture
def graduation(steward, state_groups, lakeville):
    follow("graduation-4-year", period_type="cohort_year")
    follow("graduation-7-year", period_type="cohort_year")
    return recipe("mn-graduation", steward)


def load_year(shared_data, graduation, steward, year):
    answers = {"period": "SY2012-13"} if year == 2013 else {}
    batch = begin(shared_data / f"mn-graduation/{year}_grad.csv", graduation, steward, answers=answers)
    assert batch.state == "checked", batch.failure
    return finish(batch, steward)


def test_four_graduation_files_load_with_one_recipe(shared_data, graduation, steward, lakeville):
    rows = {2013: 10_840, 2014: 10_720, 2015: 10_800, 2016: 10_852}
    for year, count in rows.items():
        batch = load_year(shared_data, graduation, steward, year)
        assert batch.state == "loaded"
        assert batch.rows_in == count + 1
        assert batch.rows_refused == 0
    ours = Observation.objects.current().filter(
        unit=lakeville, group__code="all", series__indicator__code="graduation-4-year"
    )
    found = [(each.period, each.numerator, each.denominator, each.value) for each in ours.order_by("period")]
    assert found == [
        ("COHORT2013-4YR", 843, 931, Decimal("90.55")),
        ("COHORT2014-4YR", 879, 940, Decimal("93.51")),
        ("COHORT2015-4YR", 904, 952, Decimal("94.96")),
        ("COHORT2016-4YR", 866, 935, Decimal("92.62")),
    ]


def test_what_a_file_brings_is_real_and_names_its_file(shared_data, graduation, steward, lakeville):
    Indicator.objects.update(is_sample=True)
    load_year(shared_data, graduation, steward, 2016)
    said = set(Observation.objects.values_list("is_sample", "citation"))
    assert said == {(False, "Minnesota Department of Education, 2016_grad.csv")}


def test_the_same_file_twice_changes_nothing(shared_data, graduation, steward):
    first = load_year(shared_data, graduation, steward, 2016)
    count = Observation.objects.count()
    again = begin(shared_data / "mn-graduation/2016_grad.csv", graduation, steward)
    with pytest.raises(Refused, match="nothing to load"):
        finish(again, steward)
    assert (again.values_new, again.values_revised) == (0, 0)
    assert again.values_unchanged == first.values_new
    assert Observation.objects.count() == count


def test_an_import_is_undone_by_a_new_one(shared_data, graduation, steward):
    batch = load_year(shared_data, graduation, steward, 2016)
    assert Observation.objects.current().count() == batch.values_new > 2_000
    undoing = undo_import(batch=batch, by=steward, reason="The wrong year was chosen.")
    run_batch(batch_id=undoing.pk)
    undoing = ImportBatch.objects.get(pk=undoing.pk)
    assert undoing.state == "loaded"
    assert not Observation.objects.current().exists()
    assert Observation.objects.count() == 2 * batch.values_new


def test_maryland_files_load_bounds_and_withheld_values_as_states(
    shared_data, steward, all_students, district_units
):
    series = follow("mcap-ela")
    version = recipe("md-mcap", steward)
    for year in (2023, 2024):
        batch = begin(shared_data / f"md-mcap/{year}_MCAP_ELA_Scores.csv", version, steward)
        assert (batch.state, batch.rows_stored, batch.rows_refused) == ("checked", 1_340, 0)
        assert batch.values_by_state["final"] == {2023: 1_305, 2024: 1_310}[year]
        finish(batch, steward)
    results = series.observations.filter(period="SY2022-23")
    assert results.count() == 1_340
    assert results.filter(value__isnull=False).count() == 1_305
    assert not results.exclude(state="final").filter(value__isnull=False).exists()


def test_seven_colorado_workbooks_load_and_a_rate_above_100_is_only_warned_about(
    shared_data, steward, all_students, district_units
):
    series = follow("chronic-absence")
    version = recipe("co-absence", steward)
    for path in sorted((shared_data / "co-absence").glob("20??-20??_Chronic*.xlsx")):
        answers = {"period": "SY2016-17"} if path.name.startswith("2016") else {}
        batch = begin(path, version, steward, answers=answers)
        assert (batch.state, batch.rows_refused) == ("checked", 0), batch.failure
        finish(batch, steward)
        if path.name.startswith("2018"):
            (warned,) = batch.findings.filter(code="above_hundred")
            assert "113.05" in warned.sentence
    assert series.observations.count() == 184 + 185 + 184 + 185 + 184 + 185 + 185
    highest = series.observations.order_by("-value").first()
    assert (highest.numerator, highest.denominator) == (2_798, 2_475)


def test_chicago_ratings_load_as_categories(shared_data, steward, all_students, district_units):
    safety, families = follow("cps-safety", unit_of_measure="category"), follow("cps-involved-families")
    path = shared_data / "il-cps-progress/Chicago_Public_Schools_-_School_Progress_Reports_SY1819.csv"
    batch = begin(path, recipe("cps-progress-2018-19", steward), steward, answers={"period": "SY2018-19"})
    finish(batch, steward)
    assert safety.observations.filter(category="WEAK").count() == 271
    assert families.observations.filter(state="not_collected").count() == 29
