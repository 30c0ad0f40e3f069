"""What keeps a table from being a decision chart: sentences, each at its cell. Pure code."""

import re
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from policies.charts.structure import (
    HEADINGS,
    MOST_WORDS,
    ROLES,
    Chart,
    Node,
    NodeKind,
    Record,
    read,
    records,
)

MOST_NODES = 60
MOST_ANSWERS = 8
NEXT_CHART = "chart-"
# Codes are kept on incidents, so they are short and say nothing that cannot stand in an address.
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")

# The line's place in the table (0: the headings), the heading of the cell (or none), a sentence.
Mistake = tuple[int, str, str]


def mistakes(rows: Sequence[Sequence[str]]) -> list[Mistake]:
    """What is wrong with a chart's table, each where it is wrong, in a whole sentence.
    None means that it can be walked from its first line to an end."""
    if not rows or [str(cell).strip() for cell in rows[0]] != list(HEADINGS):
        words = _("The headings of a chart are: %(headings)s.")
        return [(0, "", words % {"headings": ", ".join(HEADINGS)})]
    found = [*_line_mistakes(rows)]
    if found:
        return found
    chart = read(rows)
    if not chart.nodes:
        return [(0, "", _("A chart needs at least one question and one end."))]
    if len(chart.nodes) > MOST_NODES:
        return [(0, "", _("A chart has at most %(number)s boxes.") % {"number": MOST_NODES})]
    found = [one for node in chart.nodes.values() for one in _node_mistakes(node, chart)]
    found += [*_repeats(rows), *_further_lines(rows)]
    return sorted(found or [*_way_mistakes(chart)])


def _line_mistakes(rows: Sequence[Sequence[str]]) -> Iterable[Mistake]:
    for line, row in enumerate(rows[1:], start=1):
        cells = [str(cell).strip() for cell in row]
        if len(cells) != len(HEADINGS):
            words = _("This line has %(number)s cells instead of %(needed)s.")
            yield line, "", words % {"number": len(cells), "needed": len(HEADINGS)}
            continue
        record = dict(zip(HEADINGS, cells, strict=True))
        if not _CODE.fullmatch(record["node"]):
            words = _("The code of a box has small letters, figures, - or _, at most 40 of them.")
            yield line, "node", words
        if record["kind"] not in list(NodeKind):
            words = _("The kind of a box is one of: %(kinds)s.")
            yield line, "kind", words % {"kinds": ", ".join(NodeKind)}
        if record["task_for"] and record["task_for"] not in ROLES:
            words = _("A task is for one of: %(roles)s.")
            yield line, "task_for", words % {"roles": ", ".join(ROLES)}
        for head, most in MOST_WORDS.items():
            if len(record[head]) > most:
                words = _("Use %(most)s characters or fewer.")
                yield line, head, words % {"most": most}


def _repeats(rows: Sequence[Sequence[str]]) -> Iterable[Mistake]:
    """What the further lines of a node may not say: another kind, or words of their own."""
    first: dict[str, Record] = {}
    for line, record in records(rows):
        told = first.setdefault(record["node"], record)
        named = {"node": record["node"]}
        if record["kind"] != told["kind"]:
            words = _("The first row of “%(node)s” says that it is of another kind.")
            yield line, "kind", words % named
        for head in ("words", "help", "contact", "task_for", "task"):
            if record[head] and record[head] != told[head]:
                words = _("The first row of “%(node)s” says something else here. Leave this empty.")
                yield line, head, words % named


def _further_lines(rows: Sequence[Sequence[str]]) -> Iterable[Mistake]:
    """An end is one line, and has no answers."""
    seen: set[str] = set()
    for line, record in records(rows):
        code, end = record["node"], record["kind"] == NodeKind.END
        if end and (code in seen or record["answer"] or record["answer_words"]):
            words = _("“%(node)s” is an end: it has one row and no answers.")
            yield line, "answer", words % {"node": code}
        seen.add(code)


def _node_mistakes(node: Node, chart: Chart) -> Iterable[Mistake]:
    named = {"node": node.code}
    if not node.words:
        yield node.line, "words", _("The box “%(node)s” has no words.") % named
    if node.task and not node.task_for:
        yield node.line, "task_for", _("Say for whom the task of “%(node)s” is.") % named
    if node.kind == NodeKind.END:
        if node.next_chart and not node.next_chart.startswith(NEXT_CHART):
            words = _("“%(node)s” is an end: it goes to nothing, or on to another chart.")
            yield node.line, "goes_to", words % named
        return
    for one in node.answers:
        if one.goes_to not in chart.nodes:
            words = _("“%(node)s” goes to “%(to)s”, and there is no box with that code.")
            missing = _("“%(node)s” does not say where it goes to.")
            told = (words if one.goes_to else missing) % {**named, "to": one.goes_to}
            yield one.line, "goes_to", told
    question = node.kind == NodeKind.QUESTION
    yield from (_answer_mistakes(node) if question else _step_mistakes(node))


def _answer_mistakes(node: Node) -> Iterable[Mistake]:
    named, seen = {"node": node.code}, set()
    if not 1 < len(node.answers) <= MOST_ANSWERS:
        words = _("The question “%(node)s” needs two to eight answers, a row for each.")
        yield node.line, "answer_words", words % named
    for one in node.answers:
        told = {**named, "answer": one.code}
        if not one.code and not one.words:
            yield one.line, "answer_words", _("Write an answer of “%(node)s”.") % named
        elif not _CODE.fullmatch(one.code):
            words = _("The code of an answer has small letters, figures, - or _, at most 40.")
            yield one.line, "answer", words
        elif one.code in seen:
            words = _("“%(node)s” has the answer “%(answer)s” twice.")
            yield one.line, "answer", words % told
        elif not one.words:
            words = _("The answer “%(answer)s” of “%(node)s” has no words.")
            yield one.line, "answer_words", words % told
        seen.add(one.code)


def _step_mistakes(node: Node) -> Iterable[Mistake]:
    first, named = node.answers[0], {"node": node.code}
    if len(node.answers) > 1:
        words = _("“%(node)s” is a step: it has one row.")
        yield node.answers[1].line, "node", words % named
    if first.code or first.words:
        yield first.line, "answer", _("“%(node)s” is a step: it has no answers.") % named


def _way_mistakes(chart: Chart) -> Iterable[Mistake]:
    """Every node can be reached from the first, and an end can be reached from every node."""
    nodes = chart.nodes
    if all(node.kind != NodeKind.END for node in nodes.values()):
        yield 0, "", _("The chart has no end.")
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
            yield node.line, "node", _("Nothing leads to “%(node)s”.") % {"node": code}
        elif code not in ending:
            words = _("From “%(node)s” the chart goes round in a circle and comes to no end.")
            yield node.line, "goes_to", words % {"node": code}


def _closure(start: set[str], to: Mapping[str, set[str]]) -> set[str]:
    found, waiting = set(start), list(start)
    while waiting:
        new = to[waiting.pop()] - found
        found |= new
        waiting += new
    return found
