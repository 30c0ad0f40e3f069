"""A chart for its page: the flowchart, and the same as a list."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from policies.charts import queries
from policies.charts.drawing import flowchart
from policies.charts.structure import ROLES, Chart, Node, NodeKind, read
from policies.models import RuleTableVersion

KINDS = {
    NodeKind.QUESTION: (_("Question"), "blue"),
    NodeKind.STEP: (_("Step"), "teal"),
    NodeKind.ADVICE: (_("Ask for advice"), "yellow"),
    NodeKind.END: (_("End"), "green"),
}


@dataclass(frozen=True)
class Way:
    """An answer in words, with the number of the line it leads to."""

    words: str
    number: int


@dataclass(frozen=True)
class Item:
    """One line of the list."""

    number: int
    kind: Any
    tone: str
    words: str
    help: str
    contact: str
    ways: tuple[Way, ...]
    next_number: int | None
    next_chart: str
    next_title: str
    task_for: Any


def drawn(version: RuleTableVersion) -> dict[str, Any]:
    """What the chart's template needs: `svg` and `items`; nothing of a table without nodes."""
    chart = read(version.rows)
    if not chart.nodes:
        return {"svg": "", "items": []}
    numbers = _numbers(chart)
    title = version.table.title
    picture = flowchart(chart, key=version.table.code, title=title, numbers=numbers)
    # Safe: drawing escapes every word that comes from the table.
    svg = mark_safe(picture)  # noqa: S308
    titles = queries.titles()
    in_order = sorted(chart.nodes.values(), key=lambda node: numbers[node.code])
    return {"svg": svg, "items": [_item(node, numbers, titles) for node in in_order]}


def _numbers(chart: Chart) -> dict[str, int]:
    """The nodes numbered in the order in which they are met, each branch to its end."""
    found: dict[str, int] = {}
    waiting: list[str] = [*chart.nodes][::-1]
    while waiting:
        code = waiting.pop()
        if code in found or code not in chart.nodes:
            continue
        found[code] = len(found) + 1
        waiting += [one.goes_to for one in reversed(chart.nodes[code].answers)]
    return found


def _item(node: Node, numbers: dict[str, int], titles: dict[str, str]) -> Item:
    label, tone = KINDS[node.kind]
    question = node.kind == NodeKind.QUESTION
    ways = tuple(Way(one.words, numbers.get(one.goes_to, 0)) for one in node.answers)
    return Item(
        number=numbers[node.code],
        kind=label,
        tone=tone,
        words=node.words,
        help=node.help,
        contact=node.contact,
        ways=ways if question else (),
        next_number=None if question or not ways else ways[0].number,
        next_chart=node.next_chart,
        next_title=titles.get(node.next_chart, ""),
        task_for=ROLES.get(node.task_for, ""),
    )
