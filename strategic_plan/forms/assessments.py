"""Self-assessments: opening one, judging a category, choosing two to compare."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from district.forms import DAY, SeenForm
from strategic_plan.domain import Band, Factor, needs_evidence
from strategic_plan.forms.choosing import offer
from strategic_plan.models import Assessment, AssessmentItem, AssessmentRating, CriteriaSet

TEXT = {"rows": 3}
PARTS = ("words", "band", "evidence")


class OpenAssessmentForm(forms.Form):
    """By which criteria, and as of which day."""

    criteria_set = forms.ModelChoiceField(label=_("Criteria"), queryset=CriteriaSet.objects.all())
    as_of = forms.DateField(label=_("As of"), widget=DAY, initial=timezone.localdate)
    reason = forms.CharField(
        label=_("Why"), max_length=200, required=False, help_text=_("Kept in the history.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["criteria_set"].initial = CriteriaSet.objects.filter(is_in_use=True).first()


class ItemForm(SeenForm):
    """One category: words, band and evidence for each factor, or why it is not assessed."""

    not_assessed_because = forms.CharField(
        label=_("Not assessed, because"),
        max_length=300,
        required=False,
        help_text=_("Only if you do not judge this category now."),
    )

    def __init__(self, *args: Any, item: AssessmentItem, **kwargs: Any) -> None:
        self.item = item
        self.ratings: list[AssessmentRating] = list(item.ratings.all())
        super().__init__(*args, **kwargs)
        self.fields["not_assessed_because"].initial = item.not_assessed_because
        for rating in self.ratings:
            self._ask(rating)
        self.order_fields([*self._names(), "not_assessed_because", "reason", "seen"])

    @property
    def held(self) -> Any:
        return self.item

    def standing(self, row: Any) -> Mapping[str, Any]:
        ratings = AssessmentRating.objects.filter(item=row)
        judged = {f"{each.factor}_{part}": getattr(each, part) for each in ratings for part in PARTS}
        return {"not_assessed_because": row.not_assessed_because, **judged}

    def written_in(self, row: Any, name: str) -> tuple[Model, str] | None:
        factor, _underscore, part = name.rpartition("_")
        rating = next((each for each in self.ratings if each.factor == factor), None)
        return (rating, part) if rating and part in PARTS else super().written_in(row, name)

    @property
    def factors(self) -> list[tuple[AssessmentRating, str, list[forms.BoundField]]]:
        """Each factor with its question and its three fields."""
        return [
            (
                rating,
                Factor(rating.factor).question,
                [self[f"{rating.factor}_{part}"] for part in PARTS],
            )
            for rating in self.ratings
        ]

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        for rating in self.ratings:
            has_file = any(not link.file.is_withdrawn for link in rating.evidence_links.all())
            evidence = clean.get(f"{rating.factor}_evidence")
            if needs_evidence(clean.get(f"{rating.factor}_band", "")) and not evidence and not has_file:
                self.add_error(
                    f"{rating.factor}_evidence", _("Above the lowest band, say what the evidence is.")
                )
        return clean

    def filled(self) -> tuple[AssessmentItem, list[AssessmentRating]]:
        """The category and its factors with what was written."""
        self.item.not_assessed_because = self.cleaned_data["not_assessed_because"]
        for rating in self.ratings:
            rating.words = self.cleaned_data[f"{rating.factor}_words"]
            rating.band = self.cleaned_data[f"{rating.factor}_band"]
            rating.evidence = self.cleaned_data[f"{rating.factor}_evidence"]
        return self.item, self.ratings

    def _names(self) -> list[str]:
        return [f"{rating.factor}_{part}" for rating in self.ratings for part in PARTS]

    def _ask(self, rating: AssessmentRating) -> None:
        name = rating.get_factor_display()
        box = forms.Textarea(attrs=TEXT)
        self.fields[f"{rating.factor}_words"] = forms.CharField(
            label=_("%(factor)s in words") % {"factor": name},
            initial=rating.words,
            required=False,
            widget=box,
        )
        self.fields[f"{rating.factor}_band"] = forms.ChoiceField(
            label=_("Band of %(factor)s") % {"factor": name.lower()},
            choices=[("", _("Not chosen yet")), *Band.choices()],
            initial=rating.band,
            required=False,
        )
        self.fields[f"{rating.factor}_evidence"] = forms.CharField(
            label=_("Evidence for %(factor)s") % {"factor": name.lower()},
            initial=rating.evidence,
            required=False,
            widget=box,
            help_text=_("Needed above the lowest band: words here or a file."),
        )


class CompareForm(forms.Form):
    """Two closed self-assessments by the same criteria."""

    before = forms.ModelChoiceField(label=_("Earlier"), queryset=Assessment.objects.none())
    after = forms.ModelChoiceField(label=_("Later"), queryset=Assessment.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        closed = Assessment.objects.exclude(closed_on=None)
        for name in ("before", "after"):
            offer(self, name, closed)

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        before, after = clean.get("before"), clean.get("after")
        if before and after and before.criteria_set_id != after.criteria_set_id:
            raise forms.ValidationError(_("Choose two that judge by the same criteria."))
        return clean
