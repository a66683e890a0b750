"""Initiatives, their milestones, notes and end."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from district.forms import DAY, RowForm
from strategic_plan.forms.choosing import offer, owners
from strategic_plan.forms.plan import OfPlanForm
from strategic_plan.models import Initiative, Milestone, StatusNote

SAMPLE = _("These words are sample data")


class InitiativeForm(OfPlanForm):
    """An initiative; whether it is late is computed from the dates."""

    placed = "strategy"

    class Meta:
        model = Initiative
        fields = ("name", "what", "owner", "starts_on", "due_on", "is_public", "is_sample")
        widgets = {"starts_on": DAY, "due_on": DAY}
        labels = {
            "what": _("What will be done"),
            "owner": _("Who answers for it"),
            "starts_on": _("First day"),
            "due_on": _("Last day"),
            "is_public": _("Show it to the public"),
            "is_sample": SAMPLE,
        }
        help_texts = {
            "is_public": _("With its milestones, its closing note and the notes that are marked public.")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the people who may answer for work, and whoever owns it already."""
        super().__init__(*args, **kwargs)
        offer(self, "owner", owners(self.instance.owner_id))

    def clean(self) -> dict[str, Any]:
        """Its milestones stay between its first day and its last."""
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.pk and {"starts_on", "due_on"} & clean.keys():
            first = clean.get("starts_on") or self.instance.starts_on
            last = clean.get("due_on") or self.instance.due_on
            outside = self.instance.milestones.exclude(due_on__range=(first, last)).first()
            if outside is not None:
                words = _("The milestone “%(name)s” lies outside these days. Move it first.")
                self.add_error(None, words % {"name": outside.name})
        return clean


class MilestoneForm(OfPlanForm):
    """A step that is reached by a day."""

    placed = "initiative"

    class Meta:
        model = Milestone
        fields = ("name", "due_on", "done_on")
        widgets = {"due_on": DAY, "done_on": DAY}
        labels = {"due_on": _("Due on"), "done_on": _("Reached on")}
        help_texts = {"done_on": _("Leave it empty until it is reached.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.initiative.is_public:
            _say_that_it_is_public(self.fields["name"])

    def clean_due_on(self) -> dt.date:
        """A milestone is due between the first and the last day of its initiative."""
        day: dt.date = self.cleaned_data["due_on"]
        whole = self.instance.initiative
        if not whole.starts_on <= day <= whole.due_on:
            words = _("Choose a day from %(first)s to %(last)s, the days of the whole.")
            days = {
                "first": date_format(whole.starts_on, "F j, Y"),
                "last": date_format(whole.due_on, "F j, Y"),
            }
            raise forms.ValidationError(words % days)
        return day

    def clean_done_on(self) -> dt.date | None:
        """What is reached was reached today or earlier."""
        day: dt.date | None = self.cleaned_data["done_on"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(_("This day lies in the future. Choose today or a day before."))
        return day


def _say_that_it_is_public(field: forms.Field) -> None:
    words = _("The public reads this with the next release, because the whole is shown to the public.")
    field.help_text = format_lazy("{} {}", field.help_text, words) if field.help_text else words


class NoteForm(RowForm):
    """What happened, on a day."""

    class Meta:
        model = StatusNote
        fields = ("dated_on", "text", "is_public", "is_sample")
        widgets = {"dated_on": DAY, "text": forms.Textarea(attrs={"rows": 5})}
        labels = {
            "dated_on": _("Day"),
            "text": _("What happened, and what comes next"),
            "is_public": _("Show this note to the public"),
            "is_sample": SAMPLE,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A new note is of today."""
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial["dated_on"] = timezone.localdate()
        if not self.instance.initiative.is_public:
            self.fields["is_public"].help_text = _(
                "Nobody outside reads it as long as the whole is not shown to the public."
            )


class CloseForm(forms.Form):
    """How an initiative ended."""

    outcome = forms.ChoiceField(
        label=_("How it ended"),
        choices=[("finished", _("It is finished")), ("stopped", _("It was stopped"))],
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label=_("On which day"), widget=DAY)
    note = forms.CharField(
        label=_("What came of it, or why it was stopped"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, is_public: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_public:
            _say_that_it_is_public(self.fields["note"])
