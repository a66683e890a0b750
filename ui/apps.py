"""The room at its start: what a form says of a field left empty is said here, once for every form."""

from django import forms
from django.apps import AppConfig

from ui.words import LEFT_EMPTY


class UiConfig(AppConfig):
    name = "ui"

    def ready(self) -> None:
        """Say what is expected instead of "This field is required."; a field's own words still win."""
        for name, words in LEFT_EMPTY.items():
            field: type[forms.Field] = getattr(forms, name)
            own = vars(field).get("default_error_messages", {})
            field.default_error_messages = {**own, "required": words}
