"""What each shape of table asks of its columns. Pure: no table of a school is read here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from policies import words
from policies.charts import structure
from policies.choices import Shape

MOST_WORDS = 300
MOST_PLAIN = 1000


class Cell(StrEnum):
    """What stands in the cells of a column."""

    CODE = "code"  # made from the row's words, never typed
    WORDS = "words"  # a line of words
    CHOICE = "choice"  # one of a list
    TICK = "tick"  # 1 or 0
    PLAIN = "plain"  # any text, as it is typed
    SHORT = "short"  # a few characters, such as a code that is typed
    DAY = "day"  # kept as 2026-11-01


@dataclass(frozen=True)
class Column:
    """One column: its heading in the CSV, what it is called, and what may stand in it."""

    heading: str
    label: Any
    cell: Cell
    required: bool = True
    choices: Sequence[tuple[str, Any]] = ()
    limit: int = 0
    hint: Any = ""

    @property
    def most(self) -> int:
        """The most characters of one cell."""
        return self.limit or (MOST_PLAIN if self.cell == Cell.PLAIN else MOST_WORDS)


@dataclass(frozen=True)
class Spec:
    """The columns that a table of the shape has always. `ticks`: a school adds columns of ticks.

    `named`: the heading of the words that say what a row is, `further` those that name a row
    without such words; `same`: the headings by which a row of one version is found again in
    another, `near` those that a reworded row still shares; `carried`: what a row takes from the
    one it is added below. A `stacked` table is too wide for a page: its rows stand there as cards.
    """

    columns: tuple[Column, ...]
    named: str
    same: tuple[str, ...] = ("code",)
    near: tuple[str, ...] = ()
    ticks: bool = False
    further: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    stacked: bool = False

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    @property
    def has_codes(self) -> bool:
        """Whether each row has a code that is made from its words and stays."""
        return any(column.cell == Cell.CODE for column in self.columns)


def _code() -> Column:
    return Column("code", _("Code"), Cell.CODE)


def _level() -> Column:
    return Column("level", _("Level"), Cell.CHOICE, choices=[(one, one) for one in words.LEVELS])


def _plain(heading: str, label: Any, most: int, *, required: bool = False) -> Column:
    return Column(heading, label, Cell.PLAIN, required=required, limit=most)


def _short(
    heading: str, label: Any, *, required: bool = False, most: int = 40, hint: Any = ""
) -> Column:
    return Column(heading, label, Cell.SHORT, required=required, limit=most, hint=hint)


def _day(heading: str, label: Any, hint: Any, *, required: bool = False) -> Column:
    return Column(heading, label, Cell.DAY, required=required, hint=hint)


def _rating(heading: str, label: Any, ratings: Mapping[str, words.Rating]) -> Column:
    choices = [(code, one.words) for code, one in ratings.items()]
    return Column(heading, label, Cell.CHOICE, choices=choices)


def _chart() -> Spec:
    """A chart: lines of nodes, whose codes the lines themselves name."""
    kinds = {
        "question": _("Question"),
        "step": _("Step"),
        "advice": _("Step: ask for advice"),
        "end": _("End"),
    }
    most = structure.MOST_WORDS
    return Spec(
        (
            _short("node", _("Code of the box"), required=True),
            Column("kind", _("Kind"), Cell.CHOICE, choices=list(kinds.items())),
            _plain("words", _("Words"), most["words"]),
            _plain("help", _("Help"), most["help"]),
            _plain("contact", _("Contact"), most["contact"]),
            _short("answer", _("Code of the answer")),
            _short("answer_words", _("Answer"), most=most["answer_words"]),
            _short("goes_to", _("Goes to"), hint=_("code of a box")),
            Column(
                "task_for",
                _("Task for"),
                Cell.CHOICE,
                required=False,
                choices=list(structure.ROLES.items()),
            ),
            _plain("task", _("Task, if not in the same words"), most["task"]),
        ),
        named="words",
        same=("node", "answer"),
        further=("node", "answer_words"),
        carried=("node", "kind"),
        stacked=True,
    )


def _signposts() -> Spec:
    return Spec(
        (
            _code(),
            _plain("name", _("Name"), 120, required=True),
            _plain("what_for", _("What it is for"), 300, required=True),
            _plain("who_for", _("Who it is for"), 200),
            _plain("how", _("How to reach it"), 300, required=True),
            Column(
                "applies_to",
                _("For incidents of these types"),
                Cell.PLAIN,
                limit=600,
                hint=_("codes, or “all”"),
            ),
            _day("checked_on", _("Last check"), _("such as 1/7/2026")),
            _day("next_check", _("Next check"), _("such as 1/7/2027"), required=True),
        ),
        named="name",
        stacked=True,
    )


_SPECS = {
    Shape.TICKS: Spec(
        (_code(), Column("misuse", _("Misuse"), Cell.WORDS)), named="misuse", ticks=True
    ),
    Shape.LEVEL_MISUSE: Spec(
        (_level(), _code(), Column("misuse", _("Misuse"), Cell.WORDS)),
        named="misuse",
        carried=("level",),
    ),
    Shape.LEVEL_RESPONSES: Spec(
        (
            _level(),
            Column("occurrence", _("When"), Cell.CHOICE, choices=list(words.OCCURRENCES.items())),
            Column("response", _("Response"), Cell.WORDS),
            Column("condition", _("Condition"), Cell.WORDS, required=False),
        ),
        named="response",
        same=("level", "occurrence", "response"),
        near=("level", "occurrence"),
        carried=("level", "occurrence"),
    ),
    Shape.RATINGS: Spec(
        (
            _code(),
            Column("activity", _("Activity"), Cell.WORDS),
            Column("group", _("Group"), Cell.CHOICE, choices=list(words.GROUPS.items())),
            _rating("rating", _("Rating"), words.USE_RATINGS),
        ),
        named="activity",
        carried=("group",),
    ),
    Shape.CHART: _chart(),
    Shape.SIGNPOSTS: _signposts(),
    Shape.TECHNOLOGIES: Spec(
        (
            _code(),
            Column("use", _("Use"), Cell.WORDS),
            _rating("staff", _("Staff"), words.ALLOWED_RATINGS),
            _rating("pupils", _("Pupils"), words.ALLOWED_RATINGS),
            Column("pupil_condition", _("Condition for pupils"), Cell.WORDS, required=False),
        ),
        named="use",
    ),
}


def spec_of(shape: str) -> Spec:
    """What a table of this shape is made of."""
    return _SPECS[Shape(shape)]
