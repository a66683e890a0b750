"""What the columns of a file mean, in the common case: one value a row."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imports.mapping import FIELDS, Preview, recipe_spec
from ui.cards import MappedColumn


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
        self,
        *args: Any,
        preview: Preview,
        measures: Sequence[tuple[str, str]],
        suggested: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        """Offer the file's columns for every field."""
        super().__init__(*args, **kwargs)
        self.preview, self.suggested = preview, suggested
        choices = [("", _("not in this file")), *preview.choices()]
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

    @property
    def raw(self) -> dict[str, Any]:
        """What stands in the fields, checked or not."""
        return {name: self[name].value() for name in self.fields}

    def wording(self) -> dict[str, Any]:
        """The wording of what stands in the fields, to go on with in the recipe editor."""
        width = str(self.raw["width"] or "")
        return recipe_spec(self.raw | {"width": width if width.isdecimal() else 0}, self.preview.sheet)

    @property
    def about(self) -> dict[str, str]:
        """What the recipe is called, and who publishes the file."""
        return {"name": str(self.raw["recipe_name"] or ""), "source": str(self.raw["source"] or "")}

    def mapped(self) -> list[MappedColumn]:
        """Our fields, each with the chosen column and its first cells."""
        rows = []
        for field in FIELDS:
            chosen = str(self[field.key].value() or "")
            rows.append(
                MappedColumn(
                    field=self[field.key],
                    name=field.label,
                    about=field.about,
                    samples=self.preview.samples(chosen),
                    is_required=field.is_required,
                    is_suggested=bool(chosen) and chosen == self.suggested.get(field.key),
                )
            )
        return rows

    def unused(self) -> list[tuple[str, list[str]]]:
        """The columns of the file that nothing is read from, each with its first cells."""
        chosen = {str(self[field.key].value() or "") for field in FIELDS}
        return [
            (name, self.preview.samples(label))
            for label, name in self.preview.choices()
            if label not in chosen
        ]
