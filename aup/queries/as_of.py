"""Which agreement held for somebody on a day, and whether it was signed then: for a record of what
happened on that day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from aup import audiences, states
from aup.choices import IN_ORDER, Audience, ParentsNeeded
from aup.models import AgreementSettings, AgreementVersion, Answer
from aup.queries.asking import tied
from aup.states import Said
from esafety.people.models import Guardianship, Person
from esafety.signatures.choices import Part


@dataclass(frozen=True)
class Held:
    """The version in force on a day. `signed`: everybody who must had signed it by the end of that
    day, or an earlier one after which only smaller changes came; `earlier`: the number of an
    earlier version that they had signed instead, 0 for none. `that_day`: it was signed, refused or
    taken back on the day itself, so that the hour decides."""

    version: AgreementVersion
    signed: bool
    earlier: int = 0
    that_day: bool = False


class Signed:
    """Answers for these people, whatever day is asked for: two queries, and a third where the
    school wants all parents (who they are is known only as of now)."""

    def __init__(self, people: Iterable[Person]) -> None:
        numbers = {0, *(person.pk for person in people)}  # with nobody it asks the same
        wants_all = AgreementSettings.objects.filter(parents_needed=ParentsNeeded.ALL)
        rows = AgreementVersion.objects.select_related("agreement")
        versions = list(rows.annotate(wants_all=Exists(wants_all)).order_by("agreement", "number"))
        self._versions: dict[str, list[AgreementVersion]] = defaultdict(list)
        for one in versions:
            self._versions[one.agreement.audience].append(one)
        self._said = _answers(numbers)
        self._parents: dict[int, list[int]] = defaultdict(list)
        if versions and versions[0].wants_all:
            self._parents |= _parents(numbers)

    def on(self, person: Person, audience: Audience | None, day: date) -> list[Held]:
        """What held on a day for somebody who was then of this audience; before the first version
        took effect, the first."""
        versions = self._versions.get(audience, []) if audience else []
        kept = defaultdict(list)
        for one in versions:
            kept[one.agreement_id].append(one)
        return [self._held(person, rows, day) for rows in kept.values()]

    def _held(self, person: Person, versions: list[AgreementVersion], day: date) -> Held:
        begun = [one for one in versions if one.effective_from <= day] or versions[:1]
        current, last = begun[-1], self._last_signed(person, begun, day)
        before = self._last_signed(person, begun, day - timedelta(days=1))
        if last is None:
            return Held(current, signed=False, that_day=before is not None)
        since = [one for one in begun if one.number > last.number]
        return Held(
            current,
            signed=not any(one.material for one in since),
            earlier=0 if last == current else last.number,
            that_day=last != before,
        )

    def _last_signed(
        self, person: Person, versions: list[AgreementVersion], day: date
    ) -> AgreementVersion | None:
        """The newest of these versions that was signed at the end of a day."""
        signed = [one for one in versions if self._is_signed(person, one, day)]
        return signed[-1] if signed else None

    def _is_signed(self, person: Person, version: AgreementVersion, day: date) -> bool:
        said = [
            replace(one, gone=tie_ended is not None and tie_ended <= day)
            for at, tie_ended, one in self._said.get((person.pk, version.pk), [])
            if at <= day
        ]
        needed = audiences.PARTS[Audience(version.agreement.audience)]
        parents = self._parents.get(person.pk, [])
        return states.state_of(needed, said, parents=parents) in IN_ORDER


def _answers(people: set[int]) -> dict[tuple[int, int], list[tuple[date, date | None, Said]]]:
    """What each said to a version, with its day: what was signed on paper counts from the day on
    the form, whenever it was entered. With the day on which a parent's tie to the child ended."""
    found: dict[tuple[int, int], list[tuple[date, date | None, Said]]] = defaultdict(list)
    tie = Guardianship.objects.filter(child=OuterRef("ask__subject"), guardian=OuterRef("person"))
    rows = Answer.objects.filter(ask__subject__in=people).order_by("pk")
    rows = rows.annotate(tie_ended=Subquery(tie.values("ended_on")[:1]))
    columns = ("ask__subject", "ask__version", "part", "kind", "person")
    days = ("answered_at", "day_on_paper", "tie_ended")
    for subject, version, part, kind, who, at, written, ended in rows.values_list(*columns, *days):
        day = written or timezone.localtime(at).date()
        found[subject, version].append((day, ended, Said(Part(part), kind, who or 0)))
    return found


def _parents(people: set[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    ties = tied().filter(child__in=people)
    for child, guardian in ties.order_by("pk").values_list("child", "guardian"):
        found[child].append(guardian)
    return found
