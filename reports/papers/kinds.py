"""The kinds of PDFs, each with its rule, its content and its name. A new kind is one entry here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from incidents import permissions
from incidents import queries as incidents
from reports.choices import PaperKind
from reports.models import Paper
from reports.papers import bullying, coverage, inspection, leaders, record, trends


@dataclass(frozen=True)
class Kind:
    """`check` raises Refused; `show` gives the HTML as this actor may read it now, and the ids of
    the incidents in it; `ref` is what audit rows call it; `back` is the page it came from."""

    title: str | Promise
    file: str
    check: Callable[[Actor, Any], None]
    show: Callable[[Paper, Actor, datetime], tuple[str, Sequence[int]]]
    ref: Callable[[Any], str]
    back: Callable[[Paper], str]
    given_out: bool = False  # whether it is made to leave the school


def kind_of(paper: Paper) -> Kind:
    """The kind of a PDF that was asked for."""
    return KINDS[PaperKind(paper.kind)]


def _may_have(actor: Actor, asked: Any) -> None:
    """Who has the case and may take copies of the log."""
    permissions.check_can_export(actor)
    if not incidents.visible_to(actor).filter(reference=asked["reference"]).exists():
        raise Refused(_("This incident was not found."))


def _may_export(actor: Actor, _asked: Any) -> None:
    permissions.check_can_export(actor)


KINDS: dict[PaperKind, Kind] = {
    PaperKind.TRENDS: Kind(
        title=_("PDF of the trends"),
        file="trends",
        check=_may_export,
        show=trends.show,
        ref=lambda _asked: "trends:pdf",
        back=lambda paper: reverse("reports:trends", args=[paper.school.slug]),
    ),
    PaperKind.RECORD: Kind(
        title=_("Copy of an incident’s record"),
        file="record",
        check=_may_have,
        show=record.show,
        ref=lambda asked: f"incident:{asked['reference']}",
        back=lambda paper: reverse(
            "incidents:record", args=[paper.school.slug, paper.asked["reference"]]
        ),
        given_out=True,
    ),
    PaperKind.LEADERS: Kind(
        title=_("Report to senior leaders"),
        file="senior-leaders",
        check=leaders.check,
        show=leaders.show,
        ref=lambda _asked: "leaders:pdf",
        back=lambda paper: reverse("reports:leaders", args=[paper.school.slug]),
    ),
    PaperKind.BULLYING: Kind(
        title=_("Yearly report on bullying"),
        file="bullying",
        check=bullying.check,
        show=bullying.show,
        ref=lambda _asked: "bullying:pdf",
        back=lambda paper: reverse("reports:bullying", args=[paper.school.slug]),
    ),
    PaperKind.INSPECTION: Kind(
        title=_("Inspection pack"),
        file="inspection",
        check=inspection.check,
        show=inspection.show,
        ref=lambda _asked: "inspection:pdf",
        back=lambda paper: reverse("reports:inspection", args=[paper.school.slug]),
    ),
    PaperKind.COVERAGE: Kind(
        title=_("Who has signed"),
        file="who-has-signed",
        check=coverage.check,
        show=coverage.show,
        ref=lambda _asked: "coverage:pdf",
        back=lambda paper: reverse("reports:coverage", args=[paper.school.slug]),
    ),
}
