"""A recipe's wording, for the technician."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class WordingForm(forms.Form):
    """A recipe's wording, for the technician."""

    name = forms.CharField(label=_("Name"), max_length=120)
    source = forms.CharField(label=_("Who publishes the file"), max_length=160)
    spec = forms.CharField(
        label=_("Wording"),
        max_length=200_000,
        help_text=_(
            "JSON, as docs and examples show it. What cannot be read is named, and nothing is saved."
        ),
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "class": "code"}),
    )

    def clean_spec(self) -> Any:
        """What the JSON says; its parts are checked when it is saved."""
        try:
            return json.loads(self.cleaned_data["spec"])
        except json.JSONDecodeError as error:
            place = _("line {line}, character {column}").format(line=error.lineno, column=error.colno)
            raise forms.ValidationError(_("This is not JSON: look at {}.").format(place)) from error
        except (ValueError, RecursionError) as error:  # numbers of thousands of digits; 100,000 brackets
            raise forms.ValidationError(_("This cannot be read: it is nested too deeply.")) from error
