"""Results as staff see, record and correct them."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from district.models import OrgUnit
from imports.models import ImportBatch, SourceFile
from kpi.actions import record_observation
from kpi.domain import Entry, ObservationState
from kpi.models import Observation


def url(name, *args):
    return reverse(f"kpi_staff:{name}", args=["graduation", *args])


def record(version, unit, group, by, year=2016, value="93.5", **more) -> Any:
    entry = Entry(f"COHORT{year}-4YR", ObservationState.FINAL, Decimal(value))
    return record_observation(series=version.series, unit=unit, group=group, entry=entry, by=by, **more)


@pytest.fixture
def enter(client):
    def as_person(person):
        client.force_login(person)
        return client

    return as_person


@pytest.fixture
def result(active, district_units, all_students, steward) -> Any:
    return record(active, district_units.district, all_students, steward)


@pytest.fixture
def school_results(active, district_units, all_students, steward) -> list[Observation]:
    return [
        record(active, unit, all_students, steward)
        for unit in (district_units.school_a, district_units.school_b)
    ]


CORRECTION = {"state": "final", "value": "93.4", "reason": "The state corrected it"}
HTMX = {"HX-Request": "true"}


def test_values_show_number_state_and_source(enter, result, steward):
    page = enter(steward).get(url("indicator_values"))
    row = page.context["rows"][0]
    assert (row.period, row.value, row.state, row.source) == (
        "Class of 2016, 4-year",
        "93.5%",
        "Final",
        "Recorded by steward",
    )


def test_an_imported_value_links_to_its_file_row(enter, active, district_units, all_students, steward):
    file = SourceFile.objects.create(name="grad.csv", sha256="0" * 64, size=1, uploaded_by=steward)
    batch = ImportBatch.objects.create(file=file, created_by=steward)
    Observation.objects.create(
        series=active.series,
        unit=district_units.district,
        group=all_students,
        period="COHORT2016-4YR",
        period_sort=20160,
        state="final",
        value=93,
        batch=batch,
        source_row=42,
    )
    row = enter(steward).get(url("indicator_values")).context["rows"][0]
    assert (row.source, row.source_url) == ("grad.csv, row 42", f"/staff/imports/{batch.pk}/rows/42/")


def test_values_are_filtered_by_links_that_keep_each_other(enter, school_results, steward):
    page = enter(steward).get(url("indicator_values"), {"unit": "school-a", "group": "all"})
    assert [row.observation.unit.slug for row in page.context["rows"]] == ["school-a"]
    chips = {chip.name: chip.url for chip in page.context["filters"][0].chips}
    assert chips["School B"] == "?unit=school-b&group=all"


def test_the_filter_offers_our_units_and_chosen_comparisons(
    enter, school_results, steward, district_units, active, all_students
):
    other = OrgUnit.objects.create(name="Elsewhere", slug="elsewhere", level="district", is_comparison=True)
    for unit in (other, district_units.state):
        record(active, unit, all_students, steward)

    def offered(**asked):
        page = enter(steward).get(url("indicator_values"), asked)
        return [chip.name for chip in page.context["filters"][0].chips]

    assert offered() == ["All", "School A", "School B", "Minnesota"]
    assert "Elsewhere" in offered(unit="elsewhere")


def test_a_principal_reads_the_results_of_their_own_school_only(enter, school_results, principal):
    page = enter(principal).get(url("indicator_values"))
    assert [row.observation.unit.slug for row in page.context["rows"]] == ["school-a"]
    other = next(row for row in school_results if row.unit.slug == "school-b")
    assert enter(principal).get(url("observation_revisions", other.pk)).status_code == 404


@pytest.mark.parametrize("who", ["board_member", "board_clerk", "nobody", "finance"])
def test_results_before_suppression_are_not_for_everyone(enter, result, request, who):
    browser = enter(request.getfixturevalue(who))
    assert browser.get(url("indicator_values")).status_code == 403
    assert browser.get(url("observation_revisions", result.pk)).status_code == 404


@pytest.mark.parametrize("count", [3, 300])
def test_values_ask_the_same_number_of_queries_however_many(
    enter, active, district_units, all_students, steward, count, django_assert_num_queries
):
    Observation.objects.bulk_create(
        Observation(
            series=active.series,
            unit=district_units.district,
            group=all_students,
            period=f"COHORT{year}-4YR",
            period_sort=year * 10,
            state="final",
            value=90,
            citation="Report",
        )
        for year in range(1900, 1900 + count)
    )
    browser = enter(steward)
    with django_assert_num_queries(20):
        page = browser.get(url("indicator_values"))
    assert len(page.context["rows"]) == min(count, 50)


def test_a_value_outside_its_usual_range_is_flagged(enter, active, district_units, all_students, steward):
    values = ["93", "93.2", "93.1", "93", "93.2", "93.1", "60"]
    for year, value in enumerate(values, start=2010):
        record(active, district_units.district, all_students, steward, year=year, value=value)
    page = enter(steward).get(url("indicator_values"))
    flagged = [row.observation.period for row in page.context["rows"] if row.unusual]
    assert flagged == ["COHORT2016-4YR"]


def test_a_value_is_not_measured_by_itself(enter, active, district_units, all_students, steward):
    values = ["93", "93.2", "93.1", "93", "93.2", "9.3"]  # a slip that would widen its own range
    for year, value in enumerate(values, start=2010):
        record(active, district_units.district, all_students, steward, year=year, value=value)
    page = enter(steward).get(url("indicator_values"))
    assert [row.observation.period for row in page.context["rows"] if row.unusual] == ["COHORT2015-4YR"]


def test_an_unusual_value_is_asked_about_before_it_is_saved(
    enter, active, district_units, all_students, steward
):
    values = ["93", "93.2", "93.1", "93", "93.2", "93.1"]
    for year, value in enumerate(values, start=2010):
        row = record(active, district_units.district, all_students, steward, year=year, value=value)
    browser, typed = enter(steward), CORRECTION | {"value": "71"}
    asked = browser.post(url("observation_edit", row.pk), typed)
    assert asked.status_code == 422
    assert "this series usually lies from" in asked.context["form"].errors["is_meant"][0]
    assert browser.post(url("observation_edit", row.pk), typed | {"is_meant": "on"}).status_code == 302
    new = {"series": active.series_id, "unit": row.unit_id, "group": row.group_id, "state": "final"}
    new |= {"period": "COHORT2016-4YR", "value": "7"}
    assert "is_meant" in browser.post(url("observation_add"), new).context["form"].errors
    assert browser.post(url("observation_add"), new | {"is_meant": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "kept"), [({"value": "92"}, ""), ({"comment": "Checked"}, "State, grad.csv")]
)
def test_a_file_is_no_source_of_a_number_that_a_person_typed(
    enter, active, district_units, all_students, steward, typed, kept
):
    file = SourceFile.objects.create(name="grad.csv", sha256="0" * 64, size=1, uploaded_by=steward)
    seen = Observation.objects.create(
        series=active.series,
        unit=district_units.district,
        group=all_students,
        period="COHORT2016-4YR",
        period_sort=20160,
        state="final",
        value=93,
        batch=ImportBatch.objects.create(file=file, created_by=steward),
        source_row=42,
        citation="State, grad.csv",
    )
    same = {"state": "final", "value": "93", "citation": "State, grad.csv", "reason": "A call to the state"}
    assert enter(steward).post(url("observation_edit", seen.pk), same | typed).status_code == 302
    assert Observation.objects.current().get().citation == kept


def test_a_result_is_corrected_on_a_page_without_script(enter, result, steward):
    browser = enter(steward)
    assert browser.get(url("observation_edit", result.pk)).status_code == 200
    answer = browser.post(url("observation_edit", result.pk), CORRECTION)
    assert (answer.status_code, answer.url) == (302, url("indicator_values"))
    assert [row.value for row in Observation.objects.current()] == [Decimal("93.4")]


def test_a_result_is_corrected_in_its_row(enter, result, steward):
    browser = enter(steward)
    form = browser.get(url("observation_edit", result.pk), headers=HTMX)
    assert form.templates[0].name == "kpi/_value_form.html"
    answer = browser.post(url("observation_edit", result.pk), CORRECTION, headers=HTMX)
    assert (answer.status_code, answer.templates[0].name) == (200, "kpi/_value_row.html")
    assert answer.content.decode().lstrip().startswith("<tr id=")


def test_a_correction_with_errors_comes_back_in_its_row(enter, result, steward):
    bad = CORRECTION | {"value": "834"}
    answer = enter(steward).post(url("observation_edit", result.pk), bad, headers=HTMX)
    assert answer.status_code == 422
    assert answer.context["form"].errors["value"] == [
        "Expected 0 to 100, found 834. Check the decimal point."
    ]
    assert Observation.objects.count() == 1


def test_numbers_that_disagree_with_their_counts_come_back(enter, result, steward):
    bad = CORRECTION | {"numerator": "819", "denominator": "1000"}
    answer = enter(steward).post(url("observation_edit", result.pk), bad)
    assert answer.status_code == 422
    assert answer.context["form"].errors["value"] == ["The value is 93.4, but 819 of 1000 gives 81.9."]


def test_two_people_correcting_one_result_lose_nothing(enter, active, result, steward, administrator):
    record(active, result.unit, result.group, administrator, value="93.3", reason="Mine")
    browser = enter(steward)
    answer = browser.post(url("observation_edit", result.pk), CORRECTION)
    assert answer.status_code == 409
    assert answer.context["current"].value == "93.3%"
    assert answer.context["form"]["value"].value() == "93.4"
    latest = answer.context["current"].observation.pk
    assert browser.post(url("observation_edit", latest), CORRECTION).status_code == 302
    assert list(Observation.objects.order_by("revision").values_list("value", flat=True)) == [
        Decimal("93.5"),
        Decimal("93.3"),
        Decimal("93.4"),
    ]


def test_the_history_of_a_result_says_who_what_and_why(enter, result, steward):
    browser = enter(steward)
    browser.post(url("observation_edit", result.pk), CORRECTION)
    page = browser.get(url("observation_revisions", result.pk))
    told = [
        (
            before.value if before else None,
            step.value,
            step.observation.reason,
            str(step.observation.recorded_by),
        )
        for step, before in page.context["steps"]
    ]
    assert told == [
        ("93.5%", "93.4%", "The state corrected it", "steward"),
        (None, "93.5%", "", "steward"),
    ]


def test_a_new_value_is_recorded(enter, active, district_units, all_students, steward):
    data = {
        "series": active.series_id,
        "unit": district_units.school_a.pk,
        "group": all_students.pk,
        "period": "COHORT2025-4YR",
        "state": "final",
        "numerator": "90",
        "denominator": "100",
    }
    browser = enter(steward)
    assert browser.get(url("observation_add")).status_code == 200
    assert browser.post(url("observation_add"), data).status_code == 302
    assert Observation.objects.get().value == Decimal(90)
    again = browser.post(url("observation_add"), data)
    assert again.status_code == 422
    assert again.context["form"].errors["period"] == [
        "A result is there already. Correct it in the list of values."
    ]


def test_a_result_is_taken_back_with_a_reason(enter, result, steward):
    browser = enter(steward)
    assert browser.post(url("observation_take_back", result.pk), {"reason": ""}).status_code == 422
    answer = browser.post(url("observation_take_back", result.pk), {"reason": "Wrong school"})
    assert answer.status_code == 302
    assert list(Observation.objects.current()) == []


def test_what_someone_else_corrected_first_is_not_taken_back(
    enter, result, active, district_units, all_students, steward
):
    browser, address = enter(steward), url("observation_take_back", result.pk)
    assert browser.get(address).status_code == 200
    record(active, district_units.district, all_students, steward, value="94", reason="Typo", seen=1)
    answer = browser.post(address, {"reason": "Wrong school"})
    assert answer.status_code == 409
    assert "Someone else changed this result first" in answer.content.decode()
    assert Observation.objects.current().get().value == Decimal(94)


@pytest.mark.parametrize(
    "name", ["version_edit", "version_targets_edit", "version_retire", "series_begin", "observation_add"]
)
def test_an_empty_form_comes_back_with_what_is_missing(enter, active, administrator, name):
    answer = enter(administrator).post(url(name))
    assert answer.status_code == 422
    assert answer.context["form"].errors


def test_a_principal_reads_but_does_not_correct(enter, school_results, principal):
    own = next(row for row in school_results if row.unit.slug == "school-a")
    browser = enter(principal)
    assert browser.get(url("observation_revisions", own.pk)).status_code == 200
    assert browser.get(url("observation_edit", own.pk)).status_code == 403
    assert browser.post(url("observation_take_back", own.pk), {"reason": "x"}).status_code == 403
    assert browser.get(url("observation_add")).status_code == 403


def test_a_result_of_another_measure_is_not_found(enter, result, graduation, plan_editor, steward):
    from kpi.actions import create_indicator

    create_indicator(code="OTHER", slug="other", fields=graduation, by=plan_editor)
    address = reverse("kpi_staff:observation_edit", args=["other", result.pk])
    assert enter(steward).get(address).status_code == 404


def test_no_two_states_of_the_form_look_the_same(enter, result, steward):
    form = enter(steward).get(url("observation_edit", result.pk)).context["form"]
    labels = [label for _value, label in form.fields["state"].choices]
    assert len(labels) == len(set(labels))
    assert "Not shown (privacy): too few students" in labels


def test_the_history_of_a_measure_lists_corrected_results(
    enter, result, school_results, steward, superintendent
):
    enter(steward).post(url("observation_edit", result.pk), CORRECTION)
    page = enter(superintendent).get(url("indicator_history"), {"of": "results"})
    told = [(before.value, step.value, step.observation.reason) for step, before in page.context["steps"]]
    assert told == [("93.5%", "93.4%", "The state corrected it")]
    latest = Observation.objects.get(revision=2)
    assert url("observation_revisions", latest.pk) in page.content.decode()
