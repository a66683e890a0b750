"""The made files: one stylesheet within its weight, scripts within theirs, Plotly from its package."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from ui.staticfiles import made_files, script, stylesheet

STATIC = Path(settings.BASE_DIR) / "static"


def weight(text: str) -> int:
    """Bytes over the wire."""
    return len(brotli.compress(text.encode()))


def test_stylesheet_stays_in_its_budget_of_14_kilobytes():
    assert weight(stylesheet()) < 14_000


def test_public_script_stays_in_its_budget_of_4_kilobytes():
    assert weight(made_files()["js/site.js"]) < 4_000


def test_staff_scripts_stay_in_their_budget_of_10_kilobytes():
    files = made_files()
    assert weight(files["js/site.js"] + files["js/staff.js"]) < 10_000


def test_stylesheet_names_its_layers_first():
    assert stylesheet().startswith("@layer reset,tokens,base,layout,components,utilities,print;")


def test_trimming_keeps_every_rule():
    sources = "".join(path.read_text("utf-8") for path in sorted((STATIC / "css/src").glob("*.css")))
    sources = re.sub(r"/\*.*?\*/", "", sources, flags=re.DOTALL)
    made = stylesheet()
    assert made.count("{") == sources.count("{")
    assert re.sub(r"[\s;]", "", made) == re.sub(r"[\s;]", "", sources)


def test_scripts_lose_comments_only():
    made = script(["theme"])
    assert "//" not in made
    assert "localStorage" in made


@pytest.mark.parametrize(
    "path",
    sorted([*(STATIC / "css").rglob("*.css"), *(STATIC / "js").glob("*.js")]),
    ids=lambda path: path.name,
)
def test_source_file_is_short_enough_to_read(path):
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("name", ["css/site.css", "js/site.js", "js/staff.js", "plotly/plotly.min.js"])
def test_finders_know_the_made_file(name):
    found = finders.find(name)
    assert found
    assert Path(found).stat().st_size > 100


def test_scripts_use_nothing_the_policy_blocks():
    for text in made_files().values():
        assert not re.search(
            r"\beval\(|new Function|\.innerHTML|\.style\b|insertAdjacentHTML|document\.write", text
        )
