"""Reads about reports. Everything starts from `visible_to`: the one visibility rule."""

from datetime import date

from django.db.models import Q, QuerySet

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.roles import Role
from esafety.people.models import Person
from esafety.people.names import words
from esafety.schools import queries as schools
from esafety.schools.models import Membership, Term
from incidents import queries as incidents
from reports.choices import Part, ReportStatus
from reports.figures.periods import Period, periods_for
from reports.models import Edition, GovernorReport

_NONE = Q(pk=None)
GOVERNOR_ROLES = (Role.GOVERNOR, Role.ESAFETY_GOVERNOR, Role.CHAIR)


def visible_to(actor: Actor) -> QuerySet[GovernorReport]:
    """The reports that exist for this actor, newest term first.

    Drafters and approvers see main reports, others who read reports the published ones. An annex
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
        return Q(part=Part.MAIN, status=ReportStatus.PUBLISHED)
    return _NONE


def _telling(actor: Actor) -> list[int]:
    """Main reports that count a case which the actor, a reader of the log, may not see.

    A headteacher sees every case that a drafter may count, so there is nothing to look for.
    """
    if actor.has_role(Role.HEAD) or not actor.has_role(*incidents.LOG_ROLES):
        return []
    others = GovernorReport.objects.filter(part=Part.MAIN).exclude(drafted_by=actor.membership_id)
    rows = list(others.select_related("term"))
    terms = list(schools.terms()) if rows else []
    days = {pk: _unseen_days(actor, pk) for pk in {row.drafted_by_id for row in rows}}
    return [
        row.pk for row in rows if _counts_any(periods_for(row.term, terms), days[row.drafted_by_id])
    ]


def _unseen_days(actor: Actor, drafter_id: int) -> list[date]:
    """The days of the cases that the drafter may see and the actor may not."""
    drafter = drafter_of(drafter_id)
    if drafter is None:
        return []
    seen = incidents.visible_to(actor).values("pk")
    unseen = incidents.visible_to(drafter).exclude(pk__in=seen).order_by()
    return list(unseen.values_list("happened_on", flat=True))


def _counts_any(periods: list[Period], days: list[date]) -> bool:
    return any(period.holds(day) for period in periods for day in days)


def drafter_of(membership_id: int) -> Actor | None:
    """Who counts for a report of this drafter: they themselves or, when they no longer read the
    log, a headteacher, who sees all that they could have counted."""
    own = schools.current_members().filter(pk=membership_id).first()
    actor = schools.actor_of(own) if own else None
    if actor is not None and actor.has_role(*incidents.LOG_ROLES):
        return actor
    head = schools.holders(Role.HEAD).first()
    return schools.actor_of(head) if head else None


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
    """Published reports this actor may read."""
    return visible_to(actor).filter(status=ReportStatus.PUBLISHED)


def editions_for(actor: Actor, report: GovernorReport) -> QuerySet[Edition]:
    """Editions of a report the actor may see, newest first, without their bytes: all of them for
    who drafts or approves, else the published one alone."""
    rows = Edition.objects.filter(report=report).order_by("-number").select_related("built_by")
    if not workable_by(actor).filter(pk=report.pk).exists():
        final = final_edition(report)
        rows = rows.filter(pk=final.pk if final else None)
    return rows.defer("pdf", "data")


def edition_data(edition: Edition) -> Edition:
    """The same edition with its data, still without the bytes of its PDF."""
    return Edition.objects.defer("pdf").get(pk=edition.pk)


def current_edition(report: GovernorReport) -> Edition | None:
    """The newest draft edition, if it has the report's words as they are now."""
    newest = _light(report).filter(final=False).last()
    return newest if newest is not None and newest.words == report.words else None


def final_edition(report: GovernorReport) -> Edition | None:
    """The edition made for the present approval; None while there is none."""
    if report.approved_at is None:
        return None
    return _light(report).filter(final=True, built_at__gte=report.approved_at).last()


def _light(report: GovernorReport) -> QuerySet[Edition]:
    return Edition.objects.filter(report=report).defer("pdf")


def published_column(code: str, *, but: GovernorReport) -> dict[str, object] | None:
    """What has been published of a term, in the first report that did so; None: nothing yet.

    A term once published stays as it was published. Were it counted again later, the difference
    between two reports could tell of a single case.
    """
    rows = Edition.objects.filter(
        final=True, report__part=Part.MAIN, report__status=ReportStatus.PUBLISHED
    ).exclude(report=but.pk)
    for edition in rows.defer("pdf").order_by("report__published_at", "pk"):
        for column in edition.data["columns"]:
            if column["term"] == code:
                return dict(column)
    return None


def terms_without_report(actor: Actor, day: date) -> list[Term]:
    """Terms that have begun by the day, newest first, whose report this actor could begin."""
    taken = visible_to(actor).filter(part=Part.MAIN).values("term")
    return list(schools.terms().filter(starts_on__lte=day).exclude(pk__in=taken).reverse())


def terms_without_annex(actor: Actor) -> list[Term]:
    """Terms with a main report that this member has made no annex for, newest first."""
    mine = GovernorReport.objects.filter(part=Part.ANNEX, drafted_by=actor.membership_id)
    main = GovernorReport.objects.filter(part=Part.MAIN).values("term")
    return list(schools.terms().filter(pk__in=main).exclude(pk__in=mine.values("term")).reverse())


def governors() -> QuerySet[Membership]:
    """Everyone a published report is for."""
    return schools.holders(*GOVERNOR_ROLES)


def names_in(text: str) -> list[str]:
    """Last names of the directory that stand in the text, as words with a capital letter (or of a
    writing that has none), and first and last names that stand there together in any way. Sorted.
    """
    capital = {w for each in text.split() if _may_be_name(each) for w in words(each)}
    plain = f" {' '.join(words(text))} "
    found = set()
    for first, last in Person.objects.values_list("first_name", "last_name").distinct():
        surname, full = words(last), words(f"{first} {last}")
        alone = set(surname) <= capital and f" {' '.join(surname)} " in plain
        if surname and (alone or f" {' '.join(full)} " in plain):
            found.add(last)
    return sorted(found)


def _may_be_name(word: str) -> bool:
    return any(c.isupper() or (c.isalpha() and c.lower() == c.upper()) for c in word)
