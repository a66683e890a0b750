"""Every row and every value of a file is accounted for, and each finding names its cell."""

import re
from typing import Any

import pytest
from django.urls import reverse

from district.models import OrgUnit
from imports.actions import cancel_import, run_batch, save_recipe, undo_import
from imports.models import ImportBatch
from kpi.importing import doubts
from kpi.models import Observation, StagedUnit
from tests.imports.conftest import begin, finish, follow

pytestmark = pytest.mark.django_db
HEADER = "Year,School,Name,Kind,Rate,Count,All\n"
SPEC: dict[str, Any] = {
    "columns": {
        "year": "Year",
        "school": "School",
        "rate": "Rate",
        "name": "Name",
        "kind": "Kind",
        "count": "Count",
        "all": "All",
    },
    "unit": {"parts": ["school"], "scheme": "local", "unknown": "create", "name": "name"},
    "group": {"constant": "all"},
    "period": {"column": "year"},
    "cells": {"words": {"*": "suppressed_primary"}, "bounds": True, "blank": "ignore"},
    "measures": [
        {"indicator": "rate", "when": {"kind": ["Graduate"]}, "value": "rate", "numerator": "count"}
        | {"denominator": "all", "decimals": 1},
        {"indicator": "second", "when": {"kind": ["Graduate"]}, "value": "all"},
    ],
}


@pytest.fixture
def check(simple_recipe, steward, tmp_path):
    """Check the rows of a file."""
    follow("second", unit_of_measure="count")
    version = save_recipe(slug="two", name="Two", source="Us", spec=SPEC, by=steward)

    def checked(*rows: str) -> ImportBatch:
        path = tmp_path / "two.csv"
        path.write_text(HEADER + "".join(f"{row}\n" for row in rows))
        return begin(path, version, steward)

    return checked


@pytest.fixture
def site(client, steward):
    client.force_login(steward)
    return client


def found(batch, code):
    return batch.findings.get(code__startswith=code)


def test_a_row_that_is_refused_makes_no_unit(check, steward):
    batch = check("2023-24,A,,Graduate,80,,", "2023-24,9999,GHOST DISTRICT,Graduate,abc,,abc")
    assert (batch.units_new, StagedUnit.objects.count()) == (0, 0)
    finish(batch, steward, leave_out_refused=True)
    assert not OrgUnit.objects.filter(name="GHOST DISTRICT").exists()


def test_the_page_says_that_units_stay_when_an_import_is_undone(check, steward, site):
    batch = finish(check("2023-24,77,Elsewhere,Graduate,80,,"), steward)
    page = site.get(reverse("imports:batch", args=[batch.pk])).content.decode()
    assert "The 1 unit for comparison that the file brought stays" in page
    assert OrgUnit.objects.get(name="Elsewhere").is_comparison


def test_every_value_is_new_changed_unchanged_refused_or_left_out(check, steward, site):
    finish(check("2023-24,A,,Graduate,80,8,10"), steward)
    batch = check(
        "2023-24,A,,Graduate,834,8,10",  # one refused, one unchanged
        "2023-24,B,,Graduate,*,,",  # one withheld, one empty
        "2023-24,77,Elsewhere,Graduate,≤ 5,,12",  # two new
        "2023-24,78,Again,Graduate,50,,",  # one new, one empty
        "2023-24,78,Again,Graduate,50,,",  # one repeated, one empty
        "2023,B,,Graduate,50,,10",  # a year that cannot be read: both refused
    )
    counts = (batch.values_in, batch.values_new, batch.values_revised, batch.values_unchanged)
    assert (*counts, batch.values_refused, batch.values_ignored) == (12, 4, 0, 1, 3, 4)
    assert batch.values_by_state == {"final": 3, "suppressed_primary": 1, "bottom_coded": 1}
    page = site.get(reverse("imports:batch", args=[batch.pk])).content.decode()
    assert re.search(r"<dt>Of those kept: Not shown \(privacy\)</dt>\s*<dd>1</dd>", page)


@pytest.mark.parametrize(
    ("row", "code", "column", "text"),
    [
        ("2023-24,A,,Graduate,80,-5,10", "below_zero", "Count", "-5"),
        ("2023-24,A,,Graduate,83,8,10", "counts_disagree", "Rate", "83"),
        ('2023-24,A,,Graduate,"80,5",,', "decimal_comma", "Rate", "80,5"),
        ("2023-24,A,,Graduate,80,x,10", "not_a_number", "Count", "x"),
        ('2023-24,A,,"Gra""duate",80,8,10', "no_measure", "Kind", 'Gra"duate'),
    ],
)
def test_a_finding_names_the_cell_that_holds_the_problem(check, row, code, column, text):
    finding = found(check(row), code)
    assert (finding.column, finding.text) == (column, text)


