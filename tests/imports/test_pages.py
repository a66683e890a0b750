"""The staff pages of imports: five steps, what a person is told, who may come in."""

import datetime as dt
import io
import re
import uuid

import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from imports.actions import run_batch
from imports.models import ImportBatch, Recipe
from imports.views.finding_batches import time_left
from kpi.models import Observation
from tests.imports.conftest import begin, finish
from tests.imports.editor_pages import sent

pytestmark = pytest.mark.django_db
GOOD = b"Year,School,Rate\n2023-24,A,80\n2023-24,B,70\n"
MIXED = b"Year,School,Rate\n2023-24,A,834\n2023-24,B,70\n2023-24,C,60\n"


@pytest.fixture
def site(client, steward, simple_recipe):
    client.force_login(steward)
    return client


def send(site, content, name="rates.csv", **fields):
    recipe = Recipe.objects.get(slug="simple").pk
    words = {"file": SimpleUploadedFile(name, content), "recipe": recipe} | fields
    return site.post(reverse("imports:upload"), words)


def work():
    batch = ImportBatch.objects.latest("pk")
    run_batch(batch_id=batch.pk)
    batch.refresh_from_db()
    return batch


def test_a_steward_uploads_checks_and_loads_a_file(site):
    assert send(site, GOOD).status_code == 302
    page = site.get(reverse("imports:batch", args=[ImportBatch.objects.get().pk]))
    assert "Waiting for the worker" in page.content.decode()
    batch = work()
    page = site.get(reverse("imports:batch", args=[batch.pk])).content.decode()
    assert "Go on to load" in page
    step = site.get(reverse("imports:load", args=[batch.pk])).content.decode()
    assert "Loading adds 2 values." in step
    site.post(reverse("imports:load", args=[batch.pk]))
    work()
    page = site.get(reverse("imports:batch", args=[batch.pk])).content.decode()
    assert "Undo this import" in page
    assert Observation.objects.count() == 2


def test_the_preview_names_row_column_and_remedy(site):
    send(site, MIXED)
    batch = work()
    page = site.get(reverse("imports:batch", args=[batch.pk])).content.decode()
    assert "Row 2, column Rate: expected 0 to 100, found 834. Check the decimal point." in page
    assert "3 rows: 1 to be stored, 2 refused, 0 left out" in page
    answer = site.post(reverse("imports:load", args=[batch.pk]))
    assert answer.status_code == 422
    assert "Some values are refused" in answer.content.decode()
    assert site.post(reverse("imports:load", args=[batch.pk]), {"leave_out_refused": "on"}).status_code == 302


def test_a_changed_value_is_shown_old_and_new_and_asks_why(site, steward, simple_recipe, tmp_path):
    for number, rate in enumerate([80, 85]):
        path = tmp_path / f"{number}.csv"
        path.write_text(f"Year,School,Rate\n2023-24,A,{rate}\n")
        batch = begin(path, simple_recipe, steward)
        if not number:
            finish(batch, steward)
    page = site.get(reverse("imports:batch", args=[batch.pk])).content.decode()
    assert "<del>80</del>" in page
    assert "<ins>85</ins>" in page
    answer = site.post(reverse("imports:load", args=[batch.pk]))
    assert "Say why" in answer.content.decode()
    site.post(reverse("imports:load", args=[batch.pk]), {"reason": "The state corrected it."})
    work()
    latest = Observation.objects.current().get()
    assert (latest.value, latest.revision, latest.reason) == (85, 2, "The state corrected it.")


def test_a_question_is_answered_on_the_page(site):
    send(site, b"Year,School,Rate\n13-Dec,A,80\n")
    batch = work()
    page = site.get(reverse("imports:batch", args=[batch.pk])).content.decode()
    assert "A spreadsheet turned the year into a date" in page
    assert 'value="2012–13"' in page
    site.post(reverse("imports:answer", args=[batch.pk]), {"answer_0": "2012–13"})
    assert work().state == "checked"


