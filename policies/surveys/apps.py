from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "policies.surveys"

    def ready(self) -> None:
        from policies.surveys import (  # noqa: F401  events, notices, jobs and dates of surveys
            audit_trail,
            dates,
            notifications,
            tasks,
        )
        from policies.surveys.services import asking  # noqa: F401  what a new school starts with
