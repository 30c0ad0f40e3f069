"""Where a walk stands: which answers count, and which question comes next. Pure code."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from esafety.access.refused import Refused
from incidents.models import WalkStep
from policies.charts.structure import Chart, Node, NodeKind


@dataclass(frozen=True)
class Position:
    """The rows that count, in their order; those from before an answer was changed; and the node
    that is to be answered now (an end: the walk is over)."""

    path: tuple[WalkStep, ...]
    before: frozenset[int]
    node: Node

    @property
    def is_over(self) -> bool:
        return self.node.kind == NodeKind.END

    def last(self, node: str) -> WalkStep | None:
        """The row that counts for this node, if it was answered."""
        return next((one for one in reversed(self.path) if one.node == node), None)


def position(chart: Chart, steps: Iterable[WalkStep]) -> Position:
    """Where the rows of a walk lead, oldest first.

    A row of the present node goes on. A row of an earlier node changes that answer: where it leads
    elsewhere, the rows after it no longer count; where it leads to the same, they still do.
    """
    path: list[WalkStep] = []
    before: set[int] = set()
    node = chart.start
    for step in steps:
        to = _after(chart, step)
        if to is None:
            continue
        if step.node == node.code:
            path.append(step)
            node = to
            continue
        place = max((n for n, one in enumerate(path) if one.node == step.node), default=None)
        if place is None:
            continue
        changed = _after(chart, path[place]) != to
        before.add(path[place].pk)
        path[place] = step
        if changed:
            before.update(one.pk for one in path[place + 1 :])
            del path[place + 1 :]
            node = to
    return Position(tuple(path), frozenset(before), node)


def _after(chart: Chart, step: WalkStep) -> Node | None:
    node = chart.nodes.get(step.node)
    to = node.leads_to(step.answer) if node else None
    return chart.nodes.get(to) if to else None


def check_node(chart: Chart, now: Position, node: str, *, again: bool) -> Node:
    """The node that is answered. Raises Refused unless it is the present one or, with `again`,
    one that was answered before: somebody else may have gone on meanwhile."""
    found = chart.nodes.get(node)
    if found is None:
        raise Refused(_("This chart has no such question."))
    if again and now.last(node) is None:
        raise Refused(_("This question has not been answered yet, so it cannot be changed."))
    if not again and found != now.node:
        raise Refused(_went_on(now))
    return found


def run(chart: Chart, node: str) -> tuple[Node, ...]:
    """The steps from this node on that follow one another, up to the next question, advice or
    end: they are shown on one page. Empty where the node is no step."""
    found: dict[str, Node] = {}
    at = chart.nodes.get(node)
    while at is not None and at.kind == NodeKind.STEP and at.code not in found:
        found[at.code] = at
        at = chart.nodes.get(at.answers[0].goes_to) if at.answers else None
    return tuple(found.values())


def check_run(chart: Chart, now: Position, nodes: Sequence[str]) -> tuple[Node, ...]:
    """The first steps of the present run, those that are recorded together. Raises Refused where
    these are not they: somebody else may have recorded one meanwhile, or one is left out."""
    if not nodes:
        raise Refused(_("Choose what became of the step."))
    if nodes[0] != now.node.code:
        raise Refused(gone_on(now, nodes[0]))
    steps = run(chart, now.node.code)[: len(nodes)]
    if [one.code for one in steps] != [*nodes]:
        raise Refused(_("Record the steps of the list in their order, and leave none out."))
    return steps


def gone_on(now: Position, node: str) -> str:
    """Why this node cannot be answered now: who has answered it already, or what is next."""
    step = now.last(node)
    if step is None:
        return _went_on(now)
    return _("“%(words)s” has been recorded already, by %(who)s: %(answer)s.") % {
        "words": step.words,
        "who": step.taken_by.display_name,
        "answer": step.answer_words,
    }


def _went_on(now: Position) -> str:
    words = _("The chart has gone on meanwhile, perhaps in another window: “%(words)s” is next.")
    return words % {"words": now.node.words}
