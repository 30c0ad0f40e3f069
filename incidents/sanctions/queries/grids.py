"""The grids as they were in force on the day of an incident, and what they propose."""

from dataclasses import dataclass
from datetime import date

from incidents.choices import PersonKind
from incidents.models import InvolvedPerson
from incidents.sanctions import proposals
from incidents.sanctions.choices import RESPONSES, Grid
from incidents.sanctions.proposals import Misuse, Proposal
from policies import queries as policies
from policies.models import RuleTableVersion

GRIDS = {PersonKind.CHILD: (Grid.PUPILS, Grid.LEVELS), PersonKind.STAFF: (Grid.STAFF,)}


@dataclass(frozen=True)
class GridInForce:
    """A grid as it was in force on the day of an incident. `responses`: of a level grid only."""

    code: Grid
    version: RuleTableVersion
    responses: RuleTableVersion | None = None

    @property
    def title(self) -> str:
        return self.version.table.title

    @property
    def misuses(self) -> list[Misuse]:
        return proposals.misuses(self.version.rows)

    def misuse(self, code: str) -> Misuse | None:
        return next((one for one in self.misuses if one.code == code), None)

    def proposal(self, misuse: Misuse, occurrence: int) -> Proposal:
        """What is proposed for one of its lines when that is done for the nth time."""
        if self.code != Grid.LEVELS:
            return proposals.by_ticks(self.version.rows, misuse.code, self.version.labels)
        rows = self.responses.rows if self.responses else []
        return proposals.by_level(self.version.rows, rows, misuse.code, occurrence)

    @property
    def stamp(self) -> str:
        """Changes with what the grid says."""
        parts = [self.version, self.responses] if self.responses else [self.version]
        return "-".join(f"{one.number}.{one.sha256[:12]}" for one in parts)


def grids_for(involved: InvolvedPerson) -> list[GridInForce]:
    """The grids for this kind of person, in force on the day of the incident, the usual first.

    Empty for anybody who is neither a pupil nor staff, and in a school without such a grid.
    """
    codes = GRIDS.get(PersonKind(involved.kind), ())
    found = (grid_on(code, involved.incident.happened_on) for code in codes)
    return [grid for grid in found if grid is not None and grid.misuses]


def grid_on(code: Grid, day: date) -> GridInForce | None:
    """The grid in force on a day; None where the school has none."""
    version = policies.in_force(code, day)
    if version is None:
        return None
    responses = policies.in_force(RESPONSES, day) if code == Grid.LEVELS else None
    return GridInForce(code, version, responses)
