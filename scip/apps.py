from django.apps import AppConfig


class ScipConfig(AppConfig):
    name = "scip"
