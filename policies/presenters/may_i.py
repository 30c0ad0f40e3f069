"""The tables of acceptable use as answers: what it is, and in one sentence who may do it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies import asking
from policies.choices import Shape
from policies.models import RuleTableVersion
from policies.words import Rating, rating

_SAID = {
    "acceptable": gettext_lazy("allowed"),
    "acceptable_at_certain_times": gettext_lazy("at certain times"),
    "acceptable_for_nominated_users": gettext_lazy("only people whom the school has named"),
    "unacceptable": gettext_lazy("not allowed"),
    "unacceptable_and_illegal": gettext_lazy("not allowed, and against the law"),
    "allowed": gettext_lazy("allowed"),
    "allowed_at_certain_times": gettext_lazy("at certain times"),
    "allowed_for_selected": gettext_lazy("only with permission"),
    "not_allowed": gettext_lazy("not allowed"),
}
_SELECTED_STAFF = gettext_lazy("only selected staff, or with permission")


@dataclass(frozen=True)
class Line:
    """One sentence of an answer: of whom it speaks, what it says, and its shape and colour."""

    who: str
    said: str
    rating: Rating


@dataclass(frozen=True)
class Answer:
    """What is asked about, who may do it, and the words by which it is found."""

    subject: str
    lines: tuple[Line, ...]
    known: str


def answers(versions: Iterable[RuleTableVersion], *, pupils_first: bool) -> list[Answer]:
    """Every row of the tables as an answer: phones, cameras and messaging before the rest."""
    order = sorted(versions, key=lambda one: one.table.shape != Shape.TECHNOLOGIES)
    found = []
    for version in order:
        for record in version.records:
            if version.table.shape == Shape.TECHNOLOGIES:
                lines = (_of_staff(record), _of_pupils(record))
                found.append(_answer(record["use"], lines[::-1] if pupils_first else lines))
            else:
                line = Line(_("Everyone"), _said(record["rating"]), rating(record["rating"]))
                found.append(_answer(record["activity"], (line,)))
    return found


def found(question: str, of: Sequence[Answer]) -> list[Answer]:
    """The answers to a question in plain words, in their order."""
    return [of[place] for place in asking.nearest(question, [one.known for one in of])]


def _answer(subject: str, lines: tuple[Line, ...]) -> Answer:
    return Answer(subject, lines, asking.known_by(subject))


def _of_staff(record: dict[str, str]) -> Line:
    code = record["staff"]
    said = str(_SELECTED_STAFF) if code == "allowed_for_selected" else _said(code)
    return Line(_("Staff"), said, rating(code))


def _of_pupils(record: dict[str, str]) -> Line:
    code, condition = record["pupils"], record["pupil_condition"]
    said = _said(code) + (f", {condition}" if condition else "")
    return Line(_("Pupils"), said, rating(code))


def _said(code: str) -> str:
    known: Any = _SAID.get(code) or str(rating(code).words).lower()
    return str(known)
