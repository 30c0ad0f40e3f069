from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "incidents"

    def ready(self) -> None:
        """Register the job handlers, the notices, the trails in the audit log, and what a new
        school starts with."""
        from incidents import in_hand, log_tasks, reading, seeds, tasks  # noqa: F401
        from incidents.cases import notices as cases  # noqa: F401
        from incidents.chronology import audit_trail, jobs  # noqa: F401
        from incidents.concerns import jobs as concerns  # noqa: F401
        from incidents.tasking import audit_trail as task_trail  # noqa: F401
        from incidents.tasking import jobs as task_jobs  # noqa: F401
        from incidents.tasking import notices as task_notices  # noqa: F401
        from policies import signposts

        # What a signpost can be for.
        signposts.types_from(reading.labels_of_types)
