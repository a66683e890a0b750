"""Initiatives, their milestones, notes and end."""

from typing import Any

from django import forms
from django.utils import timezone
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
        fields = ("name", "what", "owner", "starts_on", "due_on", "is_public", "order", "is_sample")
        widgets = {"starts_on": DAY, "due_on": DAY}
        labels = {
            "what": _("What will be done"),
            "owner": _("Who answers for it"),
            "starts_on": _("First day"),
            "due_on": _("Last day"),
            "is_public": _("Show it to the public"),
            "order": _("Place in the list"),
            "is_sample": SAMPLE,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the people who may answer for work, and whoever owns it already."""
        super().__init__(*args, **kwargs)
        offer(self, "owner", owners(self.instance.owner_id))


class MilestoneForm(OfPlanForm):
    """A step that is reached by a day."""

    placed = "initiative"

    class Meta:
        model = Milestone
        fields = ("name", "due_on", "done_on")
        widgets = {"due_on": DAY, "done_on": DAY}
        labels = {"due_on": _("Due on"), "done_on": _("Reached on")}
        help_texts = {"done_on": _("Leave it empty until it is reached.")}


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
            self.fields["dated_on"].initial = timezone.localdate()


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
