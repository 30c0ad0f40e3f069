"""manage.py verify_signatures: are all signatures still what they were?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from esafety.signatures import verify


class Command(BaseCommand):
    help = (
        "Recomputes the hashes of all signatures, their words and certificates, and compares what"
        " follows from them."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        bad = 0
        for school_id in verify.schools():
            number, broken = verify.verify(school_id)
            bad += len(broken)
            for one in broken:
                self.stdout.write(f"school {school_id}: {one.what}: {one.problem}")
            if not broken:
                self.stdout.write(f"school {school_id}: {number} signatures, all whole")
        if bad:
            raise CommandError("Signatures, or what belongs to them, were changed.")
