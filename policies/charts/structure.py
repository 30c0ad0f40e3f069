"""A decision chart read from its table. Pure code; `mistakes` says when a table is no chart.

One line is one answer of a question; a step, an advice step and an end are one line each. The
words of a question stand on its first line; on its other lines they may be left out. The first
line's node is where the chart begins (spec/triage.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy

HEADINGS = (
    "node", "kind", "words", "help", "contact",
    "answer", "answer_words", "goes_to", "task_for", "task",
)  # fmt: skip
MOST_WORDS = {"words": 300, "help": 1000, "contact": 300, "answer_words": 80, "task": 200}


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
    line: int = 0


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
    for line, record in records(rows):
        groups.setdefault(record["node"], []).append((line, record))
    return Chart({code: _node(code, lines) for code, lines in groups.items()})


def records(rows: Sequence[Sequence[str]]) -> list[tuple[int, Record]]:
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
    answers = tuple(Answer(r["answer"], r["answer_words"], r["goes_to"], at) for at, r in lines)
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
