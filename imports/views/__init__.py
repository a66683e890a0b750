"""Staff pages of imports: five steps from a file to loaded values, and the recipes that read files."""

from imports.views.deciding import answer, cancel, check, load, undo
from imports.views.editing import batch_recipe, recipe, recipe_new
from imports.views.reading import batch, batch_list, findings, findings_csv, progress, refused_csv, row
from imports.views.recipes import recipe_list, recipe_template, recipe_wording
from imports.views.rosters import roster, roster_export, roster_preview, roster_template
from imports.views.uploading import columns, sheet, upload

__all__ = [
    "answer",
    "batch",
    "batch_list",
    "batch_recipe",
    "cancel",
    "check",
    "columns",
    "findings",
    "findings_csv",
    "load",
    "progress",
    "recipe",
    "recipe_list",
    "recipe_new",
    "recipe_template",
    "recipe_wording",
    "refused_csv",
    "roster",
    "roster_export",
    "roster_preview",
    "roster_template",
    "row",
    "sheet",
    "undo",
    "upload",
]
