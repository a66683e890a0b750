"""What people type about a release."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from publication.text_checks import findings

NOTES = 3


class DraftForm(forms.Form):
    """The reason of a release, the next review, and up to three things to know."""

    reason = forms.CharField(
        label=_("Why is this release made?"),
        help_text=_("One sentence. Everyone can read it."),
        max_length=300,
    )
    next_review_on = forms.DateField(
        label=_("Next review"),
        help_text=_("The day the Board looks at these measures next."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, NOTES + 1):
            self.fields[f"title_{number}"] = forms.CharField(
                label=_("Thing to know %(number)s: heading") % {"number": number},
                max_length=80,
                required=False,
            )
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("Thing to know %(number)s: text") % {"number": number},
                max_length=300,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def clean(self) -> dict[str, Any]:
        """A heading needs its text and the other way round."""
        cleaned: dict[str, Any] = super().clean() or {}
        for number in range(1, NOTES + 1):
            title, text = cleaned.get(f"title_{number}"), cleaned.get(f"text_{number}")
            if title and not text:
                self.add_error(f"text_{number}", _("Write the text that belongs to the heading."))
            if text and not title:
                self.add_error(f"title_{number}", _("Write a heading for the text."))
        return cleaned

    @property
    def notes(self) -> list[tuple[str, str]]:
        """The things to know that were written."""
        pairs = [
            (self.cleaned_data[f"title_{number}"], self.cleaned_data[f"text_{number}"])
            for number in range(1, NOTES + 1)
        ]
        return [pair for pair in pairs if pair[0]]


class ExplainForm(forms.Form):
    """Why published values change."""

    reason = forms.CharField(
        label=_("Why do these published values change?"),
        help_text=_("Everyone can read it. Say what was corrected and who found it by role, not by name."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_reason(self) -> str:
        """A reason must not tell about single students."""
        reason: str = self.cleaned_data["reason"]
        found = next(findings("reason", reason), None)
        if found:
            raise forms.ValidationError(f"“{found.found}”: {found.sentence}")
        return reason


class ConfirmForm(forms.Form):
    """The privacy reviewer's word, and when to publish."""

    is_attested = forms.BooleanField(
        label=_("I looked at this preview. Nothing in its figures or words could point to one student."),
        error_messages={"required": _("Confirm that you have looked at the preview.")},
    )
    publish_after = forms.DateTimeField(
        label=_("Publish at"),
        help_text=_("Leave empty to publish now."),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )

    def clean_publish_after(self) -> dt.datetime | None:
        """A time in the past is a slip."""
        wanted: dt.datetime | None = self.cleaned_data["publish_after"]
        if wanted and wanted < timezone.now():
            raise forms.ValidationError(_("This time has passed. Leave it empty to publish now."))
        return wanted


class AbandonForm(forms.Form):
    """Why a release is given up."""

    reason = forms.CharField(label=_("Why is it given up?"), max_length=300)
