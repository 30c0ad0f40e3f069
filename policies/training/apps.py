from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "policies.training"

    def ready(self) -> None:
        from policies.training import (  # noqa: F401  events, notices, jobs and dates of training
            audit_trail,
            dates,
            notifications,
            tasks,
        )
