from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "publication"
    verbose_name = "Releases"

    def ready(self) -> None:
        from publication import public
        from publication.compiling import register

        register(public.compile_site)
