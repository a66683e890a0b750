"""Who takes over from a person who leaves."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from district.belongings import Belonging
from district.forms.kept import DAY
from district.models import Person


class LeaveForm(forms.Form):
    """The last day, why, and who takes over: one person for everything, or someone else for single things."""

    last_day = forms.DateField(
        label=_("Last day"),
        widget=DAY,
        initial=timezone.localdate,
        help_text=_("Today or an earlier day. Every role ends after it."),
    )
    reason = forms.CharField(
        label=_("Why"), max_length=200, required=False, help_text=_("Kept in the history.")
    )

    def __init__(
        self, *args: Any, belongings: Sequence[Belonging], receivers: Sequence[Person], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.belongings = belongings
        self.receivers = {str(person.pk): person for person in receivers}
        if not belongings:
            return
        people = [(key, f"{person.name} ({person.email})") for key, person in self.receivers.items()]
        self.fields["everything"] = forms.ChoiceField(
            label=_("Who takes over"),
            required=False,
            choices=[("", _("Chosen for each below")), *people],
            help_text=_("Takes over everything for which nobody else is chosen below."),
        )
        for number, belonging in enumerate(belongings):
            self.fields[f"to_{number}"] = forms.ChoiceField(
                label=f"{belonging.kind}: {belonging.text}",
                required=False,
                choices=[("", _("The person chosen above")), *people],
            )
        self.order_fields(["everything", *(f"to_{n}" for n in range(len(belongings))), "last_day", "reason"])

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or self.cleaned_data
        everything = clean.get("everything", "")
        for number, _belonging in enumerate(self.belongings):
            name = f"to_{number}"
            if not everything and not clean.get(name) and name not in self.errors:
                self.add_error(name, _("Choose who takes this over."))
        return clean

    @property
    def to(self) -> Mapping[str, Person]:
        """For the key of each thing, who takes it over."""
        everything = self.cleaned_data.get("everything", "")
        chosen = {
            belonging.key: self.cleaned_data.get(f"to_{number}") or everything
            for number, belonging in enumerate(self.belongings)
        }
        return {key: self.receivers[person] for key, person in chosen.items()}
