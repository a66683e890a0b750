from django.apps import AppConfig


class KpiConfig(AppConfig):
    name = "kpi"

    def ready(self) -> None:
        from kpi import public
        from publication.compiling import register

        register(public.compile_measures)
