from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from reports import paper_tasks, tasks  # noqa: F401 - registers the kinds of jobs
