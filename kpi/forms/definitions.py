"""Definitions, targets and agreements as people type them."""

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Model
from django.forms.boundfield import BoundField
from django.utils import timezone

from district.forms import RowForm
from kpi.domain import (
    Agreement,
    Period,
    PeriodError,
    path_points,
    period_problem,
    suggested_tolerance,
    target_of,
)
from kpi.domain.targets import Target, TargetError
from kpi.models import Indicator, IndicatorVersion, Series, VersionGoal, YearlyTarget
from kpi.models.fields import DEFINITION_FIELDS, SECTIONS, TARGET_FIELDS, TARGETS
from kpi.queries import current_plan, schemes_unknown
from strategic_plan.models import CoreGoal

MOST_YEARS = 15
LABELS = {field.name: field.label for section in (*SECTIONS, TARGETS) for field in section.fields}
HINTS = {field.name: field.hint for section in (*SECTIONS, TARGETS) for field in section.fields}


class VersionForm(RowForm):
    """A form for a proposal; its measure is held, as one change of a measure's versions happens at a time."""

    @property
    def held(self) -> Any:
        return self.instance.indicator

    def standing(self, row: Any) -> Mapping[str, Any]:
        return super().standing(IndicatorVersion.objects.get(pk=self.instance.pk))

    def written_in(self, row: Any, name: str) -> tuple[Model, str] | None:
        return super().written_in(self.instance, name)


def without_closing_zeros(initial: Mapping[str, Any]) -> dict[str, Any]:
    """What a form begins with, its numbers as people write them: 93.5, not 93.500000."""
    return {name: _short(value) if isinstance(value, Decimal) else value for name, value in initial.items()}


def _short(value: Decimal) -> Decimal:
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def _offer_goals(form: forms.BaseForm, **labels: str) -> None:
    """Let fields choose among the goals of the current plan, under the name the plan has for them."""
    plan = current_plan()
    for name, label in labels.items():
        field: Any = form.fields[name]
        field.queryset = CoreGoal.objects.filter(plan=plan) if plan else CoreGoal.objects.none()
        if plan is not None:
            field.label = label.format(one=plan.levels.goal.one, many=plan.levels.goal.many_within)