def test_rows_that_no_measure_uses_are_grouped_by_their_word(check, site):
    batch = check(*[f"2023-24,{n},,Dropout,5,," for n in range(3)], '2023-24,A,,"Gra""duate",80,8,10')
    assert set(batch.findings.values_list("code", flat=True)) == {
        "no_measure:Dropout",
        'no_measure:Gra"duate',
    }
    page = site.get(reverse("imports:batch", args=[batch.pk])).content.decode()
    assert "No measure of the recipe uses this row: “Gra&quot;duate”" in page
    assert f'<a href="{reverse("imports:recipe", args=["two"])}">Change the recipe</a>' in page


def test_what_is_seen_across_rows_names_measure_unit_group_and_year(check, steward):
    finish(check("2023-24,A,,Graduate,80,,"), steward)
    batch = check("2023-24,A,,Graduate,50,,", "2022-23,B,,Graduate,50,,", "2022-23,B,,Graduate,51,,")
    moved, twice = found(batch, "large_change"), batch.findings.filter(code="duplicate")[0]
    assert moved.column == twice.column == "Rate"
    assert moved.sentence.startswith("rate, School A, All students, 2023–24: the value moved by 30,")
    assert twice.sentence.startswith("rate, School B, All students, 2022–23: it states the same result")


def test_a_list_that_is_cut_says_how_many_there_are(check, monkeypatch):
    monkeypatch.setattr(doubts, "REPEATS", 1)
    batch = check(*["2023-24,A,,Graduate,80,,"] * 4)
    assert batch.note == "3 values are stated more than once; the first 1 are listed."
    assert (batch.values_new, batch.values_ignored) == (1, 7)


def test_percents_that_never_pass_1_are_doubted(check):
    assert "Every percent of “Rate” is 1 or less." in check("2023-24,A,,Graduate,0.9351,,").note
    assert check("2023-24,A,,Graduate,0.9351,,", "2023-24,B,,Graduate,93,,").note == ""


def test_refused_rows_come_back_as_they_stand_in_the_file_with_the_reason(check, site):
    batch = check("2023-24,A,,Graduate,80,,", "2023-24,B,,Graduate,834,,", "2023-24,A,,Dropout,1,,")
    answer = site.get(reverse("imports:refused_csv", args=[batch.pk]))
    lines = b"".join(answer.streaming_content).decode().splitlines()
    why = "Row 3, column Rate: expected 0 to 100, found 834. Check the decimal point."
    assert lines == [
        "\ufeffYear,School,Name,Kind,Rate,Count,All,Row of the file,Why it is refused",
        f'2023-24,B,,Graduate,834,,,3,"{why}"',
    ]


def test_findings_are_seen_without_what_was_left_out(check, site):
    batch = check("2023-24,B,,Graduate,834,,", *["2023-24,A,,Dropout,1,,"] * 3)
    url = reverse("imports:findings", args=[batch.pk])
    assert len(site.get(url).context["page"].object_list) == 4
    page = site.get(url, {"kind": "refused"})
    assert [each.row for each in page.context["page"].object_list] == [2]
    assert "Expected 0 to 100, found 834." in page.content.decode()
    assert not site.get(url, {"kind": "no such"}).context["page"].object_list


def test_what_an_undo_took_back_is_new_when_it_is_imported_again(check, steward):
    first = finish(check("2023-24,A,,Graduate,80,,"), steward)
    run_batch(batch_id=undo_import(batch=first, by=steward, reason="Wrong file.").pk)
    again = check("2023-24,A,,Graduate,80,,")
    assert (again.values_new, again.values_revised) == (1, 0)
    assert finish(again, steward).state == "loaded"
    latest = Observation.objects.current().get()
    assert (latest.revision, latest.reason) == (3, "Imported again after it was taken back.")


def test_a_check_after_the_recipe_was_mended_reads_with_the_new_wording(check, steward, site):
    batch = check("2023-24,A,,Finished,80,,")
    assert batch.values_new == 0
    mended = {**SPEC, "measures": [SPEC["measures"][0] | {"when": {"kind": ["Graduate", "Finished"]}}]}
    save_recipe(slug="two", name="Two", source="Us", spec=mended, by=steward)
    site.post(reverse("imports:check", args=[batch.pk]))
    page = site.get(reverse("imports:batch", args=[batch.pk])).content.decode()
    assert "What was found" not in page  # nothing old is shown while the new check runs
    run_batch(batch_id=batch.pk)
    batch.refresh_from_db()
    assert batch.values_new == 1
    cancel_import(batch=batch, by=steward)
