"""A form with one field of each kind."""

from django import forms


class SampleForm(forms.Form):
    """One field of each kind, to be shown clean and with errors."""

    name = forms.CharField(
        label="Action", help_text="Each action needs one person and one date.", max_length=80
    )
    due = forms.DateField(
        label="By when",
        help_text="Between July 1, 2026 and June 30, 2027.",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    why = forms.CharField(
        label="What does the data tell your team?", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    level = forms.ChoiceField(label="Level", choices=[("d", "District"), ("s", "School")])
    decision = forms.ChoiceField(
        label="Decision", choices=[("a", "Agree"), ("r", "Agree with reservation")], widget=forms.RadioSelect
    )
    told = forms.BooleanField(label="The team was told", required=False)
    file = forms.FileField(label="File", help_text="CSV or XLSX, up to 50 MB.", required=False)
    column = forms.ChoiceField(
        label="School number", choices=[("", "Choose a column"), ("a", "schoolNumber")], required=False
    )
