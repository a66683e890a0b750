"""What the tables of every room promise, read from their models."""

from typing import Any

from django.apps import apps
from django.db.models import CheckConstraint, Q
from pghistory.models import Event

ROOMS = ("district", "accounts", "imports", "publication", "strategic_plan", "kpi", "scip", "budget")


def tables() -> list[Any]:
    """Every model of ours."""
    return [model for room in ROOMS for model in apps.get_app_config(room).get_models()]


def choosing() -> list[tuple[Any, Any]]:
    """Every field that takes only the words of a list, with its model."""
    live = (model for model in tables() if not issubclass(model, Event))
    return [(model, field) for model in live for field in model._meta.local_fields if field.choices]


def words(field: Any) -> list[str]:
    """What such a field may hold."""
    return [""] * field.blank + [value for value, _words in field.flatchoices]


def known_words() -> dict[str, tuple[Any, Any]]:
    """The constraints that say no more than this, by name."""
    return {
        constraint.name: (model, field)
        for model, field in choosing()
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
        and constraint.condition == Q(**{f"{field.name}__in": words(field)})
    }
