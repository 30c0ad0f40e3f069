"""What the governors already hold of a school year, beside which its bullying report must be safe.

The reports of the terms tell how many incidents were bullying, and what parts children had in it.
The year's number, less two of those, would give away what is covered in the third.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from esafety.schools import queries as schools
from esafety.suppression import SMALLEST_SHOWN, Cell, Cover, Rule, total_of
from incidents.sheets.choices import BullyingRole
from reports import queries
from reports.figures.published import Column, Published
from reports.models import code_of

_SAME = {"all": "type.bullying", **{f"role.{r.value}": f"role.{r.value}" for r in BullyingRole}}
"""Numbers of this report, and those of a term that make them up."""


@dataclass(frozen=True)
class Beside:
    """Cells printed before with the rules that tie them to this report's numbers; and numbers that
    are to be covered, since the log has changed and no rule holds."""

    printed: dict[str, Cell] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    hide: list[str] = field(default_factory=list)


def of_year(year: int, counts: Mapping[str, int]) -> Beside:
    """What was published of every term of the school year; nothing where a term is not."""
    known = Published([data for _report, data in queries.published_data()]).columns
    terms = [code_of(term) for term in schools.terms() if term.academic_year == year]
    if not terms or any(code not in known for code in terms):
        return Beside()
    return tied([known[code] for code in terms], counts)


def tied(columns: Iterable[Column], counts: Mapping[str, int]) -> Beside:
    """Each number that is the sum of cells one of which is covered. Pure."""
    found, columns = Beside(), list(columns)
    for own, theirs in _SAME.items():
        cells = [column["cells"].get(theirs) for column in columns]
        parts = [
            cell if isinstance(cell, int) else Cover(cell) for cell in cells if cell is not None
        ]
        if len(parts) < len(cells) or not any(isinstance(part, Cover) for part in parts):
            continue
        if not _fits(counts[own], parts):
            found.hide.append(own)
            continue
        keys = [f"printed.{number}.{theirs}" for number in range(len(parts))]
        found.printed.update(zip(keys, parts, strict=True))
        found.rules.extend(total_of(own, keys))
    return found


def _fits(number: int, parts: Iterable[Cell]) -> bool:
    """Whether the number can be the sum of what was printed."""
    least = most = 0
    for part in parts:
        known = part if isinstance(part, int) else None
        least += 1 if known is None else known
        few = number if part is Cover.HIDDEN else SMALLEST_SHOWN - 1
        most += few if known is None else known
    return least <= number <= most
