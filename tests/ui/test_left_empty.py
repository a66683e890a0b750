"""A field left empty says what is expected, whatever form it stands in."""

import pytest
from django import forms

from district.models import OrgUnit


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (forms.CharField(), "Write something here."),
        (forms.DecimalField(), "Write a number."),
        (forms.DateField(), "Give a date."),
        (forms.FileField(), "Choose a file."),
        (forms.BooleanField(), "Tick this box to go on."),
        (forms.TypedChoiceField(choices=[("a", "A")]), "Choose one."),
        (forms.ModelChoiceField(OrgUnit.objects.none()), "Choose one."),
        (forms.ModelMultipleChoiceField(OrgUnit.objects.none()), "Choose at least one."),
        (forms.CharField(error_messages={"required": "Say why."}), "Say why."),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_it_says_what_is_expected(field, words):
    with pytest.raises(forms.ValidationError, match=words):
        field.clean(None)
