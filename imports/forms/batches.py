"""Input of the import pages to clean values."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imports.models import Recipe, RecipeVersion
from imports.queries import latest_version


class UploadForm(forms.Form):
    """A file and, where its source is known, the recipe that reads it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "A .csv or .xlsx file with one header row. Only totals of groups, never single students."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )
    recipe = forms.ModelChoiceField(
        label=_("How it is read"),
        queryset=Recipe.objects.all(),
        required=False,
        empty_label=_("A new source: choose its columns next"),
        help_text=_("The recipe kept for this source."),
    )

    def clean_recipe(self) -> RecipeVersion | None:
        """The recipe's wording in use."""
        recipe = self.cleaned_data["recipe"]
        return latest_version(recipe.slug) if recipe else None


class SheetForm(forms.Form):
    """The sheet of a workbook that is read."""

    sheet = forms.ChoiceField(
        label=_("Sheet"), widget=forms.RadioSelect, error_messages={"required": _("Choose a sheet.")}
    )

    def __init__(self, *args: Any, sheets: Sequence[str], **kwargs: Any) -> None:
        """Offer the sheets that can be seen."""
        super().__init__(*args, **kwargs)
        chosen = self.fields["sheet"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 -- declared above
        chosen.choices = [(name, name) for name in sheets]


class RosterForm(forms.Form):
    """A file with people or with units."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A .csv or .xlsx file whose first row names the columns."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )


class QuestionForm(forms.Form):
    """What the file leaves open; each suggestion stands ready."""

    def __init__(self, *args: Any, questions: Sequence[Mapping[str, str]], **kwargs: Any) -> None:
        """One field for each question."""
        super().__init__(*args, **kwargs)
        self.keys = {f"answer_{number}": question["key"] for number, question in enumerate(questions)}
        for name, question in zip(self.keys, questions, strict=True):
            suggested = _("Suggested: {}.").format(question["label"]) if question["label"] else ""
            text = question["key"].partition(":")[2]
            self.fields[name] = forms.CharField(
                label=_("School year for “{}”").format(text) if text else _("School year"),
                help_text=f"{question['sentence']} {suggested} {_('Write it like 2025-26.')}",
                initial=question["label"] or question["suggestion"],
                max_length=40,
                error_messages={"required": _("Write the school year, like 2025-26.")},
            )

    def refuse(self, key: str, sentence: str) -> None:
        """Put a refusal at the question it belongs to."""
        self.add_error(next((name for name, own in self.keys.items() if own == key), None), sentence)

    @property
    def answers(self) -> dict[str, str]:
        """The answers by question."""
        return {key: self.cleaned_data[name] for name, key in self.keys.items()}


class ConfirmForm(forms.Form):
    """A person's word before the load."""

    leave_out_refused = forms.BooleanField(
        label=_("Leave the refused values out"),
        error_messages={
            "required": _("Some values are refused. Say that they are to be left out, or repair the file.")
        },
    )
    reason = forms.CharField(
        label=_("Why stored values change"),
        max_length=300,
        help_text=_("Kept with each changed value, and shown when it was published."),
        error_messages={"required": _("Stored values would change. Say why.")},
    )

    def __init__(self, *args: Any, has_refused: bool, has_changes: bool, **kwargs: Any) -> None:
        """Ask only what this file needs a word about."""
        super().__init__(*args, **kwargs)
        if not has_refused:
            del self.fields["leave_out_refused"]
        if not has_changes:
            del self.fields["reason"]


class UndoForm(forms.Form):
    """Why an import is taken back."""

    reason = forms.CharField(
        label=_("Why is it taken back?"),
        max_length=300,
        error_messages={"required": _("Say why the import is taken back.")},
    )
