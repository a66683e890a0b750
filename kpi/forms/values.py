"""A result as a person types it."""

from typing import Any

from django import forms

from district.models import OrgUnit, StudentGroup
from kpi.domain import (
    Entry,
    Limits,
    ObservationState,
    UnitOfMeasure,
    categories_of,
)
from kpi.forms.definitions import without_closing_zeros
from kpi.models import IndicatorVersion, Observation, Series
from kpi.models.fields import SECTIONS, TARGETS
from kpi.queries.values import is_usual

HINTS = {field.name: field.hint for section in (*SECTIONS, TARGETS) for field in section.fields}
STATED = ("state", "value", "numerator", "denominator", "n", "bound", "is_bound_strict", "category")
# A person who types one of the two states of privacy has to know them apart.
WHY_NOT_SHOWN = {
    ObservationState.SUPPRESSED_PRIMARY: "Not shown (privacy): too few students",
    ObservationState.SUPPRESSED_COMPLEMENTARY: "Not shown (privacy): would give another value away",
}
STATES = [(state.value, WHY_NOT_SHOWN.get(state, state.label)) for state in ObservationState]


def _date_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ObservationForm(forms.Form):
    """One result as a person states it; whether it may be recorded is kpi.domain.problems_of."""

    value = forms.DecimalField(label="Value", required=False)
    category = forms.ChoiceField(label="Rating", required=False)
    numerator = forms.DecimalField(label="Numerator", required=False)
    denominator = forms.DecimalField(label="Denominator", required=False)
    n = forms.IntegerField(label="People counted (n)", required=False, min_value=0, max_value=2_000_000_000)
    state = forms.ChoiceField(label="State", choices=STATES)
    bound = forms.DecimalField(
        label="Known limit", required=False, help_text="Only where the source gives a bound."
    )
    is_bound_strict = forms.BooleanField(label="The limit itself is excluded", required=False)
    released_on = forms.DateField(label="Released by the source on", required=False, widget=_date_input())
    citation = forms.CharField(label="Source of this number", required=False, max_length=200)
    comment = forms.CharField(label="Note", required=False, max_length=300)
    reason = forms.CharField(label="Why it changes", max_length=300)
    is_meant = forms.BooleanField(label="The value is meant", required=False)

    def __init__(self, *args: Any, definition: IndicatorVersion, **kwargs: Any) -> None:
        """Show a rating's words only for ratings, and a number only for numbers."""
        super().__init__(*args, **kwargs)
        self.definition = definition
        if definition.unit_of_measure == UnitOfMeasure.CATEGORY:
            words = categories_of(definition.categories)
            self.fields["category"].choices = [("", "—"), *((word, word) for word in words)]  # type: ignore[attr-defined]  # a ChoiceField
            del self.fields["value"], self.fields["numerator"], self.fields["denominator"]
        else:
            del self.fields["category"]
        if not self.is_bound:
            del self.fields["is_meant"]
        first = self.fields["category" if "category" in self.fields else "value"]
        first.widget.attrs["data-focus"] = ""  # where the row's editor begins

    @staticmethod
    def initial_of(row: Observation) -> dict[str, Any]:
        """The fields of a result as a form begins with them."""
        names = [name for name in ObservationForm.base_fields if name not in ("reason", "is_meant")]
        initial = {name: getattr(row, name) for name in names}
        return without_closing_zeros(initial)

    def entry(self, period: str) -> Entry:
        """The result to record for a period."""
        stated = self.cleaned_data
        return Entry(
            period=period,
            state=ObservationState(stated["state"]),
            value=stated.get("value"),
            numerator=stated.get("numerator"),
            denominator=stated.get("denominator"),
            n=stated["n"],
            bound=stated["bound"],
            is_bound_strict=stated["is_bound_strict"],
            category=stated.get("category", ""),
        )

    def notes(self, before: Observation | None = None) -> dict[str, Any]:
        """What is written beside the result; a file is no source of a number that it does not hold."""
        notes = {name: self.cleaned_data[name] for name in ("comment", "citation", "released_on")}
        if before is not None and before.batch_id is not None and notes["citation"] == before.citation:
            stated = {name: self.cleaned_data[name] for name in STATED if name in self.cleaned_data}
            if any(getattr(before, name) != value for name, value in stated.items()):
                notes["citation"] = ""
        return notes

    def accepts(self, usual: Limits | None, words: str) -> bool:
        """Whether the value lies in its usual range, or a person says that it is meant; else it is asked."""
        value = self.cleaned_data.get("value")
        if is_usual(value, usual):
            del self.fields["is_meant"]
        elif not self.cleaned_data["is_meant"]:
            self.add_error("is_meant", f"{words} Look at the value again, and tick this if it is right.")
        return not self.errors

    def show(self, problems: dict[str, str]) -> None:
        """Put each problem at its field, or on top where the field is not in the form."""
        for name, sentence in problems.items():
            self.add_error(name if name in self.fields else None, sentence)


class NewObservationForm(ObservationForm):
    """A result that is not there yet: also which series, unit, group and period it belongs to."""

    series = forms.ModelChoiceField(Series.objects.none(), label="Series")
    unit = forms.ModelChoiceField(OrgUnit.objects.none(), label="School or unit")
    group = forms.ModelChoiceField(StudentGroup.objects.all(), label="Student group")
    period = forms.CharField(label="Period", max_length=20, help_text=HINTS["baseline_period"])

    field_order = ["series", "unit", "group", "period"]

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        """Offer the units that the person may record for."""
        definition: IndicatorVersion = kwargs["definition"]
        super().__init__(*args, **kwargs)
        self.fields["series"].queryset = Series.objects.filter(indicator=definition.indicator_id)  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # a ModelChoiceField
        del self.fields["reason"]
