"""Pure rules of the imports room: cells, recipes, findings, and what a batch's state allows."""

from imports.domain.batches import (
    WAITING,
    WORKING,
    BatchEvent,
    BatchState,
    BatchStateError,
    FileKind,
    next_state,
)
from imports.domain.cells import Cell, CellRules, read_cell
from imports.domain.findings import Finding, Kind, cut
from imports.domain.recipes import Column, Measure, Recipe, RecipeError, RowRule, read_recipe

__all__ = [
    "WAITING",
    "WORKING",
    "BatchEvent",
    "BatchState",
    "BatchStateError",
    "Cell",
    "CellRules",
    "Column",
    "FileKind",
    "Finding",
    "Kind",
    "Measure",
    "Recipe",
    "RecipeError",
    "RowRule",
    "cut",
    "next_state",
    "read_cell",
    "read_recipe",
]
