"""`manage.py jobs`: what waits, runs and failed; and how to try the failed again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from esafety.jobs import queries, services


class Command(BaseCommand):
    help = "Show waiting, running and failed jobs, or try failed ones again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--retry", metavar="ID", help="try this failed job again")
        parser.add_argument(
            "--retry-failed", action="store_true", help="try every failed job again"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for job_id in self._chosen(options):
            services.retry(job_id=job_id)
            self.stdout.write(f"Waiting again: {job_id}")
        for state, number in queries.counts().items():
            self.stdout.write(f"{state:8} {number}")
        for job in [*queries.unfinished()[:50], *queries.failed()[:50]]:
            words = [job.state, str(job.pk), job.kind, f"{job.attempts} tries", job.last_error]
            self.stdout.write("  ".join(word for word in words if word))

    def _chosen(self, options: dict[str, Any]) -> list[str]:
        if options["retry_failed"]:
            return [str(job.pk) for job in queries.failed()]
        return [options["retry"]] if options["retry"] else []
