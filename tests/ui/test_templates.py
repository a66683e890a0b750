"""Every template compiles, and none carries what the policy forbids."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted(
    path
    for path in ROOT.rglob("templates/**/*.*")
    if ".venv" not in path.parts and path.suffix in {".html", ".svg"}
)
FORBIDDEN = {
    "a style attribute": r"\sstyle\s*=",
    "a style element": r"<style\b",
    "an inline script": r"<script\b(?![^>]*\bsrc=)",
    "an event attribute": r"\son[a-z]+\s*=",
    "hx-on": r"\bhx-on\b",
    "hx-vars": r"\bhx-vars\b",
    "a script in hx-vals": r"hx-vals\s*=\s*[\"']js:",
    "a trigger filter": r"hx-trigger\s*=\s*\"[^\"]*\[",
    "unescaped output": r"\|\s*safe\b|autoescape off",
    "a third-party address": r"(?:src|href)\s*=\s*[\"']https?://",
}


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_template_compiles(path):
    name = str(path).rsplit("templates/", 1)[1]
    get_template(name)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_carries_what_the_policy_blocks(what):
    found = {
        relative(path): re.findall(FORBIDDEN[what], path.read_text("utf-8"), re.IGNORECASE)
        for path in TEMPLATES
    }
    assert {path: hits for path, hits in found.items() if hits} == {}


def test_every_mark_and_icon_that_is_used_is_in_the_sprite():
    sprite = (ROOT / "templates/ui/sprite.html").read_text("utf-8")
    drawn = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    used = {
        f"i-{name}"
        for path in TEMPLATES
        for name in re.findall(r'{% icon "([a-z]+)" %}', path.read_text("utf-8"))
    }
    statuses = {"st-met", "st-on_track", "st-near", "st-off_track", "st-unrated"}
    assert statuses | used | {"i-up", "i-down", "i-flat"} <= drawn


BLOCKS = re.compile(
    r"<(?:div|section|form|table|thead|tbody|tr|ul|ol|dl|nav|p|h[1-6]|li|td|th|dt|dd|article|fieldset|figure)\b"
)


def test_a_line_of_a_template_holds_one_thing():
    crowded = [
        f"{relative(path)}:{number}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if len(BLOCKS.findall(line)) > 3  # `<dl><dt>…</dt><dd>…</dd></dl>` is one
    ]
    assert crowded == []
