from django.apps import AppConfig


class AupConfig(AppConfig):
    name = "aup"

    def ready(self) -> None:
        from aup import (  # noqa: F401  notices and jobs of campaigns
            access_jobs,
            bounce_tasks,
            campaign_notices,
            campaign_tasks,
            policy_loop,
            verify,
            verify_answers,
        )
        from aup.services import (  # noqa: F401  what a new school starts with, what a return ends
            returning,
            seeding,
        )