def _date_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class IndicatorForm(forms.Form):
    """The few facts a new measure begins with."""

    code = forms.SlugField(
        label="Code", max_length=40, help_text="Short and never used again, for example GRAD4."
    )
    slug = forms.SlugField(
        label="Web address", max_length=80, help_text="Small letters and dashes, for example graduation."
    )
    name = forms.CharField(label=LABELS["name"], max_length=120)
    question = forms.CharField(label=LABELS["question"], max_length=160, help_text=HINTS["question"])
    main_goal = forms.ModelChoiceField(CoreGoal.objects.none(), label=LABELS["main_goal"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the goals of the plan in force."""
        super().__init__(*args, **kwargs)
        _offer_goals(self, main_goal="{one} it serves")

    def clean_code(self) -> str:
        """A code is used once, for ever."""
        code: str = self.cleaned_data["code"]
        if Indicator.objects.filter(code__iexact=code).exists():
            raise forms.ValidationError("This code was used before. Choose another.")
        return code

    def clean_slug(self) -> str:
        """A web address leads to one measure."""
        slug: str = self.cleaned_data["slug"].lower()
        if slug == "new" or Indicator.objects.filter(slug=slug).exists():
            raise forms.ValidationError("This web address is taken. Choose another.")
        return slug


class DefinitionForm(VersionForm):
    """The words and rules of a proposed version."""

    goals = forms.ModelMultipleChoiceField(
        CoreGoal.objects.none(),
        label="Other core goals it serves",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    source_url = forms.URLField(
        label=LABELS["source_url"],
        help_text=HINTS["source_url"],
        required=False,
        max_length=200,
        assume_scheme="https",
    )

    class Meta:
        model = IndicatorVersion
        fields = DEFINITION_FIELDS
        labels = LABELS
        help_texts = HINTS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with what the version says now."""
        instance: IndicatorVersion = kwargs["instance"]
        kwargs["initial"] = {"goals": [link.goal_id for link in instance.goal_links.all()]}
        super().__init__(*args, **kwargs)
        self.initial = without_closing_zeros(self.initial)
        _offer_goals(self, main_goal="{one} it serves", goals="Other {many} it serves")
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 6 if name == "definition" else 3

    def standing(self, row: Any) -> Mapping[str, Any]:
        links = VersionGoal.objects.filter(version=self.instance.pk)
        return {**super().standing(row), "goals": list(links.values_list("goal_id", flat=True))}

    def sections(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The fields under their headings; the goals beside the main one."""
        for section in SECTIONS:
            names = [field.name for field in section.fields]
            if "main_goal" in names:
                names.insert(names.index("main_goal") + 1, "goals")
            yield section.title, [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        """A range has both ends, in order."""
        cleaned = super().clean() or {}
        low, high = cleaned.get("band_low"), cleaned.get("band_high")
        if cleaned.get("direction") == "band" and (low is None or high is None or low >= high):
            self.add_error("band_high", "Give both ends of the range, the lower one first.")
        if (cleaned.get("min_n") or 0) < 10:
            self.add_error("min_n", "The smallest group shown must have at least 10 people.")
        return cleaned

    def clean_disaggregations(self) -> str:
        """What may be shown is named by codes, so that no word is taken for permission."""
        words: str = self.cleaned_data["disaggregations"]
        if unknown := schemes_unknown(words):
            raise forms.ValidationError(unknown)
        return words

    def values(self) -> dict[str, Any]:
        """The cleaned fields of the definition, goals left out."""
        return {name: self.cleaned_data[name] for name in DEFINITION_FIELDS}


class TargetForm(VersionForm):
    """Baseline, final target, tolerance, and a field for each year between."""

    class Meta:
        model = IndicatorVersion
        fields = TARGET_FIELDS
        labels = LABELS
        help_texts = HINTS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the indicator's own series and the years of the path."""
        instance: IndicatorVersion = kwargs["instance"]
        super().__init__(*args, **kwargs)
        self.fields["series"].queryset = Series.objects.filter(indicator=instance.indicator_id)  # type: ignore[attr-defined]  # a ModelChoiceField
        self.initial = without_closing_zeros(self.initial)
        self.periods = self._periods_between(instance)
        stated = {target.period: _short(target.value) for target in instance.yearly_targets.all()}
        for period in self.periods:
            self.fields[f"year_{period.year}"] = forms.DecimalField(
                label=period.label,
                required=False,
                max_digits=18,
                decimal_places=6,
                initial=stated.get(period.code),
            )

    def standing(self, row: Any) -> Mapping[str, Any]:
        stated = YearlyTarget.objects.filter(version=self.instance.pk)
        return {
            **super().standing(row),
            **{f"year_{Period.parse(target.period).year}": target.value for target in stated},
        }

    def years(self) -> list[BoundField]:
        """The yearly targets; empty means the straight path."""
        return [self[f"year_{period.year}"] for period in self.periods]

    def main_fields(self) -> list[BoundField]:
        """Everything but the years."""
        return [self[name] for name in TARGET_FIELDS]

    def suggestion(self) -> Decimal | None:
        """The tolerance that the targets suggest: a tenth of the change, at least 1."""
        data = self.cleaned_data if self.is_bound else self.initial
        first, last = data.get("baseline_value"), data.get("final_value")
        return None if first is None or last is None else suggested_tolerance(first, last)

    def path(self) -> list[tuple[Period, Decimal, bool]]:
        """The path as (period, target, whether it was stated); nothing while it cannot be drawn."""
        try:
            target = self._target()
        except (PeriodError, TargetError):
            return []
        return path_points(target) if target else []

    def clean(self) -> dict[str, Any]:
        """Both parts of a target or none; periods of the right kind; a path that can be drawn."""
        cleaned = super().clean() or {}
        for name in ("baseline", "final"):
            value, code = cleaned.get(f"{name}_value"), cleaned.get(f"{name}_period", "")
            if (value is None) == bool(code):
                self.add_error(
                    f"{name}_{'value' if code else 'period'}", "Give both, the value and its period."
                )
            elif code and (problem := period_problem(code, self.instance.period_type)):
                self.add_error(f"{name}_period", problem)
        if (cleaned.get("tolerance") or 0) < 0:
            self.add_error("tolerance", "The tolerance is an amount and cannot be below zero.")
        if all(
            name in cleaned for name in ("baseline_period", "baseline_value", "final_period", "final_value")
        ):
            try:
                self._target()
            except TargetError as error:
                self.add_error(None, str(error))
        return cleaned

    def values(self) -> dict[str, Any]:
        """The cleaned target fields, years left out."""
        return {name: self.cleaned_data[name] for name in TARGET_FIELDS}

    def yearly(self) -> list[tuple[Period, Decimal]]:
        """The stated targets of the years between."""
        source = (
            self.cleaned_data
            if self.is_bound
            else {name: field.initial for name, field in self.fields.items()}
        )
        pairs = [(period, source.get(f"year_{period.year}")) for period in self.periods]
        return [(period, value) for period, value in pairs if value is not None]

    def _target(self) -> Target | None:
        if self.instance.direction not in {"higher", "lower"}:
            return None
        version = self.instance
        if self.is_bound:
            version = IndicatorVersion(direction=self.instance.direction, **self._target_values())
        return target_of(version, [(period.year, value) for period, value in self.yearly()])

    def _target_values(self) -> dict[str, Any]:
        names = ("baseline_period", "baseline_value", "final_period", "final_value", "tolerance")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}

    def _periods_between(self, instance: IndicatorVersion) -> list[Period]:
        codes = [
            str(self.data.get(name, "") if self.is_bound else getattr(instance, name)).strip()
            for name in ("baseline_period", "final_period")
        ]
        try:
            first, last = (Period.parse(code) for code in codes)
        except PeriodError:
            return []
        years = min(last.year - first.year, MOST_YEARS + 1)
        return [first.previous(years=-step) for step in range(1, years)] if first.type is last.type else []


class SeriesForm(forms.Form):
    """A new stretch of results."""

    label = forms.CharField(label="Name of the new series", max_length=80, help_text="For example MCA-IV.")
    break_reason = forms.CharField(
        label="Why its results cannot be compared with the ones before",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AgreementForm(forms.Form):
    """One side's agreement, to the text that was read."""

    seen = forms.CharField(widget=forms.HiddenInput)
    agreed_on = forms.DateField(label="Day of the agreement", widget=_date_input())
    meeting = forms.CharField(
        label="Board meeting", max_length=160, help_text="For example Regular meeting, June 9, 2026."
    )
    motion = forms.CharField(
        label="Motion and vote",
        required=False,
        help_text="The words of the motion, who moved and seconded, and the votes.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, party: Agreement, **kwargs: Any) -> None:
        """Only the Board has a meeting and a motion."""
        super().__init__(*args, **kwargs)
        if party is not Agreement.BOARD:
            del self.fields["meeting"], self.fields["motion"]

    def clean_agreed_on(self) -> dt.date:
        """An agreement lies in the past, or is made today."""
        day: dt.date = self.cleaned_data["agreed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("This day lies in the future. Record it on the day itself or later.")
        return day


class ReasonForm(forms.Form):
    """Why something is taken away."""

    reason = forms.CharField(label="Reason", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
