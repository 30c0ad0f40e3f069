"""The report to senior leaders: every case of a half-term by name, and figures beside them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from esafety import copies
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from incidents import permissions
from incidents import queries as incidents
from incidents.choices import OPEN
from incidents.log import exports
from incidents.log.exports import Whole
from incidents.log.options import options_of
from incidents.models import Incident
from reports.models import Paper
from reports.papers import spans, standing
from reports.papers.layout import Part, Sheet, Table, draw

MOST = 600
"""Cases in one report: each is a short row, and the whole is held in memory while it is made."""


def check(actor: Actor, asked: Any) -> None:
    """Those who may take copies of the log, for no more cases than one report holds."""
    permissions.check_can_export(actor)
    within, before = _cases(actor, *_days(asked))
    if within.count() + before.count() > MOST:
        words = _("This report holds up to %(most)s incidents. Choose fewer days.")
        raise Refused(words % {"most": MOST})


def show(paper: Paper, actor: Actor, made_at: datetime) -> tuple[str, Sequence[int]]:
    """The HTML of what the actor may see now, and the ids of the incidents in it."""
    first, last = _days(paper.asked)
    within, before = _cases(actor, first, last)
    options = options_of(paper.school)
    late = standing.late(actor, paper.school, made_at)
    decided = standing.decided(actor, within) | standing.decided(actor, before)
    new, old = list(exports.wholes(within, options)), list(exports.wholes(before, options))
    sheet = Sheet(
        title=_("Online safety: report to senior leaders"),
        about=_(
            "Incidents of %(days)s that the reader may see, with names. Keep it as safe as the log "
            "itself, show it to nobody who is not a senior leader, and destroy it after use."
        )
        % {"days": spans.words(first, last)},
        mark=copies.MARK,
        named=True,
        wide=True,
        parts=[
            Part(_("In numbers"), tables=_figures(new, old, late)),
            Part(_("Incidents of these days"), tables=[_table(new, late, decided)]),
            Part(_("Still open from before"), tables=[_table(old, late, decided)]),
        ],
    )
    return draw(sheet, paper, made_at), [case.row["pk"] for case in (*new, *old)]


def _days(asked: Any) -> tuple[date, date]:
    return date.fromisoformat(asked["since"]), date.fromisoformat(asked["until"])


def _cases(actor: Actor, first: date, last: date) -> tuple[QuerySet[Incident], QuerySet[Incident]]:
    """The incidents of these days, and those of earlier days that are still open."""
    seen = incidents.visible_to(actor)
    within = seen.filter(happened_on__range=(first, last))
    before = seen.filter(happened_on__lt=first, status__in=OPEN)
    return within.order_by("happened_on", "reference"), before.order_by("happened_on", "reference")


def _figures(new: list[Whole], old: list[Whole], late: standing.Words) -> list[Table]:
    """Plain counts, not made safe: whoever reads them reads the names below."""
    still = [case for case in new if case.row["status"] in OPEN]
    overdue = sum(case.row["pk"] in late for case in (*new, *old))
    lines = [
        (_("Incidents of these days"), len(new)),
        (_("Of these still open"), len(still)),
        (_("Still open from before"), len(old)),
        (_("With something overdue"), overdue),
    ]
    types = Counter(one for case in new for one in case.types.split("; ") if one)
    places = Counter(case.place.partition(",")[0] for case in new if case.place)
    states = Counter(case.state for case in new)
    return [
        _counts(_("Incidents"), lines),
        _counts(_("By type; an incident can be of several"), types.most_common()),
        _counts(_("By place"), places.most_common()),
        _counts(_("By state"), states.most_common()),
    ]


def _counts(caption: str, lines: Iterable[tuple[str, int]]) -> Table:
    rows = [[label, str(number)] for label, number in lines]
    return Table(caption, [_("What is counted"), _("Number")], rows)


def _table(cases: list[Whole], late: standing.Words, decided: standing.Words) -> Table:
    head = [
        _("Incident"), _("People"), _("Types"), _("Where"), _("State, and who has it"),
        _("What was decided"), _("Overdue"),
    ]  # fmt: skip
    rows = [
        [
            f"{case.reference}\n{case.when}",
            "\n".join(_person(who) for who in case.people),
            case.types,
            case.place,
            f"{case.state}\n{case.handler or _('nobody has it')}",
            "\n".join(filter(None, [case.outcome, *decided.get(case.row["pk"], [])])),
            "\n".join(late.get(case.row["pk"], [])),
        ]
        for case in cases
    ]
    return Table(_("One row for each incident"), head, rows, numbers=False, codes=True)


def _person(who: Any) -> str:
    part = who.part_title.removesuffix(f" ({who.part})") or who.part
    detail = ", ".join(filter(None, [who.detail, part]))
    return f"{who.name} ({detail})" if detail else str(who.name)
