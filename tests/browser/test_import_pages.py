"""Imports in a browser: accessible with problems, and the five steps walked by hand."""

import pytest
from django.conf import settings
from django.urls import reverse

from imports.actions import run_batch
from imports.models import ImportBatch
from tests.imports.conftest import begin, finish, media, simple_recipe  # noqa: F401 -- fixtures

GOOD = "Year,School,Rate\n2023-24,A,80\n2023-24,B,70\n"
MIXED = "Year,School,Rate\n2023-24,A,834\n2023-24,B,75\n2023-24,C,60\n"


@pytest.fixture
def enter(page, client, base_url):
    """Sign a persona in in this browser."""

    def as_person(person):
        client.force_login(person)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])
        return page

    return as_person


@pytest.fixture
def batches(transactional_db, simple_recipe, steward, tmp_path):  # noqa: F811 -- a fixture
    """One import in each state that a person meets."""
    made = {}
    for name, text in [("loaded", GOOD), ("checked", MIXED), ("question", GOOD.replace("2023-24", "13-Dec"))]:
        path = tmp_path / f"{name}.csv"
        path.write_text(text)
        made[name] = begin(path, simple_recipe, steward)
        if name == "loaded":
            finish(made[name], steward)
    return made


def test_an_import_with_questions_and_problems_is_accessible(enter, batches, steward, page_findings):
    enter(steward)
    checked = batches["checked"].pk
    addresses = [reverse("imports:batch", args=[batch.pk]) for batch in batches.values()]
    addresses += [reverse(f"imports:{name}", args=[checked]) for name in ("load", "findings")]
    addresses += [reverse("imports:row", args=[checked, 2])]
    found = [finding for address in addresses for finding in page_findings(address)]
    assert "\n".join(found) == ""


def test_a_steward_walks_the_five_steps(enter, transactional_db, simple_recipe, steward, tmp_path):  # noqa: F811 -- a fixture
    path = tmp_path / "rates.csv"
    path.write_text(GOOD)
    page = enter(steward)
    page.goto(reverse("imports:batch_list"))
    page.get_by_role("link", name="Import a file").first.click()
    page.get_by_label("File").set_input_files(path)
    page.get_by_label("How it is read").select_option(label="Simple")
    page.get_by_role("button", name="Upload and go on").click()
    page.get_by_text("You may leave this page").wait_for()
    run_batch(batch_id=ImportBatch.objects.get().pk)
    page.get_by_role("link", name="Go on to load").click()  # the progress bar brought the preview
    page.get_by_role("button", name="Load the values").click()
    page.get_by_text("All values are stored at once, or none").or_(
        page.get_by_text("Waiting")
    ).first.wait_for()
    run_batch(batch_id=ImportBatch.objects.get().pk)
    page.get_by_role("button", name="Undo this import").wait_for()
    page.get_by_text("Loaded by").wait_for()
