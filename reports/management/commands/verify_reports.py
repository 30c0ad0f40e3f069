"""Recompute the SHA-256 of every edition of every school and name those that do not agree."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django_scopes import scopes_disabled

from reports.models import Edition
from reports.rendering import canonical, digest


class Command(BaseCommand):
    help = "Checks that the data, words and PDF of every report edition are as they were frozen."

    def handle(self, *args: Any, **options: Any) -> None:
        with scopes_disabled():
            rows = Edition.objects.order_by("pk")
            broken = [line for edition in rows.iterator(chunk_size=20) for line in faults(edition)]
            checked = rows.count()
        if broken:
            raise CommandError("\n".join(broken))
        self.stdout.write(f"{checked} editions checked: all as they were frozen.")


def faults(edition: Edition) -> list[str]:
    """What does not agree in one edition, a line each."""
    parts = {
        "data and words": (canonical(edition.data, edition.words), edition.data_sha256),
        "PDF": (bytes(edition.pdf), edition.pdf_sha256),
    }
    return [
        f"Edition {edition.pk} of report {edition.report_id}: its {name} do not match the SHA-256."
        for name, (content, frozen) in parts.items()
        if digest(content) != frozen
    ]
