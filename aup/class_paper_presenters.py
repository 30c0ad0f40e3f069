"""Words and mistakes of the page on which the forms of a class are entered."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from aup import presenters
from aup.class_paper_forms import ChildRow, DayForm, RowForm
from aup.queries.paper import YEAR
from esafety.people.choices import YEAR_GROUPS


@dataclass(frozen=True)
class Line:
    """One child's row: the form, and how it stands in a word and a colour."""

    form: ChildRow
    words: str
    tone: str


def class_name(group: str) -> str:
    """What a class is called: its tutor group, or the year."""
    years = {f"{YEAR}{code}": str(label) for code, label in YEAR_GROUPS}
    return years.get(group, group)


def classes(groups: Iterable[str]) -> list[tuple[str, str]]:
    """The classes by the name in the address, each with what it is called."""
    return [(one, class_name(one)) for one in groups]


def line(form: RowForm) -> Line:
    state = form.ask.state
    return Line(form, form.ask.get_state_display(), presenters.tone_of(state))


def errors(day: DayForm, rows: Iterable[ChildRow]) -> list[dict[str, Any]]:
    """All that is wrong on the page, in its order, each with the way to its field."""
    found = [_error("id_day_0", str(text)) for texts in day.errors.values() for text in texts]
    for row in rows:
        name = row.child.name
        for where, texts in row.errors.items():
            field = where if where in row.fields else next(iter(row.fields))
            found += [_error(row[field].id_for_label, f"{name}: {text}") for text in texts]
    return found


def _error(target: str | None, text: str) -> dict[str, Any]:
    return {"text": text, "target": target}
