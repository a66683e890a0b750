from django.apps import AppConfig


class StrategicPlanConfig(AppConfig):
    name = "strategic_plan"
    verbose_name = "Strategic plan"

    def ready(self) -> None:
        from publication.compiling import register
        from strategic_plan import public

        register(public.compile_plan)
