"""The house's rules that no linter knows."""

import subprocess
import sys

import grimp
import pytest
from django.conf import settings
from django.core.management import call_command

SUBJECTS = ["budget", "district", "imports", "kpi", "scip", "strategic_plan"]
LIVE = ["models", "queries", "actions", "importing", "tasks"]


@pytest.fixture(scope="module")
def imports_graph():
    return grimp.build_graph("lakeville_planning", "publication", "ui", *SUBJECTS)


def test_public_pages_have_no_path_to_live_rows(imports_graph):
    public = [name for name in imports_graph.modules if name.rpartition(".")[2] == "public_views"]
    live = [f"{subject}.{file}" for subject in SUBJECTS for file in LIVE]
    paths = [
        " → ".join(path)
        for page in public
        for rows in imports_graph.modules & set(live)
        if (path := imports_graph.find_shortest_chain(importer=page, imported=rows))
    ]
    assert paths == []


def test_public_pages_import_no_models_queries_or_actions_of_any_room(imports_graph):
    public = [name for name in imports_graph.modules if name.rpartition(".")[2] == "public_views"]
    direct = [
        f"{page} imports {imported}"
        for page in public
        for imported in imports_graph.find_modules_directly_imported_by(page)
        if set(imported.split(".")) & set(LIVE)
    ]
    assert public
    assert direct == []


def test_pages_load_without_the_heavy_libraries():
    """They cost a second and 100 MB per process: only tasks, and what staff explore, import them."""
    code = (
        "import django, sys; django.setup(); import lakeville_planning.urls; "
        "print(sorted({'pandas', 'numpy', 'highspy', 'plotly', 'python_calamine'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_lock_file_names_the_public_index_only():
    lines = (settings.BASE_DIR / "uv.lock").read_text().splitlines()
    sources = {line.partition("registry = ")[2].split('"')[1] for line in lines if "registry = " in line}
    assert sources == {"https://pypi.org/simple"}


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_hashed_requirements_are_those_of_the_lock_file():
    locked = (settings.BASE_DIR / "uv.lock").read_text()
    pinned = [
        line.split(";")[0].split("\\")[0].strip()
        for line in (settings.BASE_DIR / "requirements.txt").read_text().splitlines()
        if "==" in line and not line.lstrip().startswith("#")
    ]
    assert len(pinned) > 40
    for requirement in pinned:
        name, _, version = requirement.partition("==")
        assert f'name = "{name}"\nversion = "{version}"' in locked
