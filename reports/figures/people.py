"""Children counted by key stage, part and role in bullying, and the rules between those. Pure."""

from collections import Counter
from collections.abc import Sequence

from esafety.suppression import Rule, total_of
from incidents.choices import Part
from incidents.sheets.choices import BullyingRole
from reports.figures.reading import Case

# The national curriculum's key stages, and the early years before them.
STAGES = {
    "eyfs": ("N1", "N2", "R"),
    "1": ("1", "2"),
    "2": ("3", "4", "5", "6"),
    "3": ("7", "8", "9"),
    "4": ("10", "11"),
    "5": ("12", "13", "14"),
}
PARTS = tuple(f"part.{part.value}" for part in Part)
ROLES = tuple(f"role.{role.value}" for role in BullyingRole)
_STAGE_OF = {year: stage for stage, years in STAGES.items() for year in years}


def count(cases: Sequence[Case]) -> dict[str, int]:
    """`stage.3`, `part.target`, `role.outsider` and `roled`: each child once for each incident."""
    children = [child for case in cases for child in case.children]
    stages = Counter(f"stage.{_STAGE_OF.get(child.year, '')}" for child in children)
    parts = Counter(f"part.{child.part}" for child in children)
    roles = Counter(f"role.{child.role}" for child in children if child.role)
    return {
        **{f"stage.{stage}": stages[f"stage.{stage}"] for stage in STAGES},
        **{key: parts[key] for key in PARTS},
        **{key: roles[key] for key in ROLES},
        "roled": roles.total(),
    }


def rules() -> list[Rule]:
    """A key stage is the sum of its years; parts make all children; roles some of them."""
    stages = [
        rule
        for stage, years in STAGES.items()
        for rule in total_of(f"stage.{stage}", [f"year.{year}" for year in years])
    ]
    return [
        *stages,
        *total_of("children", PARTS),
        *total_of("roled", ROLES),
        part_of("children", "roled"),
    ]


def part_of(whole: str, part: str, *more: str) -> Rule:
    """That what is in the part is also in the whole (or in the wholes together)."""
    return Rule(((whole, 1), *((key, 1) for key in more), (part, -1)), exact=False)
