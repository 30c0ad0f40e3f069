"""What a notice says and where it leads, and the words about absences."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.notices import kinds, queries
from esafety.notices.cover import Gap
from esafety.notices.models import Absence, Notice, NoticeSettings
from esafety.schools import queries as schools
from esafety.schools.models import Membership, School

PER_PAGE = 25


@dataclass(frozen=True)
class Line:
    """One notice for a page or a mail: a kind's words, a reference and an address, no more."""

    notice: Notice
    words: Any
    reference: str
    url: str


def line(notice: Notice, school: School) -> Line:
    """The words and page of the kind; what no app knows any more leads to the list of notices."""
    try:
        kind = kinds.kind_of(notice.kind)
    except kinds.UnknownNoticeKind:
        url = reverse("notices:notices", args=[school.slug])
        return Line(notice, _("Something to look at"), "", url)
    return Line(notice, kind.words, kind.called(notice.object), kind.url(school, notice.object))


@dataclass(frozen=True)
class StoodIn:
    """One absence in which the reader stands in, and what waits meanwhile."""

    absence: Absence
    lines: list[Line]


def stood_in(actor: Actor, school: School) -> list[StoodIn]:
    """The absences, not passed, in which the actor stands in; for one that has begun also what
    waits, as far as it exists for the actor."""
    today = schools.local_today(school)
    return [
        StoodIn(absence, _waiting(absence, actor, school) if absence.covers(today) else [])
        for absence in queries.standing_in(actor, today)
    ]


def _waiting(absence: Absence, actor: Actor, school: School) -> list[Line]:
    return [line(one, school) for one in queries.waiting_for(absence.member, actor)]


def page_of(notices: list[Notice], number: str) -> Page[Notice]:
    """That page of the notices; the first or the last for a number that is none of theirs."""
    return Paginator(notices, PER_PAGE).get_page(number)


def paging(page: Page[Notice]) -> dict[str, str]:
    """What components/pagination.html asks for; nothing where one page holds all."""
    if not page.has_other_pages():
        return {}
    counts = {"first": page.start_index(), "last": page.end_index(), "all": page.paginator.count}
    return {
        "count": _("Notices %(first)d to %(last)d of %(all)d") % counts,
        "previous": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "next": f"?page={page.next_page_number()}" if page.has_next() else "",
    }


def wishes(row: NoticeSettings) -> dict[str, Any]:
    """The member's choice, as the form shows it."""
    names = ("mail", "quiet_from", "quiet_until", "quiet_days", "digest_at")
    return {name: getattr(row, name) for name in names}


def gaps_for(actor: Actor, school: School) -> list[str]:
    """When no DSL or deputy DSL is there, in sentences, for those who can mend it."""
    if not (actor.can(Permission.MEMBERS_MANAGE) or actor.can(Permission.INCIDENT_PROTECT)):
        return []
    return [_gap(gap, stand_ins) for gap, stand_ins in queries.safeguarding_gaps(school)]


def _gap(gap: Gap, stand_ins: list[Membership]) -> str:
    when = _days(gap)
    if not stand_ins:
        return _("%(when)s: nobody stands in.") % {"when": when}
    names = ", ".join(member.display_name for member in stand_ins)
    return _("%(when)s: %(names)s stands in, without the role of a deputy DSL.") % {
        "when": when,
        "names": names,
    }


def _days(gap: Gap) -> str:
    last = date_format(gap.last, "l j F Y")
    if gap.first == gap.last:
        return last
    return _("%(first)s to %(last)s") % {"first": date_format(gap.first, "l j F"), "last": last}
