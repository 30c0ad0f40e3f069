"""Reads about reports. Everything starts from `visible_to`: the one visibility rule."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.roles import ROLES, Role
from esafety.schools import queries as schools
from esafety.schools.models import Membership, Term
from incidents import queries as incidents
from incidents.models import Incident
from reports.choices import TEXTS, Part, ReportStatus, Span
from reports.figures.periods import Period, counted_for, reached
from reports.models import (
    Edition,
    GovernorReport,
    Publication,
    SectionWords,
    code_of,
    name_of,
)

_NONE = Q(pk=None)
_DRAFTING = frozenset(r for r, spec in ROLES.items() if Permission.REPORT_DRAFT in spec.permissions)
_LAST_TERM = 3
_YEARS_SHOWN = 3
GOVERNOR_ROLES = (Role.GOVERNOR, Role.ESAFETY_GOVERNOR, Role.CHAIR)


def visible_to(actor: Actor) -> QuerySet[GovernorReport]:
    """The reports that exist for this actor, newest term first.

    Drafters and approvers see main reports, others who read reports those that were published,
    also while they are corrected. An annex
    exists for its maker alone. A main report also does not exist for someone who reads the log
    and is named in a case that it counts: its totals would tell them of the case.
    """
    rows = GovernorReport.objects.select_related("school", "term", "job", "drafted_by__user")
    rule = _main(actor) & ~Q(pk__in=_telling(actor))
    if actor.can(Permission.REPORT_ANNEX):
        rule |= Q(part=Part.ANNEX, drafted_by=actor.membership_id)
    return rows.filter(rule).order_by("-term__starts_on", "-part")


def _main(actor: Actor) -> Q:
    if actor.can(Permission.REPORT_DRAFT) or actor.can(Permission.REPORT_APPROVE):
        return Q(part=Part.MAIN)
    if actor.can(Permission.REPORT_READ):
        return Q(part=Part.MAIN, pk__in=Publication.objects.values("report"))
    return _NONE


def _telling(actor: Actor) -> list[int]:
    """Main reports that count a case which the actor, a reader of the log, may not see, or have a
    column beside their own which does. What somebody drafts, they see.

    A headteacher sees every case that a drafter may count, so there is nothing to look for.
    """
    if actor.has_role(Role.HEAD) or not actor.has_role(*incidents.LOG_ROLES):
        return []
    others = GovernorReport.objects.filter(part=Part.MAIN).exclude(drafted_by=actor.membership_id)
    rows = list(others.select_related("term"))
    if not rows:
        return []
    terms = list(schools.terms())
    counted = {(r.pk, counted_for(r.term, terms, r.span), r.drafted_by_id) for r in rows}
    counted |= _columns_in(rows, reached(terms))
    seen = incidents.seen_with(actor)
    days = {by: _unseen_days(seen, by) for by in {by for _pk, _period, by in counted}}
    return sorted({pk for pk, period, by in counted if any(map(period.holds, days[by]))})


def _columns_in(
    rows: list[GovernorReport], days: dict[str, Period]
) -> set[tuple[int, Period, int]]:
    """The columns of the editions of these reports: of which, on which days, and who counted it.
    One that stays as it was published was not counted by the drafter of the report."""
    editions = Edition.objects.filter(report__in=[row.pk for row in rows]).order_by()
    return {
        (report, days[code], by)
        for report, counted in editions.values_list("report", "data__counted_by")
        for code, members in (counted or {}).items()
        if code in days
        for by in members
    }


def _unseen_days(seen: QuerySet[Incident], drafter_id: int) -> list[date]:
    """The days of the cases that the drafter may see, or could when they counted, beside those that
    are `seen`."""
    drafter = schools.actor_as_before(schools.members().get(pk=drafter_id))
    counted = incidents.seen_with(drafter)
    unseen = counted.exclude(pk__in=seen.order_by().values("pk")).order_by()
    return list(unseen.values_list("happened_on", flat=True))


def drafter_of(membership_id: int) -> Actor | None:
    """For whom a report of this drafter is counted: what they may see or, when they no longer read
    the log, what they could see as they drafted. Never what a headteacher sees beside that: it is
    for the annex. None for somebody who never drafted reports."""
    own = schools.members().get(pk=membership_id)
    now, before = schools.actor_of(own), schools.actor_as_before(own)
    if now.has_role(*incidents.LOG_ROLES):
        return now
    return replace(before, roles=before.roles & _DRAFTING) if before.roles & _DRAFTING else None


def workable_by(actor: Actor) -> QuerySet[GovernorReport]:
    """Visible reports that this actor works on, and does not only read: with drafts and notes."""
    works = actor.can(Permission.REPORT_DRAFT) or actor.can(Permission.REPORT_APPROVE)
    return visible_to(actor) if works else visible_to(actor).filter(part=Part.ANNEX)


def waiting_for(actor: Actor) -> QuerySet[GovernorReport]:
    """Reports that wait for this actor: to approve, to publish, or sent back to them."""
    rule = _NONE
    if actor.can(Permission.REPORT_APPROVE):
        rule |= Q(status=ReportStatus.READY) & ~Q(drafted_by=actor.membership_id)
        rule |= Q(status=ReportStatus.APPROVED)
    rule |= Q(
        drafted_by=actor.membership_id, status__in=[ReportStatus.DRAFT, ReportStatus.APPROVED]
    )
    return visible_to(actor).filter(rule, part=Part.MAIN)


def published_for(actor: Actor) -> QuerySet[GovernorReport]:
    """Published reports this actor may read, those that are being corrected among them."""
    return visible_to(actor).filter(pk__in=Publication.objects.values("report"))


def editions_for(actor: Actor, report: GovernorReport) -> QuerySet[Edition]:
    """Editions of a report the actor may see, newest first, without their bytes: all of them for
    who drafts or approves, else those that were published."""
    rows = Edition.objects.filter(report=report).order_by("-number")
    rows = rows.select_related("built_by", "publication")
    if not workable_by(actor).filter(pk=report.pk).exists():
        rows = rows.filter(pk__in=Publication.objects.filter(report=report).values("edition"))
    return rows.defer("pdf", "data")


def publications(report: GovernorReport) -> list[Publication]:
    """What was published of a report, the oldest first: the last one is what stands now."""
    rows = Publication.objects.filter(report=report).select_related("edition")
    return list(rows.defer("edition__pdf", "edition__data").order_by("pk"))


def is_published(report: GovernorReport) -> bool:
    """Whether anything of a report was published: what is built next corrects it."""
    return bool(Publication.objects.filter(report_id=report.pk).exists())


def edition_data(edition: Edition) -> Edition:
    """The same edition with its data, still without the bytes of its PDF."""
    return Edition.objects.defer("pdf").get(pk=edition.pk)


def newest_edition(report: GovernorReport) -> Edition | None:
    """The edition that was built last, with its data."""
    return _light(report).last()


def texts_of(report: GovernorReport) -> dict[str, str]:
    """The words of each section as they are now; sections without words are left out."""
    rows = SectionWords.objects.filter(report=report).exclude(text="")
    found = dict(rows.values_list("section", "text"))
    return {key: found[key] for key in TEXTS if key in found}


def words_of(report: GovernorReport) -> dict[str, SectionWords]:
    """The rows of the words, with who wrote last."""
    rows = SectionWords.objects.filter(report=report).select_related("changed_by")
    return {row.section: row for row in rows}


def current_edition(report: GovernorReport) -> Edition | None:
    """The newest draft edition, if it has the report's words as they are now; only one that was
    built for its present drafter and, of a correction, since the correction began."""
    rows = _light(report).filter(final=False, built_at__gte=report.drafted_at)
    if report.corrected_at is not None:
        rows = rows.filter(built_at__gte=report.corrected_at)
    newest = rows.last()
    same = newest is not None and newest.words_by_section == texts_of(report)
    return newest if same else None


def final_edition(report: GovernorReport) -> Edition | None:
    """The edition made for the present approval; None while there is none."""
    if report.approved_at is None:
        return None
    return _light(report).filter(final=True, built_at__gte=report.approved_at).last()


def _light(report: GovernorReport) -> QuerySet[Edition]:
    return Edition.objects.filter(report=report).defer("pdf")


def published_data() -> list[tuple[int, dict[str, Any]]]:
    """The data of everything that has been published, each with the id of its report, in the order
    of its publication. Who counted an edition that does not say so: the drafter of its report.

    A term once published stays as it was published. Were it counted again later, the difference
    between two reports could tell of a single case. A report that is corrected replaces its own.
    """
    rows = Edition.objects.filter(publication__isnull=False, report__part=Part.MAIN)
    facts = rows.order_by("publication__pk").values_list("report", "report__drafted_by", "data")
    return [(report, {"counted_by": _all_by(by, data), **data}) for report, by, data in facts]


def _all_by(member: int, data: dict[str, Any]) -> dict[str, list[int]]:
    columns = (*data["columns"], *data.get("trend", ()))
    return {column["term"]: [member] for column in columns}


def previous(actor: Actor, report: GovernorReport) -> Edition | None:
    """The final edition of the published report of the time before that the actor may see, with
    its data: what the words of this one are written beside."""
    rows = published_for(actor).filter(part=Part.MAIN, span=report.span)
    published = rows.filter(term__starts_on__lt=report.term.starts_on).first()
    if published is None:
        return None
    found: Edition = Edition.objects.defer("pdf").get(pk=publications(published)[-1].edition_id)
    return found


@dataclass(frozen=True)
class Time:
    """A term, or the school year whose last term it is: what a report can be begun for."""

    term: Term
    span: Span

    @property
    def code(self) -> str:
        return code_of(self.term, self.span)

    def __str__(self) -> str:
        return name_of(self.term, self.span)


def times_without_report(day: date) -> list[Time]:
    """Terms that have begun by the day, and school years whose last term is over by then, of
    which there is no report, whoever may see one; newest first."""
    taken = set(GovernorReport.objects.filter(part=Part.MAIN).values_list("term", "span"))
    begun = schools.terms().filter(starts_on__lte=day).reverse()
    return [time for time in _times(begun, day) if (time.term.pk, time.span) not in taken]


def _times(terms: QuerySet[Term], day: date) -> list[Time]:
    found = []
    for term in terms:
        if term.number == _LAST_TERM and term.ends_on < day:
            found.append(Time(term, Span.YEAR))
        found.append(Time(term, Span.TERM))
    return found


def times_without_annex(actor: Actor) -> list[Time]:
    """Terms and school years with a main report that this member has made no annex for."""
    rows = GovernorReport.objects.select_related("term").order_by("-term__starts_on", "-span")
    mine = rows.filter(part=Part.ANNEX, drafted_by=actor.membership_id)
    taken = set(mine.values_list("term", "span"))
    main = [Time(r.term, Span(r.span)) for r in rows.filter(part=Part.MAIN)]
    return [time for time in main if (time.term.pk, time.span) not in taken]


def days_of(report: GovernorReport) -> tuple[date, date]:
    """The first and the last day of the report's term or school year."""
    first = report.term.starts_on
    if report.span == Span.YEAR:
        terms = schools.terms().filter(academic_year=report.term.academic_year)
        first = terms.values_list("starts_on", flat=True)[0]
    return first, report.term.ends_on


def governors() -> QuerySet[Membership]:
    """Everyone a published report is for."""
    return schools.holders(*GOVERNOR_ROLES)


def unfinished(day: date) -> list[GovernorReport]:
    """Main reports of terms that were over before the day, and were never published."""
    rows = GovernorReport.objects.filter(part=Part.MAIN, published_at__isnull=True)
    return list(rows.filter(term__ends_on__lt=day).select_related("term"))


def standing() -> list[Publication]:
    """What stands published now: the last publication of each report."""
    last = Publication.objects.order_by().values("report").annotate(last=Max("pk"))
    rows = Publication.objects.filter(pk__in=last.values("last"))
    return list(rows.select_related("report").order_by("pk"))
