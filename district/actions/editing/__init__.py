"""Writes of editing in place: one field, the order of a list, removing and bringing back."""

from district.actions.editing.fields import Overtaken, Saved, save_field, undo_field
from district.actions.editing.locking import one_change
from district.actions.editing.ordering import close_gaps, last_place, move_row, rows_beside
from district.actions.editing.removing import remove_row, restore_rows

__all__ = [
    "Overtaken",
    "Saved",
    "close_gaps",
    "last_place",
    "move_row",
    "one_change",
    "remove_row",
    "restore_rows",
    "rows_beside",
    "save_field",
    "undo_field",
]
