"""The words of the access list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aup.access_choices import Why
from aup.queries.access import Standing
from esafety.people.choices import Kind
from esafety.people.models import Person


@dataclass(frozen=True)
class Line:
    """One person on the list."""

    person: Person
    may_use: bool
    words: str

    @property
    def group(self) -> str:
        """Year and tutor group, or nothing for those who are in none."""
        return self.person.detail if self.person.kind == Kind.PUPIL else ""


def lines(standings: Iterable[Standing]) -> list[Line]:
    return [Line(one.person, one.may_use, words(one)) for one in standings]


def counts(standings: list[Standing]) -> dict[str, int]:
    """How many may and how many may not."""
    may = sum(one.may_use for one in standings)
    return {"may": may, "may_not": len(standings) - may}


def words(one: Standing) -> str:
    """Why, in a few words, with the day where there is one."""
    since = date_format(one.since, "j F Y") if one.since else ""
    said = {
        Why.SIGNED: _("Signed on %(day)s"),
        Why.WITNESSED: _("Read in class and signed on %(day)s"),
        Why.GRACE: _("New version: the old signature counts until %(until)s"),
        Why.NOT_ASKED: _("Not asked yet"),
        Why.NOT_SIGNED: _("Not signed yet"),
        Why.CHILD_MISSING: _("The child’s part is missing"),
        Why.PARENT_MISSING: _("A parent’s part is missing"),
        Why.NO_REPLY: _("No reply"),
        Why.DECLINED: _("Refused on %(day)s"),
        Why.DISAGREED: _("Parents disagree"),
        Why.WITHDRAWN: _("Withdrawn on %(day)s"),
        Why.SUPERSEDED: _("A new version has taken the place of what was signed"),
        Why.NO_AGREEMENT: _no_agreement(one.person),
        Why.NOT_JOINED: _("Not at the school yet"),
        Why.LEFT: _("Left on %(day)s"),
    }[one.why]
    until = date_format(one.until, "j F Y") if one.until else ""
    return said % {"day": since, "until": until}


def _no_agreement(person: Person) -> str:
    if person.kind == Kind.PUPIL and not person.year_group:
        return _("No year group is entered, so no agreement is theirs yet")
    return _("The school has no agreement for them")


def file_head() -> list[str]:
    """The columns of the CSV file."""
    return [
        _("Number"), _("Last name"), _("First name"), _("Kind"), _("Year group"), _("Tutor group"),
        _("Admission or staff number"), _("Email address"), _("May use"), _("Why"), _("Code"),
    ]  # fmt: skip


def file_rows(standings: Iterable[Standing]) -> list[list[str]]:
    """One row a person; nothing here is escaped yet (esafety.spreadsheets does it)."""
    return [
        [
            str(one.person.pk),
            one.person.last_name,
            one.person.first_name,
            str(one.person.get_kind_display()),
            str(one.person.get_year_group_display()),
            one.person.tutor_group,
            one.person.admission_number,
            one.person.email,
            _("yes") if one.may_use else _("no"),
            words(one),
            str(one.why),
        ]
        for one in standings
    ]
