"""What is asked when a plan as a whole is decided about."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from district.forms import DAY
from strategic_plan.domain import MeetingKind, Motion, motion_problems


class MotionForm(forms.Form):
    """A motion of the Board as its minutes have it, for the words that the person read."""

    meeting_on = forms.DateField(label=_("Day of the meeting"), widget=DAY)
    meeting_kind = forms.ChoiceField(label=_("Kind of meeting"), choices=MeetingKind.choices())
    motion = forms.CharField(
        label=_("The motion, in the words of the minutes"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    moved_by = forms.CharField(label=_("Moved by"), max_length=120)
    seconded_by = forms.CharField(label=_("Seconded by"), max_length=120)
    votes_for = forms.IntegerField(label=_("Votes for"), min_value=0, max_value=99)
    votes_against = forms.IntegerField(label=_("Votes against"), min_value=0, max_value=99, initial=0)
    votes_abstained = forms.IntegerField(label=_("Abstained"), min_value=0, max_value=99, initial=0)

    def __init__(self, *args: Any, mark: str, **kwargs: Any) -> None:
        """Take the mark of the words as they are now."""
        super().__init__(*args, **kwargs)
        self.mark = mark

    @property
    def seen(self) -> str:
        """The mark of the words that the person read."""
        return str(self.data.get("seen") or self.mark)

    @property
    def said(self) -> Motion:
        """The motion as the rules need it."""
        clean = self.cleaned_data
        return Motion(
            clean["meeting_on"],
            MeetingKind(clean["meeting_kind"]),
            clean["motion"],
            clean["moved_by"],
            clean["seconded_by"],
            clean["votes_for"],
            clean["votes_against"],
            clean["votes_abstained"],
        )

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if not self.errors:
            for field, sentence in motion_problems(self.said, as_of=timezone.localdate()).items():
                self.add_error(field, sentence)
        return clean


class ReasonForm(forms.Form):
    """Why a step is taken; everyone can read it later."""

    reason = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("Kept with the plan, in words that anybody can read.")
    )


class OptionalReasonForm(forms.Form):
    """Why a step is taken, where it says itself."""

    reason = forms.CharField(
        label=_("Why"), max_length=200, required=False, help_text=_("Kept in the history.")
    )


class NextPlanForm(forms.Form):
    """The frame of the plan that follows; what it takes along is ticked beside it."""

    name = forms.CharField(label=_("Name"), max_length=120)
    first_year = forms.IntegerField(
        label=_("First school year (the year it ends in)"), min_value=2000, max_value=2200
    )
