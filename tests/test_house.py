"""The house's rules that no linter knows."""

import ast
import re
import subprocess
import sys

import grimp
import pytest
from django.conf import settings

SUBJECTS = ["budget", "district", "imports", "kpi", "scip", "strategic_plan"]
LIVE = {"models", "queries", "public", "actions", "importing", "tasks"}
RELEASES = "publication.models.releases"  # the one table module that public pages may read


# The district this was first written for is demonstration data and citations, never a word of the product.
OTHERS = re.compile(r"lakeville|\bisd ?194\b|education minnesota", re.IGNORECASE)
PACKAGE = re.compile(r"lakeville[_-]planning|^(postgres:///)?lakeville$")  # and its database


@pytest.fixture(scope="module")
def imports_graph():
    return grimp.build_graph("lakeville_planning", "publication", "ui", *SUBJECTS)


def public_pages(graph):
    return sorted(name for name in graph.modules if name.rpartition(".")[2] == "public_views")


def live_rows_behind(graph, page):
    """Every module that a page imports, directly or through others, and that reads or writes live rows."""
    behind = graph.find_upstream_modules(page) - {RELEASES}
    return {name for name in behind if set(name.split(".")) & LIVE}


def test_public_pages_have_no_path_to_live_rows(imports_graph):
    pages = public_pages(imports_graph)
    assert {"kpi.public_views", "publication.public_views", "strategic_plan.public_views"} <= set(pages)
    assert {page: live_rows_behind(imports_graph, page) for page in pages} == {page: set() for page in pages}


@pytest.mark.parametrize(
    "imported", ["kpi.models", "kpi.models.indicators", "kpi.queries", "kpi.public.live", "kpi.actions"]
)
def test_a_path_to_live_rows_is_found_however_deep(imports_graph, imported):
    """A page of measures uses kpi.boards; what that imports counts, a module inside a room's folder too."""
    assert imported in imports_graph.modules
    imports_graph.add_import(importer="kpi.boards", imported=imported)
    try:
        assert imported in live_rows_behind(imports_graph, "kpi.public_views")
    finally:
        imports_graph.remove_import(importer="kpi.boards", imported=imported)


def words_of(file):
    """What a file may show a person: the words of Python in quotes, the whole text of any other."""
    if file.suffix != ".py":
        return file.read_text().splitlines()
    return [
        node.value
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


@pytest.mark.parametrize(
    "folder", [*SUBJECTS, "publication", "ui", "templates", "static", "lakeville_planning"]
)
def test_no_district_is_named_outside_the_demonstration(folder):
    named = {
        f"{file.relative_to(settings.BASE_DIR)}: {words.strip()[:80]}"
        for file in (settings.BASE_DIR / folder).rglob("*")
        if file.suffix in {".py", ".html", ".js", ".css", ".svg", ".json", ".txt"}
        and not {"migrations", "demonstration"} & set(file.parts)
        for words in words_of(file)
        if OTHERS.search(PACKAGE.sub("", words))
    }
    assert named == set()


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
