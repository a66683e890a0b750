"""Input of the import pages to clean values."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imports.mapping import FIELDS, Preview
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


class RecipeForm(forms.Form):
    """A recipe's wording."""

    name = forms.CharField(label=_("Name"), max_length=120)
    source = forms.CharField(label=_("Who publishes the file"), max_length=160)
    spec = forms.JSONField(
        label=_("Wording"), widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"})
    )


class MappingForm(forms.Form):
    """Our fields beside the columns of a file."""

    recipe_name = forms.CharField(label=_("Name of this recipe"), max_length=100)
    source = forms.CharField(label=_("Who publishes the file"), max_length=160)
    measure = forms.ChoiceField(label=_("Measure"))
    scheme = forms.SlugField(
        label=_("Whose numbers"),
        initial="mde",
        help_text=_("mde for the state's district and school numbers."),
    )
    width = forms.IntegerField(
        label=_("Digits of the number"),
        required=False,
        min_value=0,
        max_value=12,
        help_text=_("Zeros that a spreadsheet dropped are put back."),
    )
    unknown = forms.ChoiceField(
        label=_("Schools or districts we do not know"),
        choices=[
            ("refuse", _("Refuse the row")),
            ("ignore", _("Leave the row out")),
            ("create", _("Keep for comparison")),
        ],
    )
    is_fraction = forms.BooleanField(
        label=_("The values are fractions: 0.87 means 87 percent"), required=False
    )

    def __init__(
        self, *args: Any, preview: Preview, measures: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        """Offer the file's columns for every field."""
        super().__init__(*args, **kwargs)
        choices = [("", _("not in this file")), *[(name, name) for name in preview.names if name]]
        for field in FIELDS:
            self.fields[field.key] = forms.ChoiceField(
                label=field.label, choices=choices, required=field.is_required
            )
        measure = self.fields["measure"]
        assert isinstance(measure, forms.ChoiceField)  # noqa: S101 -- declared above
        measure.choices = list(measures)

    def clean(self) -> dict[str, Any]:
        """Refuse one column for two fields."""
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = [cleaned.get(field.key) for field in FIELDS if cleaned.get(field.key)]
        if len(chosen) != len(set(chosen)):
            self.add_error(None, str(_("One column is chosen for two fields. Choose each column once.")))
        return cleaned
