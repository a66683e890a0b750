"""Input of the import pages to clean values."""

from imports.forms.batches import ConfirmForm, QuestionForm, RosterForm, SheetForm, UndoForm, UploadForm
from imports.forms.columns import MappingForm
from imports.forms.editor import (
    RecipeEditor,
    chosen_columns,
    stated_names,
    with_found_words,
    with_row,
    without_row,
)
from imports.forms.fields import Offered
from imports.forms.wording import WordingForm

__all__ = [
    "ConfirmForm",
    "MappingForm",
    "Offered",
    "QuestionForm",
    "RecipeEditor",
    "RosterForm",
    "SheetForm",
    "UndoForm",
    "UploadForm",
    "WordingForm",
    "chosen_columns",
    "stated_names",
    "with_found_words",
    "with_row",
    "without_row",
]
