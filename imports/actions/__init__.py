"""Writes of the imports room: receive a file, check it, load it, undo it, keep recipes."""

from imports.actions.checking import answer_questions, read_with, request_check, run_check
from imports.actions.deciding import cancel_import, confirm_import, undo_import
from imports.actions.handing_over import hand_over
from imports.actions.jobs import run_batch, sweep
from imports.actions.loading import run_load
from imports.actions.receiving import choose_sheet, receive_file, start_import
from imports.actions.recipes import keep_recipe, save_recipe

__all__ = [
    "answer_questions",
    "cancel_import",
    "choose_sheet",
    "confirm_import",
    "hand_over",
    "keep_recipe",
    "read_with",
    "receive_file",
    "request_check",
    "run_batch",
    "run_check",
    "run_load",
    "save_recipe",
    "start_import",
    "sweep",
    "undo_import",
]
