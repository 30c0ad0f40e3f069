"""Answers as counts nobody can be picked out of. Pure: sheets in, cells out.

Nothing is shown of fewer than ten answers. A count of 1 to 4 is "fewer than 5", and further cells
are hidden until no covered one can be worked out (esafety.suppression, as in a report).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from esafety.suppression import Cell, Cover, NotProven, Rule, suppress, total_of, union_of
from policies.surveys.choices import Kind

FEWEST_ANSWERS = 10
_ALL = "all"
Asked = Iterable[Mapping[str, Any]]
Chosen = Mapping[str, list[int]]


@dataclass(frozen=True)
class Line:
    """One answer: how often it was chosen, and the year before (None: it cannot be compared)."""

    words: str
    cell: Cell
    before: Cell | None = None
    left_out: bool = False


@dataclass(frozen=True)
class Told:
    """One question with its lines. `reworded`: the year before it was asked in other words."""

    code: str
    words: str
    several: bool
    lines: list[Line]
    reworded: bool = False


@dataclass(frozen=True)
class Results:
    """The results of one survey; with too few answers, or where no way is proven to keep people
    from being picked out, there is no question at all and the number stays unsaid."""

    enough: bool
    answers: int | None = None
    answers_before: int | None = None
    questions: list[Told] = field(default_factory=list)


@dataclass(frozen=True)
class Counted:
    """What may be told of one round: its questions as asked, and their cells by key."""

    asked: list[Mapping[str, Any]]
    answers: int
    cells: dict[str, Cell]

    def cell(self, code: str, words: str) -> Cell | None:
        """The cell of an answer by its question and its words."""
        for question in self.asked:
            if question["code"] == code and words in question["options"]:
                return self.cells[_key(code, question["options"].index(words))]
        return None

    def words_of(self, code: str) -> str | None:
        return next((q["words"] for q in self.asked if q["code"] == code), None)


def counted(asked: Asked, sheets: Iterable[Chosen]) -> Counted | None:
    """The cells of one round, or None where nothing may be told of it."""
    questions, found = list(asked), list(sheets)
    if len(found) < FEWEST_ANSWERS:
        return None
    counts: dict[str, int] = {_ALL: len(found)}
    rules: list[Rule] = []
    for question in questions:
        counts |= _counts(question, found)
        rules += _rules(question)
    try:
        return Counted(questions, len(found), suppress(counts, rules))
    except NotProven:
        return None


def as_json(round: Counted | None) -> dict[str, int | str]:
    """The cells of a round as they are shown; none where nothing may be told of it."""
    if round is None:
        return {}
    return {key: cell if isinstance(cell, int) else cell.name for key, cell in round.cells.items()}


def from_json(asked: Asked, answers: int, cells: Mapping[str, int | str]) -> Counted | None:
    """The same round again, from what `as_json` kept of it."""
    if not cells:
        return None
    found: dict[str, Cell] = {
        key: cell if isinstance(cell, int) else Cover[cell] for key, cell in cells.items()
    }
    return Counted(list(asked), answers, found)


def results(this: Counted | None, before: Counted | None) -> Results:
    """The lines of a round beside those of the year before, where the words are the same."""
    if this is None:
        return Results(enough=False)
    told = [_told(question, this, before) for question in this.asked]
    return Results(
        enough=True,
        answers=this.answers,
        answers_before=before.answers if before else None,
        questions=told,
    )


def _told(question: Mapping[str, Any], this: Counted, before: Counted | None) -> Told:
    code, words = question["code"], question["words"]
    earlier = before.words_of(code) if before else None
    same = before if earlier == words else None
    lines = [
        Line(option, this.cells[_key(code, n)], same.cell(code, option) if same else None)
        for n, option in enumerate(question["options"])
    ]
    out = f"{code}.out"
    lines.append(Line("", this.cells[out], same.cells[out] if same else None, left_out=True))
    several = question["kind"] == Kind.SEVERAL
    return Told(code, words, several, lines, reworded=earlier not in (None, words))


def _key(code: str, number: int) -> str:
    return f"{code}.{number}"


def _counts(question: Mapping[str, Any], sheets: list[Chosen]) -> dict[str, int]:
    code = question["code"]
    chosen = [set(sheet.get(code, ())) for sheet in sheets]
    found = {
        _key(code, n): sum(n in one for one in chosen) for n in range(len(question["options"]))
    }
    answered = sum(bool(one) for one in chosen)
    return found | {f"{code}.in": answered, f"{code}.out": len(sheets) - answered}


def _rules(question: Mapping[str, Any]) -> list[Rule]:
    """What a reader knows: everybody answered or left it out; one answer each, or several."""
    code = question["code"]
    options = [_key(code, n) for n in range(len(question["options"]))]
    sums = union_of if question["kind"] == Kind.SEVERAL else total_of
    return [*total_of(_ALL, [f"{code}.in", f"{code}.out"]), *sums(f"{code}.in", options)]
