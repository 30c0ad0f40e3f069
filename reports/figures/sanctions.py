"""Decisions by the grids, counted: what was proposed, taken, left out and added. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from esafety.suppression import Rule, total_of
from incidents.sanctions.choices import Grid
from reports.figures.attached import Measured
from reports.figures.people import part_of
from reports.figures.reading import Case

STEPS = ("proposed", "taken", "left_out", "added")


@dataclass(frozen=True)
class Action:
    """One action of a grid: its key in figures, and what the school calls it."""

    key: str
    label: str


def actions_of(cases: Iterable[Case]) -> list[Action]:
    """Every action in a decision of these cases, by its newest words; pupils' grids first."""
    measures = [m for case in cases for verdict in case.verdicts for m in verdict.measures]
    words = {(m.grid, m.key): m.words for m in measures}
    grids = Grid.values
    found = sorted(words, key=lambda pair: (grids.index(pair[0]) if pair[0] in grids else 9, pair))
    return [Action(key, words[grid, key]) for grid, key in found]


def count(cases: Sequence[Case], actions: Iterable[Action]) -> dict[str, int]:
    """Decisions, those that keep to the grid and those that depart from it, and for each action in
    how many decisions it was proposed, taken, left out, or added."""
    verdicts = [verdict for case in cases for verdict in case.verdicts]
    departed = sum(verdict.departs for verdict in verdicts)
    steps: Counter[tuple[str, str]] = Counter()
    for measure in (m for verdict in verdicts for m in verdict.measures):
        steps.update((measure.key, step) for step in _steps(measure))
    return {
        "decided": len(verdicts),
        "kept": len(verdicts) - departed,
        "departed": departed,
        **{cell(a.key, step): steps[a.key, step] for a in actions for step in STEPS},
    }


def rules(actions: Iterable[Action]) -> list[Rule]:
    """Proposed less left out is taken less added; none is more than the decisions or departures,
    and every departure has an action that it left out or added."""
    found = total_of("decided", ["kept", "departed"])
    changes = []
    for key in (action.key for action in actions):
        proposed, taken, left_out, added = (cell(key, step) for step in STEPS)
        changes += [left_out, added]
        found += [
            Rule(((proposed, 1), (added, 1), (taken, -1), (left_out, -1)), exact=True),
            part_of(proposed, left_out),
            part_of("decided", proposed),
            part_of("decided", taken),
            part_of("departed", left_out),
            part_of("departed", added),
        ]
    if changes:
        found.append(Rule((*((key, 1) for key in changes), ("departed", -1)), exact=False))
    return found


def cell(action: str, step: str) -> str:
    return f"sanction.{action}.{step}"


def _steps(measure: Measured) -> list[str]:
    found = [step for step, is_so in (("proposed", measure.proposed), ("taken", measure.taken))
             if is_so]  # fmt: skip
    if measure.proposed != measure.taken:
        found.append("left_out" if measure.proposed else "added")
    return found
