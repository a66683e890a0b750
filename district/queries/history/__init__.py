"""Who changed what, when, from what to what, and why: the events of every tracked model in one shape."""

from district.queries.history.asking import (
    Asked,
    HistoryPage,
    history,
    history_of_rows,
    models_changed_by,
)
from district.queries.history.telling import Entry, FieldChange, kinds_seen_by, tracked_models

__all__ = [
    "Asked",
    "Entry",
    "FieldChange",
    "HistoryPage",
    "history",
    "history_of_rows",
    "kinds_seen_by",
    "models_changed_by",
    "tracked_models",
]
