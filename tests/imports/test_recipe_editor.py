"""The recipe editor: a recipe is written, read and used again without JSON."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from imports.actions import run_batch
from imports.domain import read_recipe
from imports.models import ImportBatch, Recipe, RecipeVersion
from kpi.models import Observation
from tests.imports.conftest import begin, follow
from tests.imports.editor_pages import sent
from tests.imports.reading_files import spec_of

pytestmark = pytest.mark.django_db
GRADUATES = (
    "Data Year,District Number,District Type,Demographic,Ending Status,Count,Total,Percent\n"
    "15-16,194,1,All Students,Graduate,866,935,92.62%\n"
    "15-16,194,1,All Students,Dropout,20,935,2.14%\n"
    "15-16,194,1,Asian Students,Graduate,,,CTSTR\n"
    "15-16,194,1,Elves,Graduate,1,1,100%\n"
    "end of worksheet,,,,,,,\n"
)


@pytest.fixture
def site(client, steward, simple_recipe):
    client.force_login(steward)
    return client


@pytest.fixture
def opened(client, steward, state_groups, lakeville):
    """An uploaded file that nobody has said how to read."""
    follow("graduation-4-year")
    client.force_login(steward)
    client.post(
        reverse("imports:upload"), {"file": SimpleUploadedFile("g.csv", GRADUATES.encode()), "recipe": ""}
    )
    return reverse("imports:batch_recipe", args=[ImportBatch.objects.get().pk])


CHOSEN = {
    "about-name": "Graduation",
    "about-source": "The state",
    "parts-TOTAL_FORMS": 2,
    "parts-0-column": "District Number",
    "parts-0-width": 4,
    "parts-1-column": "District Type",
    "parts-1-width": 2,
    "who-scheme": "mde",
    "when-column": "Data Year",
    "group-column": "Demographic",
    "group-unknown": "ignore",
    "measures-0-indicator": "graduation-4-year",
    "measures-0-value": "Percent",
    "measures-0-numerator": "Count",
    "measures-0-denominator": "Total",
    "measures-0-when_1": "Ending Status",
    "ignore-TOTAL_FORMS": 1,
    "ignore-0-column": "Data Year",
    "ignore-0-kind": "starts",
    "ignore-0-words": "end of worksheet",
    "ignore-0-reason": "The closing line",
}


def test_a_steward_writes_a_recipe_beside_the_file_by_picking_words_that_stand_in_it(client, opened):
    page = client.post(opened, sent(client.get(opened)) | CHOSEN | {"do": "look"})
    assert page.status_code == 200
    text = page.content.decode()
    assert "Graduate · 3" in text
    words = sent(page)
    groups = {words[f"groups-{at}-word"]: words.get(f"groups-{at}-group") for at in range(3)}
    assert groups == {"All Students": "all", "Asian Students": "asian", "Elves": ""}
    assert words["words-0-word"] == "CTSTR"
    assert "2 cells" in text
    words["words-0-means"] = "suppressed_primary"
    answer = client.post(opened, words | {"measures-0-words_1": ["Graduate"]})
    assert answer.status_code == 302, answer.context["editor"].non_field_errors()
    run_batch(batch_id=ImportBatch.objects.get().pk)
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.rows_stored, batch.rows_refused, batch.rows_ignored) == ("checked", 2, 0, 3)
    measure = read_recipe(RecipeVersion.objects.get().spec).measures[0]
    assert (measure.when, measure.cells.words) == (
        {"ending_status": ("graduate",)},
        {"ctstr": "suppressed_primary"},
    )
    assert not Observation.objects.exists()


def test_rows_are_added_and_taken_away_by_buttons_and_nothing_typed_is_lost(site):
    url = reverse("imports:recipe", args=["simple"])
    words = sent(site.get(url)) | {"about-source": "Them"}
    more = site.post(url, words | {"do": "add:measures", "measures-0-decimals": "many"})
    assert len(more.context["editor"].rows["measures"].forms) == 2
    words = sent(more)
    assert (words["about-source"], words["measures-0-decimals"]) == ("Them", "many")
    less = site.post(url, words | {"measures-1-value": "Kept", "do": "remove:measures:0"})
    assert sent(less)["measures-0-value"] == "Kept"
    assert Recipe.objects.get().versions.count() == 1


def test_what_is_wrong_stands_at_its_field_and_nothing_is_saved(site):
    url = reverse("imports:recipe", args=["simple"])
    words = sent(site.get(url)) | {"measures-0-decimals": "7", "measures-0-when_1": "Grade"}
    page = site.post(url, words)
    assert page.status_code == 422
    text = page.content.decode()
    assert "There is a problem" in text
    assert "Ensure this value is less than or equal to 6." in text
    assert "Say which words mark the rows." in text
    page = site.post(
        url, words | {"measures-0-decimals": "1", "measures-0-when_1": "", "measures-0-value": ""}
    )
    assert "needs a value column, or a numerator and a denominator" in page.content.decode()
    assert Recipe.objects.get().versions.count() == 1


def test_saving_the_same_again_makes_no_version_and_a_change_makes_the_next(site):
    url = reverse("imports:recipe", args=["simple"])
    words = sent(site.get(url))
    assert site.post(url, words).status_code == 302
    site.post(url, sent(site.get(url)))
    before = read_recipe(Recipe.objects.get().versions.last().spec)
    assert all(read_recipe(version.spec) == before for version in Recipe.objects.get().versions.all())
    site.post(url, words | {"measures-0-decimals": "3"})
    assert read_recipe(Recipe.objects.get().versions.first().spec).measures[0].decimals == 3


def test_a_recipe_is_copied_under_another_name(site):
    url = reverse("imports:recipe_new") + "?copy=simple"
    page = site.get(url)
    assert sent(page)["about-name"] == "Copy of Simple"
    assert site.post(url, sent(page)).status_code == 302
    copy, first = (Recipe.objects.get(slug=slug).versions.get() for slug in ("copy-of-simple", "simple"))
    assert read_recipe(copy.spec) == read_recipe(first.spec)
    assert "A recipe called “Copy of Simple” is there already." in site.post(url, sent(page)).content.decode()


def test_an_example_says_which_of_its_measures_are_not_kept_here(site):
    url = reverse("imports:recipe_new") + "?example=co-absence"
    assert "chronic-absence (not kept here)" in site.get(url).content.decode()
    page = site.post(url, sent(site.get(url)))
    assert "“chronic-absence”, which is not kept here" in page.content.decode()
    site.post(url, sent(site.get(url)) | {"measures-0-indicator": "rate"})
    assert Recipe.objects.get(slug="colorado-chronic-absence-by-district").versions.count() == 1


def test_going_back_changes_the_recipe_of_the_import_instead_of_asking_for_another(
    site, steward, simple_recipe, tmp_path
):
    path = tmp_path / "rates.csv"
    path.write_text("Year,School,Rate\n2023-24,A,80\n")
    batch = begin(path, simple_recipe, steward)
    columns = reverse("imports:columns", args=[batch.pk])
    editor = reverse("imports:batch_recipe", args=[batch.pk])
    assert site.get(columns).url == editor
    assert site.post(editor, sent(site.get(editor)) | {"measures-0-decimals": "2"}).status_code == 302
    batch.refresh_from_db()
    assert (batch.recipe_version.recipe.slug, batch.recipe_version.number) == ("simple", 2)
    run_batch(batch_id=batch.pk)
    site.post(editor, sent(site.get(editor)) | {"about-name": "Other"})
    batch.refresh_from_db()
    assert (batch.recipe_version.recipe.slug, batch.recipe_version.number) == ("other", 1)


def test_a_recipe_of_the_columns_page_comes_back_to_it_filled_and_gets_its_next_version(site):
    file = SimpleUploadedFile("rates.csv", b"Rate,School,Rate,Year\n80,A,1,2023-24\n")
    site.post(reverse("imports:upload"), {"file": file, "recipe": ""})
    batch = ImportBatch.objects.get()
    url = reverse("imports:columns", args=[batch.pk])
    page = site.get(url).content.decode()
    assert ">Rate (number 1), A</option>" in page
    assert ">Rate (number 2), C</option>" in page
    words = {"unit": "School", "value": "Rate (number 2)", "year": "Year", "measure": "rate"}
    words |= {"scheme": "local", "unknown": "refuse", "recipe_name": "Rates", "source": "Us"}
    shown = site.post(url, words | {"value": "Rate (number 1)", "do": "show"})
    assert [row.samples for row in shown.context["form"].mapped()][:2] == [["A"], ["80"]]
    assert shown.context["form"].unused() == [("Rate (number 2), C", ["1"])]
    assert site.post(url, words).status_code == 302
    run_batch(batch_id=batch.pk)
    filled = site.get(url).context["form"]
    assert (filled["value"].value(), filled["recipe_name"].value()) == ("Rate (number 2)", "Rates")
    assert site.post(url, words | {"is_fraction": "on"}).status_code == 302
    assert [version.number for version in Recipe.objects.get(slug="rates").versions.all()] == [2, 1]
    more = site.post(url, words | {"do": "more"})
    assert sent(more)["measures-0-value"] == "Rate (number 2)"


def test_words_of_a_recipe_that_the_file_does_not_hold_stay_to_be_seen(site, steward, state_groups, tmp_path):
    follow("graduation-4-year")
    path = tmp_path / "g.csv"
    path.write_text(GRADUATES.replace("District Number", "districtNumber"))
    spec = spec_of("mn-graduation")
    names = {"group": "Demographic", "percent_4": "Percent", "count_4": "Count", "total_4": "Total"}
    spec = {**spec, "columns": {key: names.get(key, said) for key, said in spec["columns"].items()}}
    Recipe.objects.filter(slug="simple").update(name="Simple")
    version = RecipeVersion.objects.create(recipe=Recipe.objects.get(), number=2, spec=spec)
    batch = begin(path, version, steward)
    text = site.get(reverse("imports:batch_recipe", args=[batch.pk])).content.decode()
    assert "District Number, here “districtNumber”" in text
    assert "Five Year Percent (not in this file)" in text
    assert "Graduate · 3" in text
