"""What a file would do: the same plan is shown as the preview and carried out by the job."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from esafety.people.choices import ImportKind, Kind, RowState
from esafety.people.csvfile import Row
from esafety.people.family import Families
from esafety.people.matching import Doubtful, Matcher
from esafety.people.models import Guardianship, Person
from esafety.people.names import search_key

KIND_OF = {
    ImportKind.PUPILS: Kind.PUPIL,
    ImportKind.STAFF: Kind.STAFF,
    ImportKind.GOVERNORS: Kind.GOVERNOR,
}
_DATES = ("date_of_birth", "joined_on", "left_on")
# From the surest way of knowing somebody again to the least sure.
_KEYS = {
    ImportKind.PUPILS: ("upn", "admission_number", "date_of_birth"),
    ImportKind.STAFF: ("email", "staff_number"),
    ImportKind.GOVERNORS: ("email", "last_name"),
}


@dataclass
class Planned:
    """What one row would do."""

    line: int
    values: dict[str, Any]
    state: str = RowState.ERROR
    matched_by: str = ""
    changes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    errors: list[dict[str, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return dict(vars(self))


class Plan:
    """Goes through the rows of a file once; nothing is written to the database here."""

    def __init__(
        self,
        *,
        kind: str,
        school_id: int,
        today: date,
        people: list[Person],
        ties: list[Guardianship],
        kept_members: set[int],
    ) -> None:
        self.kind, self.school_id, self.today = ImportKind(kind), school_id, today
        # One object for each person, so that what one row changes the next row sees.
        by_number = {person.pk: person for person in people}
        for tie in ties:
            tie.guardian = by_number[tie.guardian_id]
        self.matcher = Matcher(people)
        self.families = Families(self.matcher, school_id, ties)
        self.rows: list[Planned] = []
        self.new: list[Person] = []
        self.changed: list[Person] = []
        self.left: list[Person] = []
        self._kept, self._lines = kept_members, dict[int, int]()

    def counts(self) -> dict[str, int]:
        """How many rows are in each state."""
        found = Counter(row.state for row in self.rows)
        return {state.value: found[state] for state in RowState}

    def go_through(self, rows: list[Row]) -> "Plan":
        """Plan every row, in the order of the file."""
        for row in rows:
            planned = Planned(row.line, dict(row.values), errors=list(row.errors))
            if not planned.errors:
                try:
                    self._plan(planned)
                except Doubtful as doubt:
                    sentence = str(doubt.sentence)
                    planned.errors.append(
                        {"column": doubt.column, "sentence": sentence, "doubt": "1"}
                    )
            self.rows.append(planned)
        return self

    def _plan(self, planned: Planned) -> None:
        facts = self._facts(planned)
        person, planned.matched_by = self.matcher.find(self.kind, planned.values)
        if person is not None and id(person) in self._lines:
            same = _("This is the same person as in row %(line)d.") % {
                "line": self._lines[id(person)]
            }
            raise Doubtful("", same)
        if person is None:
            person = Person(school_id=self.school_id, kind=KIND_OF[self.kind])
            _change(person, facts)
            self.new.append(person)
            planned.state = RowState.NEW
        else:
            self._meet(planned, person, facts)
        self._lines[id(person)] = planned.line
        self.matcher.add(person)
        if self.kind == ImportKind.PUPILS:
            changes, notes = self.families.meet(person, planned.values)
            planned.changes += changes
            planned.notes += notes
            if changes and planned.state == RowState.UNCHANGED:
                planned.state = RowState.CHANGED

    def _meet(self, planned: Planned, person: Person, facts: dict[str, Any]) -> None:
        """The row means somebody who is in the directory."""
        was_here = person.left_on is None
        if not was_here and "left_on" not in facts:
            planned.notes.append("left_before")
        self._check_leaving(person, facts)
        planned.changes = _change(person, facts)
        if planned.changes:
            self.changed.append(person)
        if "left_on" in planned.changes and was_here:
            planned.state = RowState.LEAVER
            self.left.append(person)
        elif self._joins(planned):
            planned.state = RowState.JOINS
        else:
            planned.state = RowState.CHANGED if planned.changes else RowState.UNCHANGED

    def _joins(self, planned: Planned) -> bool:
        """Known by a weaker key than the row gives, so that the surer one is added to the entry."""
        keys = _KEYS[self.kind]
        surer = keys[: keys.index(planned.matched_by)]
        fields = {"admission_number" if key == "staff_number" else key for key in surer}
        return "kind" in planned.changes or bool(fields & set(planned.changes))

    def _facts(self, planned: Planned) -> dict[str, Any]:
        """The row's values as fields of a person. An empty cell says nothing, so it is not here."""
        facts = {k: v for k, v in planned.values.items() if not k.startswith("guardian_")}
        for name in _DATES:
            if name in facts:
                facts[name] = date.fromisoformat(facts[name])
        if "left_on" in facts and facts["left_on"] > self.today:
            del facts["left_on"]
            planned.notes.append("leaves_later")
        if "staff_number" in facts:
            facts["admission_number"] = facts.pop("staff_number")
        return {**facts, "kind": KIND_OF[self.kind]}

    def _check_leaving(self, person: Person, facts: dict[str, Any]) -> None:
        joined = facts.get("joined_on", person.joined_on)
        left = facts.get("left_on", person.left_on)
        if joined and left and left < joined:
            raise Doubtful("left_on", _("The leaving date is before the joining date."))
        if "left_on" in facts and person.left_on is None and person.membership_id in self._kept:
            raise Doubtful("left_on", _("Only the headteacher can end the access of this person."))


def _change(person: Person, facts: dict[str, Any]) -> list[str]:
    """Write the facts on the row in memory; the names of those that were different."""
    changes = [name for name, value in facts.items() if getattr(person, name) != value]
    for name in changes:
        setattr(person, name, facts[name])
    person.search_key = search_key(person.first_name, person.last_name)
    return changes
