"""A decision chart read from its table, and what keeps a table from being a chart. Pure code.

One line is one answer of a question; a step, an advice step and an end are one line each. The
words of a question stand on its first line; on its other lines they may be left out. The first
line's node is where the chart begins (spec/triage.md).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

HEADINGS = (
    "node", "kind", "words", "help", "contact",
    "answer", "answer_words", "goes_to", "task_for", "task",
)  # fmt: skip
MOST_NODES = 60
MOST_ANSWERS = 8
_MOST_WORDS = {"words": 300, "help": 1000, "contact": 300, "answer_words": 80, "task": 200}
# Codes are kept on incidents, so they are short and say nothing that cannot stand in an address.
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
NEXT_CHART = "chart-"


class NodeKind(StrEnum):
    """What a node of a chart is. Advice is a step at which the case waits for somebody's advice."""

    QUESTION = "question"
    STEP = "step"
    ADVICE = "advice"
    END = "end"


# For whom a step's task may be. The codes are those of incidents' tasks (a test holds them equal).
ROLES = {
    "class_teacher": gettext_lazy("class teacher or tutor"),
    "head_of_year": gettext_lazy("head of year or line manager"),
    "senior_leadership": gettext_lazy("senior leadership"),
    "technical_support": gettext_lazy("technical support"),
    "lead": gettext_lazy("eSafety lead"),
    "dsl": gettext_lazy("designated safeguarding lead"),
    "head": gettext_lazy("headteacher"),
    "office": gettext_lazy("school office"),
    "chair": gettext_lazy("chair of governors"),
}


@dataclass(frozen=True)
class Answer:
    """One answer of a question, and the node it leads to. A step has one, without a code."""

    code: str
    words: str
    goes_to: str


@dataclass(frozen=True)
class Node:
    """A question, a step or an end. `next_chart` is the chart an end leads on to, if any."""

    code: str
    kind: NodeKind
    words: str
    help: str = ""
    contact: str = ""
    answers: tuple[Answer, ...] = ()
    task_for: str = ""
    task: str = ""
    next_chart: str = ""
    line: int = 0

    def leads_to(self, answer: str) -> str | None:
        """The node after this answer; of a step, after anything. None for an unknown answer."""
        if self.kind != NodeKind.QUESTION:
            return self.answers[0].goes_to if self.answers else None
        return next((one.goes_to for one in self.answers if one.code == answer), None)

    def words_of(self, answer: str) -> str:
        """An answer as it is written; empty for an unknown one."""
        return next((one.words for one in self.answers if one.code == answer), "")


@dataclass(frozen=True)
class Chart:
    """The nodes by their codes, in the order of the table; the first is the start."""

    nodes: Mapping[str, Node]

    @property
    def start(self) -> Node:
        return next(iter(self.nodes.values()))


Record = Mapping[str, str]


def read(rows: Sequence[Sequence[str]]) -> Chart:
    """The chart of a table without errors; lines that make no sense are left out."""
    groups: dict[str, list[tuple[int, Record]]] = {}
    for line, record in _records(rows):
        groups.setdefault(record["node"], []).append((line, record))
    return Chart({code: _node(code, lines) for code, lines in groups.items()})


def _records(rows: Sequence[Sequence[str]]) -> list[tuple[int, Record]]:
    """Lines below the headings by heading, each with its place in `rows`; odd lines left out."""
    if not rows:
        return []
    heads = [str(cell).strip() for cell in rows[0]]
    found: list[tuple[int, Record]] = []
    for line, row in enumerate(rows[1:], start=1):
        cells = {head: str(cell).strip() for head, cell in zip(heads, row, strict=False)}
        record = {head: cells.get(head, "") for head in HEADINGS}
        if len(row) == len(heads) and record["kind"] in list(NodeKind) and record["node"]:
            found.append((line, record))
    return found


def _node(code: str, lines: list[tuple[int, Record]]) -> Node:
    line, first = lines[0]
    kind = NodeKind(first["kind"])
    answers = tuple(Answer(r["answer"], r["answer_words"], r["goes_to"]) for _line, r in lines)
    end = kind == NodeKind.END
    return Node(
        code=code,
        kind=kind,
        words=first["words"],
        help=first["help"],
        contact=first["contact"],
        answers=() if end else answers,
        task_for=first["task_for"],
        task=first["task"],
        next_chart=first["goes_to"] if end else "",
        line=line,
    )


