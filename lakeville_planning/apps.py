"""The wiring as an app: its checks and commands are found by Django."""

from importlib import import_module

from django.apps import AppConfig


class LakevillePlanningConfig(AppConfig):
    """Registers the checks; there are no models here."""

    name = "lakeville_planning"

    def ready(self) -> None:
        """Importing registers them."""
        import_module("lakeville_planning.checks")
