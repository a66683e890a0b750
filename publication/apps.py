from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "publication"

    def ready(self) -> None:
        from publication import public
        from publication.compiling import register

        register(public.compile_site)
