from django.apps import AppConfig


class StrategicPlanConfig(AppConfig):
    name = "strategic_plan"
