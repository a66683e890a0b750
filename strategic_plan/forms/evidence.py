"""Input of the pages of evidence files."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imports.reading.refusals import size_words
from strategic_plan.domain.evidence import ACCEPTED
from strategic_plan.evidence.limits import current


class EvidenceForm(forms.Form):
    """A file, and what it shows."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty. Choose another one."),
        },
    )
    title = forms.CharField(
        label=_("What it shows"),
        max_length=160,
        help_text=_("In a few words, such as: Summary of the family survey, winter 2026."),
        error_messages={"required": _("Say in a few words what the file shows.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "PDF, picture (PNG, JPEG, WebP) or office file without macros, up to %(size)s. A picture is "
            "saved again without the place and camera it remembers. Leave out names and faces of students."
        ) % {"size": size_words(current().file_bytes)}


class WithdrawForm(forms.Form):
    """Why a file is taken back, and whether its bytes must go at once."""

    reason = forms.CharField(
        label=_("Why is it withdrawn?"),
        max_length=200,
        help_text=_("Kept in the history."),
        error_messages={"required": _("Say why the file is withdrawn.")},
    )
    is_deleted_now = forms.BooleanField(
        label=_("Delete it now, because it shows what nobody may see"), required=False
    )

    def __init__(self, *args: Any, days: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_deleted_now"].help_text = _(
            "Otherwise it can be put back for %(days)s days, and is deleted then."
        ) % {"days": days}
