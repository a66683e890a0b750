from django.apps import AppConfig

from imports import targets


class KpiConfig(AppConfig):
    name = "kpi"
    verbose_name = "Measures"

    def ready(self) -> None:
        """Tell other rooms what comes in here and what goes out."""
        from kpi import public
        from kpi.importing import ObservationTarget
        from publication.compiling import register, register_check, register_page

        register(public.compile_measures)
        register_page("measure", lambda key, measure: (measure["name"], f"measures/{key}/"))
        register_check(public.targets_tell_nothing_hidden)
        targets.register("observations", ObservationTarget)
