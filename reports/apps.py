from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from reports import (  # noqa: F401 - registers jobs
            calendar_tasks,
            log_review_tasks,
            paper_tasks,
            tasks,
        )
        from reports.log_review import followers  # noqa: F401  what follows a closed meeting
