"""Writes of editing in place: one field, the order of a list, removing and bringing back."""

from district.actions.editing.fields import Saved, save_field, undo_field
from district.actions.editing.locking import one_change, sentence_of
from district.actions.editing.ordering import close_gaps, last_place, move_row, rows_beside
from district.actions.editing.removing import remove_row, restore_rows
from district.actions.editing.seen import hold_as_seen

__all__ = [
    "Saved",
    "close_gaps",
    "hold_as_seen",
    "last_place",
    "move_row",
    "one_change",
    "remove_row",
    "restore_rows",
    "rows_beside",
    "save_field",
    "sentence_of",
    "undo_field",
]
