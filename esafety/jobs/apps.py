from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "esafety.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Each app registers its handlers in `tasks.py`."""
        autodiscover_modules("tasks")
