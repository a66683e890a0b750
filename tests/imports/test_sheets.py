"""Which sheet of a workbook is read: said by the recipe, or chosen by a person, and always named."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from imports.actions import run_batch, save_recipe
from imports.models import ImportBatch, Recipe

pytestmark = pytest.mark.django_db
RATES = [["Year", "School", "Rate"], ["2023-24", "A", 80]]


@pytest.fixture
def site(client, steward, simple_recipe):
    client.force_login(steward)
    return client


def checked(site, sheets, hidden=()):
    """An import of a workbook, after its check."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    file = SimpleUploadedFile("rates.xlsx", stream.getvalue())
    site.post(reverse("imports:upload"), {"file": file, "recipe": Recipe.objects.get().pk})
    return run()


def run():
    batch = ImportBatch.objects.get()
    run_batch(batch_id=batch.pk)
    batch.refresh_from_db()
    return batch


def page(site, name, batch):
    return site.get(reverse(f"imports:{name}", args=[batch.pk])).content.decode()


def test_the_sheet_that_was_read_is_named_and_so_are_hidden_ones(site):
    batch = checked(site, {"Notes": [["Words"]], "Rates": RATES, "Old": RATES}, hidden=["Old"])
    assert (batch.state, batch.read_sheet) == ("checked", "Rates")
    text = page(site, "batch", batch)
    assert "sheet “Rates”" in text
    assert "Hidden sheets were not read: “Old”." in text


def test_of_two_sheets_that_fit_a_person_chooses(site):
    batch = checked(site, {"This year": RATES, "Last year": RATES})
    assert (batch.state, batch.failure_code) == ("failed", "several_sheets")
    assert reverse("imports:sheet", args=[batch.pk]) in page(site, "batch", batch)
    assert "Last year" in page(site, "sheet", batch)
    url = reverse("imports:sheet", args=[batch.pk])
    assert site.post(url, {"sheet": "No such"}).status_code == 422
    assert site.post(url, {"sheet": "Last year"}).status_code == 302
    batch = run()
    assert (batch.state, batch.read_sheet, batch.rows_stored) == ("checked", "Last year", 1)
    assert batch.recipe_version.number == 1


def test_a_renamed_sheet_is_chosen_without_another_recipe(site, simple_recipe, steward):
    spec = {**simple_recipe.spec, "sheet": ["Rates 2023"]}
    save_recipe(slug="simple", name="Simple", source="Us", spec=spec, by=steward)
    batch = checked(site, {"Rates 2024": RATES})
    assert (batch.state, batch.failure_code) == ("failed", "wrong_sheet")
    site.post(reverse("imports:sheet", args=[batch.pk]), {"sheet": "Rates 2024"})
    assert run().state == "checked"
    assert Recipe.objects.get().versions.count() == 2
