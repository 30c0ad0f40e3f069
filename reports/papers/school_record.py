"""What a school can show besides its incidents: training, agreements, policies, filtering, reviews.
Numbers, titles and days; nothing of any case."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aup import coverage_presenters
from aup.queries import coverage
from esafety.access.actor import Actor
from esafety.schools import queries as schools
from esafety.schools.models import School
from policies.documents import queries as documents
from policies.meetings import queries as meetings
from policies.registers.declared import registers
from policies.registers.queries import figures
from policies.training import queries as training
from policies.training.choices import Kind
from reports.log_review import queries as frozen
from reports.papers.layout import Part, Table

FILTERING = ("filtering-checks", "filtering-reviews", "monitoring-reports", "filtering-changes")


def parts(school: School, actor: Actor, first: date, last: date) -> list[Part]:
    """Each register that an inspector asks for, for these days or as it stands today."""
    return [
        _training(first, last),
        _agreements(school),
        _policies(school),
        _filtering(school, first, last),
        _reviews(actor, first, last),
    ]


def _head() -> list[str]:
    return [_("What is counted"), _("Number")]


def _training(first: date, last: date) -> Part:
    found = training.figures(first, last)
    sessions = [[str(kind.label), str(found["sessions"][kind.value])] for kind in Kind]
    rows = [
        *sessions,
        [_("Attended, over all sessions"), str(found["attended"])],
        [_("Staff and governors today"), str(found["members"])],
        [_("Of these with training overdue"), str(found["overdue"])],
    ]
    return Part(_("Training"), tables=[Table(_("Sessions and attendance"), _head(), rows)])


def _agreements(school: School) -> Part:
    today = schools.local_today(school)
    rows = [
        [line.covered.agreement.title, str(line.covered.people), str(line.covered.signed),
         f"{line.percent} %"]
        for line in coverage_presenters.lines(coverage.coverage(today))
    ]  # fmt: skip
    head = [_("Agreement"), _("People"), _("Signed"), _("Share")]
    return Part(_("Agreements"), tables=[Table(_("Who has signed, today"), head, rows)])


def _policies(school: School) -> Part:
    today = schools.local_today(school)
    rows = [
        [one.title, str(one.current_number), _review(one.next_review_on, today)]  # type: ignore[attr-defined]
        for one in documents.published()
    ]
    head = [_("Policy"), _("Revision"), _("Next review")]
    return Part(_("Policies"), tables=[Table(_("In force today"), head, rows, numbers=False)])


def _review(day: date | None, today: date) -> str:
    if day is None:
        return _("No date set")
    words = date_format(day, "j F Y")
    return _("%(day)s: overdue") % {"day": words} if day < today else words


def _filtering(school: School, first: date, last: date) -> Part:
    titles = {one.code: str(one.title) for one in registers()}
    rows = [
        [titles[one.code], str(one.made), str(one.overdue), str(one.missing_weeks)]
        for one in figures.figures(school, first, last)
        if one.code in FILTERING
    ]
    head = [_("Register"), _("Entries"), _("Overdue"), _("Weeks of term without one")]
    return Part(_("Filtering and monitoring"), tables=[Table(_("Of these days"), head, rows)])


def _reviews(actor: Actor, first: date, last: date) -> Part:
    found = meetings.figures(first, last)
    rows = [
        [_("Log reviews held"), str(found["held"]["log_review"])],
        [_("Committee meetings held"), str(found["held"]["committee"])],
        [_("Actions given"), str(found["actions"])],
        [_("Actions answered"), str(found["answered"])],
        [_("Actions late"), str(found["late"])],
    ]
    days = [date_format(one.day, "j F Y") for one in frozen.held_between(actor, first, last)]
    words = [_("Log reviews: %(days)s") % {"days": ", ".join(days)}] if days else []
    title = _("Log reviews and meetings")
    return Part(title, words, [Table(_("Meetings and their actions"), _head(), rows)])
