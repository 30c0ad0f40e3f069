"""`manage.py verify_audit`: walk every school's hash chain and name the first broken row."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from esafety.audit import verify


class Command(BaseCommand):
    help = "Check that no row of the audit log was changed, removed or put in between."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = []
        for school_id in verify.schools():
            whole, found = verify.verify(school_id)
            if found is None:
                self.stdout.write(f"School {school_id}: {whole} rows, all whole.")
            else:
                broken.append(f"school {school_id}, row {found.seq}: {found.problem}")
        if broken:
            raise CommandError("The audit log is broken at " + "; ".join(broken) + ".")
