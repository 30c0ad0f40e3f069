from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "esafety.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Each app registers its handlers in `tasks.py`; the packages below this one are joined."""
        from esafety.jobs import registry, services
        from esafety.schools import outbox

        autodiscover_modules("tasks")
        outbox.join(
            enqueue=services.enqueue, register=lambda kind, run: registry.handler(kind)(run)
        )