def test_the_progress_of_a_page_fits_its_state_or_loads_the_page_again(site):
    send(site, GOOD)
    batch = ImportBatch.objects.get()
    url = reverse("imports:progress", args=[batch.pk])
    assert "Waiting for the worker" in site.get(url, {"state": "queued_check"}).content.decode()
    assert site.get(url, {"state": "queued_load"}).headers["HX-Refresh"] == "true"
    long_ago = timezone.now() - dt.timedelta(minutes=2)
    for heard, words in [(timezone.now(), "Opening the file"), (long_ago, "it starts again by itself")]:
        ImportBatch.objects.update(state="checking", run=uuid.uuid4(), heartbeat_at=heard)
        assert words in site.get(url, {"state": "checking"}).content.decode()


YEARLESS = b"Year,School,Rate\n,A,80\n"


@pytest.mark.parametrize("written", ["2012-13", "2012–13", "12-13", "SY2012-13", "2012/2013"])
def test_a_year_is_understood_however_it_is_written(site, written):
    send(site, YEARLESS)
    site.post(reverse("imports:answer", args=[work().pk]), {"answer_0": written})
    batch = work()
    assert (batch.state, batch.answers, batch.note) == ("checked", {"period": "SY2012-13"}, "")


@pytest.mark.parametrize("written", ["SY2099-00", "2099-00", "2099", "last year"])
def test_a_year_that_cannot_be_meant_is_refused_where_it_was_written(site, written):
    send(site, YEARLESS)
    batch = work()
    answer = site.post(reverse("imports:answer", args=[batch.pk]), {"answer_0": written})
    assert answer.status_code == 422
    assert ("no results of 2099–00 yet" in answer.content.decode()) == ("-" in written)
    batch.refresh_from_db()
    assert batch.state == "needs_answer"


def test_a_year_of_the_future_in_the_file_is_refused_too(site):
    send(site, b"Year,School,Rate\n2099-00,A,80\n2023-24,B,70\n")
    batch = work()
    assert (batch.rows_stored, batch.rows_refused) == (1, 1)
    assert "no results of 2099–00 yet" in batch.findings.get().sentence


def test_a_year_other_than_the_suggested_one_is_warned_about(site):
    send(site, YEARLESS, name="rates-2012-13.csv")
    site.post(reverse("imports:answer", args=[work().pk]), {"answer_0": "2015-16"})
    page = site.get(reverse("imports:batch", args=[work().pk])).content.decode()
    assert "The year was given as 2015–16, but the file suggests 2012–13." in page


def test_a_new_source_gets_its_recipe_from_chosen_columns(site):
    answer = send(site, b"School year;School code;Percent\n2023-24;A;80%\n", recipe="")
    batch = ImportBatch.objects.get()
    assert answer.url == reverse("imports:columns", args=[batch.pk])
    page = site.get(answer.url).content.decode()
    assert "suggested" in page
    words = {"unit": "School code", "value": "Percent", "year": "School year", "measure": "rate"}
    words |= {"scheme": "local", "unknown": "refuse", "recipe_name": "New source", "source": "Us"}
    assert site.post(answer.url, words).status_code == 302
    assert work().values_new == 1
    assert Recipe.objects.get(slug="new-source").versions.count() == 1


MAPPED = {
    "unit": "School",
    "value": "Rate",
    "year": "Year",
    "measure": "rate",
    "scheme": "local",
    "unknown": "refuse",
    "recipe_name": "Other",
    "source": "Us",
}


def test_a_recipe_that_is_there_is_not_overwritten_by_a_new_source(site, simple_recipe):
    send(site, GOOD, name="simple.csv", recipe="")
    page = site.post(
        reverse("imports:columns", args=[ImportBatch.objects.get().pk]), MAPPED | {"recipe_name": "Simple"}
    )
    assert page.status_code == 422
    assert "A recipe called “Simple” is there already. Choose another name" in page.content.decode()
    assert list(simple_recipe.recipe.versions.all()) == [simple_recipe]
    assert ImportBatch.objects.get().state == "uploaded"


