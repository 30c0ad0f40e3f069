"""Recompute the SHA-256 of every report that was kept, and name those that do not agree."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Model
from django_scopes import scopes_disabled

from esafety import copies
from reports import rendering
from reports.log_review.models import LogReview, LogReviewPart
from reports.models import Edition, Paper


class Command(BaseCommand):
    help = (
        "Checks that the data, words and PDF of every report edition are as they were frozen and "
        "that the data still make the same page; every frozen log with its PDFs; and the PDF of "
        "every other report."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with scopes_disabled():
            broken = list(_faults())
            editions, logs = Edition.objects.count(), LogReview.objects.count()
        if broken:
            raise CommandError("\n".join(broken))
        self.stdout.write(
            f"{editions} editions checked: all as they were frozen. So are {logs} frozen logs, and "
            "the PDF of every other report."
        )


def _faults() -> Iterator[str]:
    for edition in _each(Edition):
        yield from _faults_of_edition(edition)
    for review in _each(LogReview):
        if copies.digest(review.content) != review.sha256:
            yield f"Frozen log {review.pk}: its content does not match the SHA-256."
    for part in _each(LogReviewPart):
        if rendering.digest(bytes(part.pdf)) != part.sha256:
            which = f"Part {part.number} of frozen log {part.review_id}"
            yield f"{which}: its PDF does not match the SHA-256."
    for paper in _each(Paper):
        if paper.made_at and rendering.digest(bytes(paper.pdf)) != paper.sha256:
            yield f"Report {paper.pk}, asked for by one member: its PDF does not match the SHA-256."


def _each(model: type[Model]) -> Iterator[Any]:
    """Every row of every school, few at a time: each holds a PDF."""
    return model._default_manager.order_by("pk").iterator(chunk_size=20)


def _faults_of_edition(edition: Edition) -> list[str]:
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
