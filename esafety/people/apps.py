from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "esafety.people"
    label = "people"

    def ready(self) -> None:
        from esafety.people import tasks  # noqa: F401  registers the jobs
