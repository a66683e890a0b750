"""What many tables promise alike, said once: known words, and rows that are never changed."""

from collections.abc import Iterable
from typing import Any

import pgtrigger
from django.apps import apps
from django.db.models import CheckConstraint, Q


def known(field: str, words: Iterable[str], *, name: str, may_be_empty: bool = False) -> CheckConstraint:
    """The database takes only words that the field's ``choices`` list; a test asks it of every such field."""
    values = [str(getattr(word, "value", word)) for word in words]
    return CheckConstraint(condition=Q(**{f"{field}__in": [""] * may_be_empty + values}), name=name)


NEVER_EMPTIED = pgtrigger.Trigger(
    name="never_emptied",
    level=pgtrigger.Statement,
    when=pgtrigger.Before,
    operation=pgtrigger.Truncate,
    func="RAISE EXCEPTION 'pgtrigger: Cannot truncate table %', TG_TABLE_NAME;",
)
# The triggers of a table whose rows are added and never changed, removed or emptied, whoever asks.
APPEND_ONLY = [
    pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
    NEVER_EMPTIED,
]


def append_only_tables() -> list[str]:
    """The tables whose rows are never changed, as their models say."""
    promised = {trigger.name for trigger in APPEND_ONLY}
    models: list[Any] = apps.get_models()
    return [
        model._meta.db_table
        for model in models
        if promised <= {trigger.name for trigger in getattr(model._meta, "triggers", [])}
    ]
