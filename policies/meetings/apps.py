from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "policies.meetings"

    def ready(self) -> None:
        from policies.meetings import (  # noqa: F401  events, notices, jobs and dates of meetings
            audit_trail,
            dates,
            notifications,
            tasks,
        )
