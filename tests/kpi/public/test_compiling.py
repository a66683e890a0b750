"""What a release says about a measure, against figures worked out by hand."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from district.models import OrgUnit
from kpi.models import Observation, Series
from publication import compiling
from tests.kpi.public.samples import AS_OF, PATH, make_measure, observe

pytestmark = pytest.mark.django_db


def compiled() -> dict[tuple[str, str], dict[str, Any]]:
    parts = compiling.parts(compiling.Draft(AS_OF))
    return {(item.kind, item.key): item.payload for part in parts for item in part.compile()}


def test_status_and_distance_follow_the_agreed_path(attendance):
    measure = compiled()["measure", "attendance"]
    # Path: 80 in 2023 to 90 in 2028, so 84 in 2025; 81.9 is 2.1 below, inside the tolerance of 2.5.
    assert measure["status"] == "near"
    assert (measure["path_value"], measure["gap_to_path"]) == ("84.0", "-2.1")
    assert (measure["to_go"], measure["required_per_year"]) == ("8.1", "2.7")


def test_change_names_the_year_before_and_is_tested(attendance):
    change = compiled()["measure", "attendance"]["change"]
    # z = 0.011 / sqrt(0.8135 x 0.1865 x 2 / 11640) = 2.15, above 1.96
    assert change == {
        "kind": "better",
        "difference": "1.1",
        "since": {"code": "SY2023-24", "label": "2023–24", "year": 2024},
        "is_previous": True,
        "is_tested": True,
    }


def test_usual_movement_is_the_mean_step(attendance):
    # Steps 1.4, 1.0, 1.1: mean 1.1667
    assert compiled()["measure", "attendance"]["movement"]["typical"] == "1.2"


def test_a_school_has_no_status(attendance):
    card = compiled()["measures", "school-a"]["cards"][0]
    assert "status" not in card
    assert "path" not in card["trend"]
    assert card["change"]["kind"] == "no_clear_change"  # n 6,000: z is 1.54


def test_comparison_uses_the_latest_period_that_both_have(sample, attendance):
    observe(sample, attendance, "SY2025-26", "82.5", n=11640)
    measure = compiled()["measure", "attendance"]
    assert measure["latest"]["period"]["code"] == "SY2025-26"
    assert [(row["slug"], row["value"]) for row in measure["comparison"]] == [
        ("district", "81.9"),
        ("state", "76.9"),
    ]
    assert measure["against"]["difference"] == "5.0"


def test_districts_that_an_import_brought_are_compared_only_when_chosen(sample, attendance):
    other = OrgUnit.objects.create(name="A.C.G.C.", slug="acgc", level="district", is_comparison=True)
    observe(sample, attendance, "SY2024-25", "99.0", n=100, unit=other)
    items = compiled()
    measure = items["measure", "attendance"]
    assert [row["name"] for row in measure["comparison"]] == ["Example District", "Minnesota"]
    assert measure["choices"]["comparisons"] == ["state"]
    assert [line["name"] for line in measure["others"]] == ["Minnesota"]
    assert ("cells", "attendance/acgc") not in items
    OrgUnit.objects.filter(pk=other.pk).update(is_published_comparison=True)
    rows = compiled()["measure", "attendance"]["comparison"]
    assert [row["name"] for row in rows] == ["Example District", "Minnesota", "A.C.G.C."]


@pytest.mark.usefixtures("agreed_words_may_change")
def test_another_definition_is_not_compared(attendance):
    type(attendance).objects.filter(pk=attendance.pk).update(is_comparison_same_definition=False)
    measure = compiled()["measure", "attendance"]
    assert (measure["comparison"], measure["others"], measure["against"]) == ([], [], None)


def test_a_new_test_starts_a_new_line_without_change_or_status(sample, attendance):
    new = Series.objects.create(
        indicator=attendance.indicator, number=2, label="New", break_reason="A new test."
    )
    observe(sample, attendance, "SY2025-26", "70.0", series=new)
    measure = compiled()["measure", "attendance"]
    assert (measure["status"], measure["starts_anew"], measure["change"]) == ("series_break", True, None)
    assert [point[0] for point in measure["trend"]["us"]] == [2026]
    assert [point[0] for point in measure["trend"]["old"]] == [2022, 2023, 2024, 2025]
    assert "path" not in measure["trend"]


def test_a_comparison_without_a_figure_on_the_new_test_has_no_line(sample, attendance):
    new = Series.objects.create(
        indicator=attendance.indicator, number=2, label="New", break_reason="A new test."
    )
    observe(sample, attendance, "SY2025-26", "70.0", series=new)
    assert compiled()["measure", "attendance"]["others"] == []


def test_a_missing_year_is_named_in_the_change(sample):
    version = make_measure(sample, "gaps", **PATH)
    observe(sample, version, "SY2018-19", "70.0")
    observe(sample, version, "SY2021-22", "80.0")
    change = compiled()["measure", "gaps"]["change"]
    assert (change["since"]["year"], change["is_previous"]) == (2019, False)


def test_a_measure_without_results_is_listed(sample):
    make_measure(sample, "promised", **PATH)
    cards = compiled()["measures", ""]["cards"]
    assert [(card["slug"], card["status"], card["latest"]) for card in cards] == [
        ("promised", "not_released", None)
    ]


def test_a_proposed_measure_stays_inside(sample):
    make_measure(sample, "proposal", agree=False)
    assert compiled()["measures", ""]["cards"] == []


def test_embargoed_results_stay_inside(sample, attendance):
    observe(sample, attendance, "SY2025-26", "99.9", released_on=AS_OF + dt.timedelta(days=1))
    assert compiled()["measure", "attendance"]["latest"]["period"]["code"] == "SY2024-25"


def test_an_embargoed_correction_leaves_the_result_it_corrects(sample, attendance):
    later: dict[str, Any] = {
        "revision": 2,
        "reason": "Corrected",
        "released_on": AS_OF + dt.timedelta(days=9),
    }
    observe(sample, attendance, "SY2024-25", "55.5", n=11640, **later)
    assert compiled()["measure", "attendance"]["latest"]["value"] == "81.9"


def test_a_correction_shows_its_reason_and_a_retraction_disappears(sample, attendance):
    last = Observation.objects.get(
        series__indicator=attendance.indicator,
        unit=sample.units.district,
        group__code="all",
        period="SY2024-25",
    )
    again: dict[str, Any] = {"n": 11640, "revision": 2, "reason": "The state corrected it."}
    observe(sample, attendance, "SY2024-25", "82.0", **again)
    measure = compiled()["measure", "attendance"]
    assert measure["latest"]["value"] == "82.0"
    assert measure["about"]["revisions"][0]["reason"] == "The state corrected it."
    observe(sample, attendance, "SY2024-25", "82.0", **again | {"revision": 3, "is_retraction": True})
    assert compiled()["measure", "attendance"]["latest"]["value"] == "80.8"
    assert last.value == Decimal("81.9")


def test_a_range_is_rated_without_a_path(sample):
    version = make_measure(
        sample,
        "reserve",
        direction="band",
        band_low=Decimal(5),
        band_high=Decimal(13),
        tolerance=Decimal(1),
        baseline_period="SY2020-21",
        people_counted="",
    )
    observe(sample, version, "SY2024-25", "4.2", n=None)
    measure = compiled()["measure", "reserve"]
    assert (measure["status"], measure["to_go"]) == ("near", "0.8")
    assert measure["trend"]["band"] == [5.0, 13.0]


def test_a_rating_in_words_has_no_path(sample):
    version = make_measure(sample, "rating", role="monitored_indicator", unit_of_measure="distribution")
    observe(sample, version, "SY2024-25", None, n=None, category="Strong")
    measure = compiled()["measure", "rating"]
    assert (measure["status"], measure["latest"]["category"]) == ("no_target", "Strong")


def test_previous_and_next_follow_the_plan(sample):
    make_measure(sample, "second", goal=2)
    make_measure(sample, "first", goal=1)
    found = compiled()
    assert found["measure", "first"]["next"]["slug"] == "second"
    assert found["measure", "second"]["previous"]["slug"] == "first"


def test_reading_more_measures_takes_no_more_queries(sample, attendance, django_assert_max_num_queries):
    for number in range(5):
        observe(sample, make_measure(sample, f"more-{number}", **PATH), "SY2024-25", "85.0")
    with django_assert_max_num_queries(12):
        list(compiling.parts(compiling.Draft(AS_OF)))


def test_a_fingerprint_changes_only_with_its_own_measure(sample, attendance):
    other = make_measure(sample, "other", goal=3, **PATH)

    def prints() -> dict[str, str]:
        return {part.name: part.fingerprint for part in compiling.parts(compiling.Draft(AS_OF))}

    before = prints()
    observe(sample, other, "SY2024-25", "85.0")
    after = prints()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"measure other", "measures"}


@pytest.mark.parametrize(
    ("allowed", "shown"),
    [
        ("", {"all", "asian", "black", "meals"}),
        ("race", {"all", "asian", "black"}),
        ("race, income", {"all", "asian", "black"}),
        ("All groups that are large enough", {"all"}),
    ],
)
def test_only_the_group_schemes_that_were_agreed_to_are_published(sample, allowed, shown):
    version = make_measure(sample, "arts", disaggregations=allowed, **PATH)
    for group, n in [("all", 3000), ("asian", 1400), ("black", 1600), ("meals", 1500)]:
        observe(sample, version, "SY2024-25", "80", n=n, group=group)
    cells = compiled()["cells", "arts/district"]
    assert {row[cells["columns"].index("group")] for row in cells["rows"]} == shown
