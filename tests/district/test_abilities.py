"""Every rule about who may do what is registered, so that the page of them leaves nothing out."""

import ast
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from district.abilities import abilities

ROOMS = [app.name for app in apps.get_app_configs() if find_spec(f"{app.name}.permissions")]
OURS = [app.name for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR]


def rules_of(room):
    """The dotted name of each public predicate that a room's permissions define."""
    module = import_module(f"{room}.permissions")
    return {
        f"{value.__module__}.{name}"
        for name, value in vars(module).items()
        if name.startswith("can_") and value.__module__.startswith(f"{room}.permissions")
    }


def asked_in(room):
    """Each predicate that a file of the room imports or calls by its name, whatever module it came from."""
    names = set()
    for file in (settings.BASE_DIR / room).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("permissions"):
                names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in names if name.rpartition(".")[2].startswith("can_")}


@pytest.mark.parametrize("room", ROOMS)
def test_every_rule_of_a_room_is_registered(room):
    assert rules_of(room) - {each.key for each in abilities()} == set()


@pytest.mark.parametrize("room", OURS)
def test_every_rule_that_a_view_asks_is_registered(room):
    known = {each.key for each in abilities()}
    assert {
        name for name in asked_in(room) if name not in known and not known_elsewhere(name, known)
    } == set()


def known_elsewhere(name, known):
    """Whether a name is imported through a folder's __init__ and registered under its own module."""
    module, _dot, function = name.rpartition(".")
    value = getattr(import_module(module), function)
    return f"{value.__module__}.{function}" in known


def test_no_view_decides_by_roles_of_its_own():
    """A view that asked for a role itself would be a rule that the page does not know."""
    found = []
    for room in OURS:
        for file in [
            *(settings.BASE_DIR / room).glob("views.py"),
            *(settings.BASE_DIR / room).glob("views/**/*.py"),
        ]:
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Name) and node.id in ("holds", "holds_anywhere"):
                    found.append((str(file), node.lineno))
    assert found == []
