"""``manage.py import_file``: the same path from the command line."""

import json

import pytest
from django.core.management import CommandError, call_command

from imports.models import ImportBatch
from kpi.models import Indicator, Observation
from tests.imports.conftest import follow

pytestmark = pytest.mark.django_db


@pytest.fixture
def saved(simple_recipe):
    return simple_recipe


def run(capsys, *words):
    code: str | int | None = 0
    try:
        call_command("import_file", *words, "--json")
    except SystemExit as left:
        code = left.code
    return code, json.loads(capsys.readouterr().out)


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "rates.csv"
    path.write_text("Year,School,Rate\n2023-24,A,80\n2023-24,B,70\n")
    return path


def test_a_file_is_checked_without_loading(capsys, sheet, saved, steward):
    code, said = run(capsys, str(sheet), "--recipe", "simple", "--check", "--by", steward.email)
    assert (code, said["result"], said["values"]["new"]) == (0, "checked", 2)
    assert not Observation.objects.exists()


def test_a_file_is_loaded_once_and_the_second_time_changes_nothing(capsys, sheet, saved, steward):
    words = (str(sheet), "--recipe", "simple", "--by", steward.email)
    assert run(capsys, *words)[1]["result"] == "loaded"
    code, said = run(capsys, *words)
    assert (code, said["result"], said["values"]["unchanged"]) == (0, "unchanged", 2)
    assert Observation.objects.count() == 2


def test_a_question_ends_with_its_own_code_and_an_answer_settles_it(capsys, tmp_path, saved, steward):
    path = tmp_path / "mangled.csv"
    path.write_text("Year,School,Rate\n13-Dec,A,80\n")
    words = (str(path), "--recipe", "simple", "--by", steward.email)
    code, said = run(capsys, *words)
    assert (code, said["questions"][0]["suggestion"]) == (4, "SY2012-13")
    assert run(capsys, *words, "--answer", "period=SY2012-13")[0] == 0
    assert Observation.objects.get().period == "SY2012-13"


def test_refused_values_need_a_word(capsys, tmp_path, saved, steward):
    path = tmp_path / "bad.csv"
    path.write_text("Year,School,Rate\n2023-24,A,834\n2023-24,B,70\n")
    words = (str(path), "--recipe", "simple", "--by", steward.email)
    code, said = run(capsys, *words)
    assert (code, said["result"], said["rows"]["refused"]) == (5, "needs_word", 1)
    assert "Some values are refused." in said["sentence"]
    assert "expected 0 to 100, found 834. Check the decimal point." in said["causes"][0]["example"]
    assert run(capsys, *words, "--leave-out-refused")[1]["result"] == "loaded"
    assert Observation.objects.count() == 1


def test_a_file_that_is_no_table_ends_in_words(capsys, tmp_path, saved, steward):
    path = tmp_path / "empty.csv"
    path.touch()
    code, said = run(capsys, str(path), "--recipe", "simple", "--by", steward.email)
    assert (code, said["result"], said["code"]) == (3, "refused", "empty")
    assert (said["file"]["name"], said["rows"]["in"], said["values"]["new"]) == ("empty.csv", 0, 0)
    assert not ImportBatch.objects.exists()


def test_someone_without_the_role_may_not_import(sheet, saved, finance):
    with pytest.raises(CommandError, match="may not import"):
        call_command("import_file", str(sheet), "--recipe", "simple", "--by", finance.email)


def test_a_recipe_for_measures_that_are_no_longer_kept_is_refused_in_words(capsys, sheet, saved, steward):
    follow("unknown")
    from imports.actions import save_recipe
    from tests.imports.conftest import SIMPLE

    spec = {**SIMPLE, "measures": [{"indicator": "unknown", "value": "rate"}]}
    save_recipe(slug="odd", name="Odd", source="Us", spec=spec, by=steward)
    Indicator.objects.filter(code="unknown").update(code="renamed")
    code, said = run(capsys, str(sheet), "--recipe", "odd", "--by", steward.email)
    assert (code, said["code"]) == (3, "recipe")
    assert "“unknown”, which is not kept here" in said["sentence"]


def test_a_header_without_rows_is_refused_in_words(capsys, tmp_path, saved, steward):
    path = tmp_path / "header.csv"
    path.write_text("Year,School,Rate\n")
    code, said = run(capsys, str(path), "--recipe", "simple", "--by", steward.email)
    assert (code, said["code"]) == (3, "no_rows")


def test_a_recipe_is_named_as_pages_name_it_and_an_unknown_one_lists_what_there_is(
    capsys, sheet, saved, administrator
):
    assert run(capsys, str(sheet), "--recipe", "SIMPLE", "--check")[1]["recipe"]["name"] == "simple"
    with pytest.raises(CommandError, match=r"(?s)There is no recipe “other”.*simple  \(Simple\)"):
        call_command("import_file", str(sheet), "--recipe", "other")


def test_the_only_administrator_imports_where_nobody_is_named(capsys, sheet, saved, administrator):
    run(capsys, str(sheet), "--recipe", "simple", "--check")
    assert ImportBatch.objects.get().created_by == administrator


def test_without_an_administrator_somebody_has_to_be_named(sheet, saved):
    with pytest.raises(CommandError, match="Say in whose name: --by EMAIL"):
        call_command("import_file", str(sheet), "--recipe", "simple")


@pytest.mark.parametrize("answer", ["period=garbage", "period=", "2012-13"])
def test_an_answer_that_cannot_be_meant_ends_in_a_sentence(sheet, saved, steward, answer):
    words = ["--recipe", "simple", "--by", steward.email, "--answer", answer]
    with pytest.raises(CommandError, match=r"2012-13|2013-14"):
        call_command("import_file", str(sheet), *words)
    assert not ImportBatch.objects.exclude(state="cancelled").exists()
