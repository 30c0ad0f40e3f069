"""Recompute the SHA-256 of every edition of every school and name those that do not agree."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django_scopes import scopes_disabled

from reports import rendering
from reports.models import Edition


class Command(BaseCommand):
    help = (
        "Checks that the data, words and PDF of every report edition are as they were frozen, and "
        "that the data still make the same page."
    )

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
        "data and words": (rendering.frozen(edition), edition.data_sha256),
        "PDF": (bytes(edition.pdf), edition.pdf_sha256),
    }
    wrong = [name for name, (content, sha) in parts.items() if rendering.digest(content) != sha]
    if not wrong and not _is_laid_out_as_then(edition):
        wrong = ["page, laid out again from its data,"]
    return [
        f"Edition {edition.pk} of report {edition.report_id}: its {name} do not match the SHA-256."
        for name in wrong
    ]


def _is_laid_out_as_then(edition: Edition) -> bool:
    """Whether the frozen data still make the page that the PDF was made from. Asked of editions
    of the present template version: others were laid out by a template that is gone."""
    if edition.template_version != rendering.TEMPLATE_VERSION:
        return True
    html = rendering.html_of(rendering.content_of(edition))
    return rendering.digest(html.encode()) == edition.html_sha256
