"""Who has and has not signed an agreement, person by person, on paper."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aup import queries as agreements
from aup.choices import IN_ORDER, AskState
from aup.queries import coverage as aup
from esafety.access.actor import Actor
from esafety.access.permissions import Permission
from esafety.access.refused import Refused, require
from esafety.schools import queries as schools
from reports.models import Paper
from reports.papers.layout import Part, Sheet, Table, draw

WORDS = {
    aup.NOT_ASKED: gettext_lazy("Not asked"),
    aup.NEW_VERSION: gettext_lazy("To be asked for the new version"),
}


def check(actor: Actor, asked: Any) -> None:
    """Those who look after who has signed; an agreement of this school."""
    require(actor, Permission.AGREEMENT_COVERAGE, _("You cannot print who has signed."))
    if not agreements.agreements().filter(code=asked["agreement"]).exists():
        raise Refused(_("This agreement was not found."))


def show(paper: Paper, _actor: Actor, made_at: datetime) -> tuple[str, Sequence[int]]:
    """The HTML: a part for each class or kind of person. No incident is in it."""
    code, left = paper.asked["agreement"], paper.asked.get("left") == "yes"
    agreement = agreements.agreements().get(code=code)
    rows = list(aup.listed(schools.local_today(paper.school), code))
    signed = sum(one.standing in IN_ORDER for one in rows)
    shown = [one for one in rows if not left or one.standing not in IN_ORDER]
    numbers = {"signed": signed, "people": len(rows)}
    sheet = Sheet(
        title=_("Who has signed: %(title)s") % {"title": agreement.title},
        about=_("%(signed)s of %(people)s have signed.") % numbers
        + (" " + _("Only those who have not are listed.") if left else ""),
        mark=paper.school.handling_mark or "OFFICIAL",
        parts=[
            Part(name, tables=[_table(those)])
            for name, those in groupby(shown, key=lambda one: one.group)
        ],
    )
    return draw(sheet, paper, made_at), []


def _table(those: Iterable[aup.Listed]) -> Table:
    rows = [[one.person.name, standing(one.standing)] for one in those]
    return Table("", [_("Name"), _("How it stands")], rows, numbers=False)


def standing(code: str) -> str:
    """How it stands with one person, in words."""
    return str(WORDS.get(code) or AskState(code).label)
