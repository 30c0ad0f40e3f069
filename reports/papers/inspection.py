"""The inspection pack: what an inspector asks of online safety, without the name of anybody."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from esafety import copies
from esafety.access.actor import Actor
from esafety.schools import queries as schools
from incidents import permissions
from incidents import queries as incidents
from incidents.chronology import others
from incidents.log.filters import NOT_COUNTED
from incidents.models import Incident, InvolvedPerson, Sheet
from incidents.sheets import queries as sheets
from incidents.sheets.choices import SheetKind
from incidents.sheets.kinds import KINDS
from incidents.sheets.presenters import value
from reports.models import Paper
from reports.papers import bullying, bullying_counts, school_record, spans
from reports.papers.layout import Part, Table, draw
from reports.papers.layout import Sheet as Document

HARASSMENT = ("bullying", "hate")


def check(actor: Actor, _asked: Any) -> None:
    """Those who may take copies of the log."""
    permissions.check_can_export(actor)


def show(paper: Paper, actor: Actor, made_at: datetime) -> tuple[str, Sequence[int]]:
    """The HTML, and the ids of the incidents that it shows or counts."""
    first = date.fromisoformat(paper.asked["since"])
    today = schools.local_today(paper.school)
    last = min(date.fromisoformat(paper.asked["until"]), today)
    found = _referrals(actor, first, last)
    cases = [sheet.incident_id for sheet in found]
    counted = bullying_counts.read(actor, first, last, HARASSMENT)
    named = paper.asked["references"] == "yes"
    document = Document(
        title=_("Online safety: pack for an inspection"),
        about=_(
            "%(days)s, of the incidents that %(reader)s may see. It names no pupil and no parent; "
            "staff are named where they acted in their role. Small numbers are shown as they are, "
            "so it is for inspectors and not for publication."
        )
        % {"days": spans.words(first, last), "reader": paper.requested_by.display_name},
        mark=copies.MARK,
        parts=[
            _referral_part(actor, found, references=named),
            *_harassment(counted.cells),
            *school_record.parts(paper.school, actor, first, last),
        ],
    )
    return draw(document, paper, made_at), sorted({*cases, *counted.incidents})


def _referrals(actor: Actor, first: date, last: date) -> list[Sheet]:
    """Referrals and decisions not to refer of these days, oldest first, as they stand."""
    rows = sheets.register_of(actor, SheetKind.REFERRAL)
    rows = rows.exclude(incident__status__in=NOT_COUNTED)
    days = (first.isoformat(), last.isoformat())
    return sorted(
        (one for one in rows if days[0] <= one.facts.get("on", "") <= days[1]),
        key=lambda one: (one.facts["on"], one.pk),
    )


def _referral_part(actor: Actor, found: list[Sheet], *, references: bool) -> Part:
    """How often to whom, then each with its reason; names in the reasons are masked."""
    kind = KINDS[SheetKind.REFERRAL]
    facts = {one.name: one for one in kind.facts}

    def words(sheet: Sheet, name: str) -> str:
        return value(kind, facts[name], sheet.facts, {})

    counts = Counter((words(one, "to"), words(one, "decision")) for one in found)
    written = [words(one, "reason") for one in found] + [words(one, "answer") for one in found]
    masker = others.masker_for(_with_people(actor, found), written)
    numbers = {pk: n for n, pk in enumerate(dict.fromkeys(s.incident_id for s in found), start=1)}
    rows = [
        [
            one.incident.reference
            if references
            else _("Case %(n)s") % {"n": numbers[one.incident_id]},
            _day(one.facts["on"]),
            words(one, "to"),
            words(one, "decision"),
            masker.text(words(one, "reason"), one.incident_id),
            masker.text(words(one, "answer"), one.incident_id),
        ]
        for one in found
    ]
    head = [_("Case"), _("Day"), _("To whom"), _("Decision"), _("Reason"), _("Their answer")]
    lines = [[*pair, str(number)] for pair, number in sorted(counts.items())]
    return Part(
        _("Referrals, and decisions not to refer"),
        [_("A decision not to refer is recorded as well, with its reason.")],
        [
            Table(_("How many"), [_("To whom"), _("Decision"), _("Number")], lines, numbers=False),
            Table(_("Each with its reason"), head, rows, numbers=False, codes=True),
        ],
    )


def _with_people(actor: Actor, found: list[Sheet]) -> list[Incident]:
    people = Prefetch("involved", InvolvedPerson.objects.select_related("person"))
    rows = incidents.visible_to(actor).filter(pk__in=[one.incident_id for one in found])
    return list(rows.prefetch_related(people).order_by("pk"))


def _harassment(cells: dict[str, int]) -> list[Part]:
    """Bullying, harassment and hate material, analysed as in the yearly report but uncovered."""
    return [
        Part(_("Bullying and harassment: %(what)s") % {"what": part.title}, tables=part.tables)
        for part in bullying.parts(cells)
    ]


def _day(iso: str) -> str:
    return date_format(date.fromisoformat(iso), "j M Y")
