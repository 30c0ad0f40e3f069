from django.apps import AppConfig


class AupConfig(AppConfig):
    name = "aup"

    def ready(self) -> None:
        from aup.services import seeding  # noqa: F401  registers what a new school starts with
