"""What hangs from the incidents, as codes: referrals, actions, tasks and decisions by the grid."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from incidents.choices import EntryKind, ImmediateAction
from incidents.models import Entry, Incident, Measure, Sheet, Task
from incidents.models.sanctions import Decision
from incidents.sheets.choices import SheetKind
from incidents.sheets.kinds.outside import Agency, Decided
from incidents.tasking.choices import TaskState

NOT_REFERRED, ADVICE, UNSAID = "not_referred", "advice", "police_ceop"
LATE = "late"
# Entries of the chronology that say the same as a sheet about a referral.
_REFERRALS = {
    ImmediateAction.REFERRED_LA.value: Agency.LOCAL_AUTHORITY.value,
    ImmediateAction.POLICE_CEOP.value: UNSAID,
    ImmediateAction.ADVICE.value: ADVICE,
}


@dataclass(frozen=True)
class Measured:
    """One action of a decision: what the school calls it, whether the grid proposed it, and
    whether it was taken."""

    grid: str
    code: str
    words: str
    proposed: bool
    taken: bool

    @property
    def key(self) -> str:
        """The action in figures; one code means different things in different grids."""
        return f"{self.grid}.{self.code}"


@dataclass(frozen=True)
class Verdict:
    """One decision by a grid that nothing was decided in place of; each action in it once."""

    measures: tuple[Measured, ...] = ()

    @property
    def departs(self) -> bool:
        return any(one.proposed != one.taken for one in self.measures)


@dataclass(frozen=True)
class Attached:
    """All of it, by the id of the incident."""

    referrals: dict[int, frozenset[str]]
    acts: dict[int, frozenset[str]]
    tasks: dict[int, list[str]]
    verdicts: dict[int, list[Verdict]]


def to(incidents: QuerySet[Incident], today: date) -> Attached:
    """Read with five queries. A task still open is late once its day is over."""
    ids = incidents.values("pk")
    sheets = _sheets(ids)
    acts = _entries(ids)
    referrals = _referrals(sheets, acts)
    done: dict[int, set[str]] = defaultdict(set)
    for pk, found in acts.items():
        done[pk] |= found - set(_REFERRALS)
    for pk, kind, _to, _decision in sheets:
        if kind != SheetKind.REFERRAL:
            done[pk].add(kind)
    return Attached(
        referrals, {pk: frozenset(x) for pk, x in done.items()}, _tasks(ids, today), _verdicts(ids)
    )


def _sheets(ids: QuerySet[Any]) -> list[tuple[int, str, str, str]]:
    """Incident, kind, and of a referral to whom and what was decided: the last revision of each."""
    names = ("incident", "kind", "number", "revision", "facts__to", "facts__decision")
    newest: dict[tuple[int, str, int], tuple[int, str, str]] = {}
    for pk, kind, number, revision, to, decision in Sheet.objects.filter(
        incident__in=ids
    ).values_list(*names):
        if revision > newest.get((pk, kind, number), (0, "", ""))[0]:
            newest[pk, kind, number] = (revision, to or "", decision or "")
    return [(pk, kind, to, what) for (pk, kind, _n), (_r, to, what) in newest.items()]


def _entries(ids: QuerySet[Any]) -> dict[int, set[str]]:
    rows = Entry.objects.filter(incident__in=ids, kind=EntryKind.ACTION).exclude(action="")
    found: dict[int, set[str]] = defaultdict(set)
    for pk, action in rows.order_by().values_list("incident", "action"):
        found[pk].add(action)
    return found


def _referrals(
    sheets: Iterable[tuple[int, str, str, str]], acts: dict[int, set[str]]
) -> dict[int, frozenset[str]]:
    """Agencies referred to, by the sheets and by the chronology; "police or CEOP" only where no
    sheet says which of the two."""
    found: dict[int, set[str]] = defaultdict(set)
    for pk, kind, agency, decision in sheets:
        if kind != SheetKind.REFERRAL:
            continue
        other = {Decided.NOT_REFERRED.value: NOT_REFERRED, Decided.ADVICE.value: ADVICE}
        found[pk].add(other.get(decision, agency))
    for pk, actions in acts.items():
        said = {_REFERRALS[action] for action in actions if action in _REFERRALS}
        if found[pk] & {Agency.POLICE.value, Agency.CEOP.value}:
            said.discard(UNSAID)
        found[pk] |= said
    return {pk: frozenset(codes) for pk, codes in found.items() if codes}


def _tasks(ids: QuerySet[Any], today: date) -> dict[int, list[str]]:
    """The state of each task; an open one that is late says so instead."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = Task.objects.filter(incident__in=ids).order_by()
    for pk, state, due_on in rows.values_list("incident", "state", "due_on"):
        found[pk].append(LATE if state == TaskState.OPEN and due_on < today else state)
    return found


def _verdicts(ids: QuerySet[Any]) -> dict[int, list[Verdict]]:
    """The present decisions about people on the record; what is not of the grid in somebody's own
    words is counted under its code alone."""
    rows = Decision.objects.filter(
        incident__in=ids, involved__removed_at=None, replaced_by=None
    ).order_by("pk")
    heads = list(rows.values_list("pk", "incident", "grid"))
    grids = {pk: grid for pk, _incident, grid in heads}
    measures: dict[int, dict[str, Measured]] = defaultdict(dict)
    fields = ("decision", "code", "words", "proposed", "taken")
    those = Measure.objects.filter(decision__in=rows.order_by().values("pk"))
    for pk, code, words, proposed, taken in those.order_by("pk").values_list(*fields):
        before = measures[pk].get(code)
        if before is not None:
            proposed, taken = proposed or before.proposed, taken or before.taken
        measures[pk][code] = Measured(grids[pk], code, words, proposed, taken)
    found: dict[int, list[Verdict]] = defaultdict(list)
    for pk, incident, _grid in heads:
        found[incident].append(Verdict(tuple(measures[pk].values())))
    return found
