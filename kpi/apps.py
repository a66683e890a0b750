from django.apps import AppConfig

from imports import targets


class KpiConfig(AppConfig):
    name = "kpi"
    verbose_name = "Measures"

    def ready(self) -> None:
        """Tell other rooms what comes in here and what goes out."""
        from kpi import public
        from kpi.importing import ObservationTarget
        from publication.compiling import register

        register(public.compile_measures)
        targets.register("observations", ObservationTarget)
