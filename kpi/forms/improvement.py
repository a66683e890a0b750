"""The categories a measure serves and the processes that feed it."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from district.forms import SeenForm
from kpi.models import Indicator
from strategic_plan.models import Category, Process


class IndicatorTagsForm(SeenForm):
    """Ticks; the agreed definition stays as it is."""

    categories = forms.ModelMultipleChoiceField(
        label=_("Categories it serves"),
        queryset=Category.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    processes = forms.ModelMultipleChoiceField(
        label=_("Processes that feed it"),
        queryset=Process.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    field_order = ("categories", "processes", "reason", "seen")

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        self.indicator = indicator
        super().__init__(*args, **kwargs)
        offered = {
            "categories": Category.objects.filter(criteria_set__is_in_use=True),
            "processes": Process.objects.filter(ended_on=None),
        }
        for name, rows in offered.items():
            cast(Any, self.fields[name]).queryset = rows
        self.initial.update(self.standing(indicator))

    @property
    def held(self) -> Any:
        return self.indicator

    def standing(self, row: Any) -> Mapping[str, Any]:
        tags = row.tags.filter(category__criteria_set__is_in_use=True)
        return {
            "categories": list(tags.values_list("category_id", flat=True)),
            "processes": list(row.process_links.values_list("process_id", flat=True)),
        }