def errors(rows: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    """What is wrong with a chart's table: pairs of the line's place in `rows` (0: the headings)
    and a whole sentence. None means that it can be walked from its first line to an end."""
    if not rows or [str(cell).strip() for cell in rows[0]] != list(HEADINGS):
        words = _("The headings of a chart are: %(headings)s.")
        return [(0, words % {"headings": ", ".join(HEADINGS)})]
    found = [*_line_errors(rows)]
    if found:
        return found
    chart = read(rows)
    if not chart.nodes:
        return [(0, _("A chart needs at least one question and one end."))]
    if len(chart.nodes) > MOST_NODES:
        return [(0, _("A chart has at most %(number)s nodes.") % {"number": MOST_NODES})]
    found = [error for node in chart.nodes.values() for error in _node_errors(node, chart)]
    found += _repeats(rows)
    return sorted(found or [*_way_errors(chart)])


def _line_errors(rows: Sequence[Sequence[str]]) -> Iterable[tuple[int, str]]:
    for line, row in enumerate(rows[1:], start=1):
        cells = [str(cell).strip() for cell in row]
        if len(cells) != len(HEADINGS):
            yield (
                line,
                _("This line has %(number)s cells instead of %(needed)s.")
                % {
                    "number": len(cells),
                    "needed": len(HEADINGS),
                },
            )
            continue
        record = dict(zip(HEADINGS, cells, strict=True))
        if not _CODE.fullmatch(record["node"]):
            words = _("The code of a node has small letters, figures, - or _, at most 40 of them.")
            yield line, words
        if record["kind"] not in list(NodeKind):
            words = _("The kind of a node is one of: %(kinds)s.")
            yield line, words % {"kinds": ", ".join(NodeKind)}
        if record["task_for"] and record["task_for"] not in ROLES:
            words = _("A task is for one of: %(roles)s.")
            yield line, words % {"roles": ", ".join(ROLES)}
        for head, most in _MOST_WORDS.items():
            if len(record[head]) > most:
                words = _("“%(head)s” has at most %(most)s characters.")
                yield line, words % {"head": head, "most": most}


def _repeats(rows: Sequence[Sequence[str]]) -> Iterable[tuple[int, str]]:
    """What the further lines of a node may not say: another kind, or words of their own."""
    first: dict[str, Record] = {}
    for line, record in _records(rows):
        told = first.setdefault(record["node"], record)
        for head in ("kind", "words", "help", "contact", "task_for", "task"):
            if record[head] and record[head] != told[head]:
                words = _("The node “%(node)s” has another “%(head)s” on its first line.")
                yield line, words % {"node": record["node"], "head": head}


def _node_errors(node: Node, chart: Chart) -> Iterable[tuple[int, str]]:
    named = {"node": node.code}
    if not node.words:
        yield node.line, _("The node “%(node)s” has no words.") % named
    if node.task and not node.task_for:
        yield node.line, _("Say for whom the task of “%(node)s” is.") % named
    if node.kind == NodeKind.END:
        if node.next_chart and not node.next_chart.startswith(NEXT_CHART):
            words = _("“%(node)s” is an end: it goes to nothing, or on to another chart.")
            yield node.line, words % named
        return
    for one in node.answers:
        if one.goes_to not in chart.nodes:
            words = _("“%(node)s” goes to “%(to)s”, and there is no such node.")
            missing = _("“%(node)s” does not say where it goes to.")
            yield node.line, (words if one.goes_to else missing) % {**named, "to": one.goes_to}
    yield from (_answer_errors(node) if node.kind == NodeKind.QUESTION else _step_errors(node))


def _answer_errors(node: Node) -> Iterable[tuple[int, str]]:
    named, seen = {"node": node.code}, set()
    if not 1 < len(node.answers) <= MOST_ANSWERS:
        words = _("The question “%(node)s” needs two to eight answers, a line for each.")
        yield node.line, words % named
    for one in node.answers:
        told = {**named, "answer": one.code}
        if not _CODE.fullmatch(one.code):
            yield node.line, _("An answer of “%(node)s” has no code of small letters.") % named
        elif one.code in seen:
            yield node.line, _("“%(node)s” has the answer “%(answer)s” twice.") % told
        elif not one.words:
            yield node.line, _("The answer “%(answer)s” of “%(node)s” has no words.") % told
        seen.add(one.code)


def _step_errors(node: Node) -> Iterable[tuple[int, str]]:
    if len(node.answers) > 1 or node.answers[0].code or node.answers[0].words:
        words = _("“%(node)s” is a step: it has one line and no answers.")
        yield node.line, words % {"node": node.code}


def _way_errors(chart: Chart) -> Iterable[tuple[int, str]]:
    """Every node can be reached from the first, and an end can be reached from every node."""
    nodes = chart.nodes
    if all(node.kind != NodeKind.END for node in nodes.values()):
        yield 0, _("The chart has no end.")
        return
    to = {code: {one.goes_to for one in node.answers} for code, node in nodes.items()}
    back: dict[str, set[str]] = {code: set() for code in nodes}
    for code, targets in to.items():
        for target in targets:
            back[target].add(code)
    reached = _closure({chart.start.code}, to)
    ending = _closure({code for code, n in nodes.items() if n.kind == NodeKind.END}, back)
    for code, node in nodes.items():
        if code not in reached:
            words = _("Nothing leads to “%(node)s”.")
            yield node.line, words % {"node": code}
        elif code not in ending:
            words = _("From “%(node)s” the chart goes round in a circle and comes to no end.")
            yield node.line, words % {"node": code}


def _closure(start: set[str], to: Mapping[str, set[str]]) -> set[str]:
    found, waiting = set(start), list(start)
    while waiting:
        new = to[waiting.pop()] - found
        found |= new
        waiting += new
    return found