def test_what_was_checked_with_another_recipe_cannot_be_loaded(site):
    send(site, GOOD)
    batch = work()
    assert batch.state == "checked"
    ImportBatch.objects.update(recipe_version=None)
    site.post(reverse("imports:columns", args=[batch.pk]), MAPPED)
    answer = site.post(reverse("imports:load", args=[batch.pk]))
    assert "waiting to be checked" in answer.content.decode()
    assert not Observation.objects.exists()


def test_reading_a_loaded_file_otherwise_is_refused_and_leaves_nothing_behind(site):
    send(site, GOOD)
    batch = work()
    finish(batch, batch.created_by)
    url = reverse("imports:batch_recipe", args=[batch.pk])
    words = sent(site.get(url)) | {"about-name": "Other"}
    assert site.post(url, words).status_code == 422
    batch.refresh_from_db()
    assert batch.recipe_version.recipe.slug == "simple"
    assert not Recipe.objects.filter(slug="other").exists()


def test_the_sheet_of_a_workbook_can_be_chosen(site):
    book = openpyxl.Workbook()
    book.active.append(["Only words"])
    book.create_sheet("Rates").append(["School", "Rate"])
    book["Rates"].append(["A", 80])
    stream = io.BytesIO()
    book.save(stream)
    answer = send(site, stream.getvalue(), name="rates.xlsx", recipe="")
    page = site.get(answer.url, {"sheet": "Rates"}).content.decode()
    assert "<option selected>Rates</option>" in page
    assert "Row 1 looks like the header." in page


def test_every_value_leads_to_its_row_and_back(site):
    send(site, GOOD)
    batch = work()
    finish(batch, batch.created_by)
    page = site.get(reverse("imports:row", args=[batch.pk, 3])).content.decode()
    assert re.search(r"<dt>School</dt>\s*<dd>B</dd>", page)
    value = Observation.objects.get(unit__slug="school-b")
    assert f'href="/staff/measures/rate/values/{value.pk}/revisions/"' in page
    assert site.get(reverse("imports:row", args=[batch.pk, 99])).status_code == 404


def test_a_row_beyond_the_end_is_known_without_walking_the_file(site):
    send(site, GOOD)
    batch = work()
    default_storage.delete(batch.file.key)
    assert site.get(reverse("imports:row", args=[batch.pk, 1_000_000])).status_code == 404


def test_a_page_gives_up_on_a_row_that_takes_too_long(site, settings):
    send(site, GOOD)
    batch = work()
    settings.IMPORT_LIMITS = {"page_seconds": 0}
    page = site.get(reverse("imports:row", args=[batch.pk, 3])).content.decode()
    assert "The file is too long to find this row here." in page


def test_findings_are_downloaded_without_formulas(site):
    send(site, b"Year,School,Rate\n2023-24,=A1,80\n2023-24,B,70\n2023-24, =A2,70\n2023-24,-5,70\n")
    batch = work()
    answer = site.get(reverse("imports:findings_csv", args=[batch.pk]))
    text = b"".join(answer.streaming_content).decode()
    assert ",'=A1," in text
    assert ",=A2," not in text
    assert ",-5," in text
    assert "attachment" in answer["Content-Disposition"]


def test_an_import_is_undone_from_its_page_until_something_builds_on_it(site, tmp_path, simple_recipe):
    send(site, GOOD)
    first = work()
    finish(first, first.created_by)
    path = tmp_path / "later.csv"
    path.write_text("Year,School,Rate\n2023-24,A,81\n")
    later = finish(begin(path, simple_recipe, first.created_by), first.created_by, reason="Corrected.")
    page = site.get(reverse("imports:batch", args=[first.pk])).content.decode()
    assert "One of its values was changed after this import." in page
    assert site.post(reverse("imports:undo", args=[first.pk]), {"reason": "No."}).status_code == 422
    site.post(reverse("imports:undo", args=[later.pk]), {"reason": "Wrong file."})
    page = site.get(reverse("imports:batch", args=[work().pk])).content.decode()
    assert "Taken back by steward" in page
    assert "1 value is again what it was before." in page
    assert Observation.objects.current().get(unit__slug="school-a").value == 80


