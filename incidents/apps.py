from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "incidents"

    def ready(self) -> None:
        """Register the job handlers and what a new school starts with."""
        from incidents import log_tasks, seeds, tasks  # noqa: F401
