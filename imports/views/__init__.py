"""Staff pages of imports: five steps from a file to loaded values, and the recipes that read files."""

from imports.views.deciding import answer, cancel, check, load, undo
from imports.views.reading import batch, batch_list, findings, findings_csv, progress, refused_csv, row
from imports.views.recipes import recipe, recipe_list, recipe_template
from imports.views.rosters import roster, roster_export, roster_preview, roster_template
from imports.views.uploading import columns, upload

__all__ = [
    "answer",
    "batch",
    "batch_list",
    "cancel",
    "check",
    "columns",
    "findings",
    "findings_csv",
    "load",
    "progress",
    "recipe",
    "recipe_list",
    "recipe_template",
    "refused_csv",
    "roster",
    "roster_export",
    "roster_preview",
    "roster_template",
    "row",
    "undo",
    "upload",
]
