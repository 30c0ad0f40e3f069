"""The words of the consent to images."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.forms import BoundField
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aup.choices import ENDED_BY
from aup.class_paper_presenters import Line
from aup.consent_choices import ConsentKind, Shown, Use
from aup.consent_class_forms import ImagesRow
from aup.consent_forms import field_of
from aup.models import ImageConsent
from aup.queries import consent
from aup.queries.consent import ChildImages
from esafety.people.models import Person
from esafety.signatures.choices import Means

_TONES = {Shown.YES: "green", Shown.NO: "red", Shown.UNKNOWN: "red"}


@dataclass(frozen=True)
class Cell:
    """One use for one child."""

    label: str
    words: str
    tone: str
    yes: bool


@dataclass(frozen=True)
class Row:
    """One child of the class list."""

    child: Person
    cells: list[Cell]
    note: str


def rows(images: Iterable[ChildImages], uses: list[Use]) -> list[Row]:
    """The children with the uses that were asked for."""
    return [Row(one.child, [_cell(one, use) for use in uses], note(one, uses)) for one in images]


def uses_of(chosen: str) -> list[Use]:
    """The one use that was chosen, or all of them."""
    return [Use(chosen)] if chosen else list(Use)


def note(one: ChildImages, uses: Iterable[Use] = tuple(Use)) -> str:
    """That parents do not agree, where they do not."""
    split = [str(use.label) for use in uses if use in one.disagreed]
    if not split:
        return ""
    return _("Parents do not agree, so no: %(uses)s.") % {"uses": ", ".join(split)}


def _cell(one: ChildImages, use: Use) -> Cell:
    shown = one.uses[use]
    words = str(shown.label)
    return Cell(str(use.label), words, _TONES[shown], shown == Shown.YES)


@dataclass(frozen=True)
class ClassLine(Line):
    """One child's row of the forms of a class, column by column."""

    @property
    def uses(self) -> list[BoundField]:
        return [self.form[field_of(use)] for use in Use]

    @property
    def who(self) -> BoundField | None:
        """The choice of a parent or carer, where there is one."""
        return self.form["person"] if "person" in self.form.fields else None

    @property
    def alone(self) -> str:
        """The only one there is, where there is no choice."""
        found = self.form.guardian({})
        return found.name if found else _("Nobody who may sign is in the directory.")

    @property
    def name(self) -> BoundField:
        return self.form["name"]


def line(form: ImagesRow) -> ClassLine:
    """How it stands with the child's pictures: whether anybody has answered."""
    if form.images.answered_at is None:
        return ClassLine(form, str(Shown.UNKNOWN.label), "grey")
    return ClassLine(form, _("Answered"), "green")


@dataclass(frozen=True)
class Past:
    """One line of the history."""

    when: str
    what: str
    how: str
    reason: str
    day_on_paper: date | None


def history(forms: Iterable[ImageConsent]) -> list[Past]:
    """What was said, newest first."""
    return [_past(row) for row in forms]


def _past(row: ImageConsent) -> Past:
    how = str(Means(row.means).label)
    if row.entered_by:
        how = _("Entered by %(who)s") % {"who": row.entered_by.display_name}
    return Past(
        when=date_format(row.given_at, "j F Y, H:i"),
        what=_what(row),
        how=how,
        reason=row.reason,
        day_on_paper=row.day_on_paper,
    )


def _what(row: ImageConsent) -> str:
    if row.given_by_ref == ENDED_BY:
        return _("What %(who)s answered has ended") % {"who": row.guardian.name}
    if row.kind == ConsentKind.WITHDRAWN:
        return _("%(who)s took everything back") % {"who": row.guardian.name}
    yes = [str(use.label) for use, is_yes in consent.said(row).items() if is_yes]
    facts = {"who": row.guardian.name, "uses": ", ".join(yes)}
    if not yes:
        return _("%(who)s said no to everything") % facts
    if len(yes) == len(Use):
        return _("%(who)s said yes to everything") % facts
    return _("%(who)s said yes to: %(uses)s; no to the rest") % facts


def own_words(row: ImageConsent | None) -> str:
    """What a parent reads of their own last answer."""
    if row is None or row.given_by_ref == ENDED_BY:
        return _("You have not answered yet. Until you do, we use no pictures of your child.")
    day = date_format(row.given_at, "j F Y")
    if row.kind == ConsentKind.WITHDRAWN:
        return _("You took your answers back on %(day)s. We use no pictures.") % {"day": day}
    return _("You answered on %(day)s. Your answers are below.") % {"day": day}


def overruled(one: ChildImages, row: ImageConsent | None) -> list[str]:
    """The uses to which this parent said yes and that are still not allowed."""
    return [
        str(use.label)
        for use, is_yes in consent.said(row).items()
        if is_yes and one.uses[use] != Shown.YES
    ]


def file_head() -> list[str]:
    """The columns of the CSV file."""
    return [
        _("Last name"), _("First name"), _("Year group"), _("Tutor group"),
        *[str(use.label) for use in Use], _("Note"),
    ]  # fmt: skip


def file_rows(images: Iterable[ChildImages]) -> list[list[str]]:
    """One row a child."""
    return [
        [
            one.child.last_name,
            one.child.first_name,
            str(one.child.get_year_group_display()),
            one.child.tutor_group,
            *[str(one.uses[use].label) for use in Use],
            note(one),
        ]
        for one in images
    ]