def test_a_refused_upload_keeps_nothing(site, settings):
    answer = send(site, bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, name="old.xls")
    assert answer.status_code == 422
    assert "old Excel file (.xls)" in answer.content.decode()
    assert not ImportBatch.objects.exists()
    assert not list((settings.MEDIA_ROOT / "uploads").iterdir())


def test_recipes_are_listed_changed_and_have_an_empty_file(site):
    assert "Simple" in site.get(reverse("imports:recipe_list")).content.decode()
    template = site.get(reverse("imports:recipe_template", args=["simple"]))
    assert template.content.decode() == "\ufeffYear,School,Rate\r\n"
    answer = site.post(
        reverse("imports:recipe_wording", args=["simple"]),
        {"name": "Simple", "source": "Us", "spec": '{"sheet": []}'},
    )
    assert answer.status_code == 422
    assert "The recipe feeds no measure." in answer.content.decode()


def test_the_same_file_again_is_closed_and_never_loaded(site):
    for _again in range(2):
        send(site, GOOD)
        batch = work()
        if batch.has_something_to_load:
            finish(batch, batch.created_by)
    page = site.get(reverse("imports:batch", args=[batch.pk])).content.decode()
    assert "loading would change nothing" in page
    assert "Go on to load" not in page
    assert site.get(reverse("imports:load", args=[batch.pk])).status_code == 302
    assert site.post(reverse("imports:load", args=[batch.pk])).status_code == 422
    site.post(reverse("imports:cancel", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.state == "cancelled"


@pytest.mark.parametrize("content", [b"Year,School,Rate\n13-Dec,A,80\n", b"Year,School,Rate\n"])
def test_an_import_is_given_up_wherever_it_stands(site, content):
    send(site, content)
    batch = work()
    assert batch.state in {"needs_answer", "failed"}
    assert "Cancel this import" in site.get(reverse("imports:batch", args=[batch.pk])).content.decode()
    site.post(reverse("imports:cancel", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.state == "cancelled"


def test_a_check_says_how_long_it_will_go_on():
    now = timezone.now()
    batch = ImportBatch(state="checking", bytes_done=25, bytes_total=100, heartbeat_at=now)
    batch.started_at = now - dt.timedelta(seconds=60)
    assert time_left(batch, now) == "about 3 minutes left"
    batch.bytes_done = 90
    assert time_left(batch, now) == "less than a minute left"
    batch.bytes_done = 0
    assert time_left(batch, now) == ""


def test_a_year_of_a_workbook_that_is_a_date_is_asked_about(site):
    book = openpyxl.Workbook()
    book.active.append(["Year", "School", "Rate"])
    book.active.append([dt.date(2013, 12, 1), "A", 80])
    stream = io.BytesIO()
    book.save(stream)
    send(site, stream.getvalue(), name="rates.xlsx")
    batch = work()
    assert (batch.state, batch.questions[0]["suggestion"]) == ("needs_answer", "SY2012-13")


@pytest.mark.parametrize("persona", ["principal", "finance", "board_member", "nobody"])
def test_only_stewards_and_administrators_import(client, request, persona, simple_recipe):
    client.force_login(request.getfixturevalue(persona))
    assert client.get(reverse("imports:batch_list")).status_code == 403
    assert client.get(reverse("imports:upload")).status_code == 403


def test_the_list_asks_the_same_number_of_queries_for_many_imports(
    site, steward, simple_recipe, tmp_path, django_assert_max_num_queries
):
    for number in range(8):
        path = tmp_path / f"{number}.csv"
        path.write_text(f"Year,School,Rate\n20{number + 10}-{number + 11},A,80\n")
        begin(path, simple_recipe, steward)
    with django_assert_max_num_queries(9):
        site.get(reverse("imports:batch_list"))
