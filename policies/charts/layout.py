"""Where the boxes and lines of a flowchart stand: layers from top to bottom. Pure code.

Every node is put into a layer below all that lead to it; an answer is a box of its own between the
question and what follows it, so that no two words ever overlap. A line that passes a layer has a
place kept free in it. Lengths are in pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

GAP_X, GAP_Y, MARGIN = 26, 40, 12
_SWEEPS = 12
_PASS = 10  # the width of the place of a line that passes a layer


@dataclass
class Box:
    """Something with a place: a node, an answer, or (without a size) where a line passes."""

    key: str
    width: float
    height: float
    layer: int = 0
    x: float = 0.0  # the middle
    y: float = 0.0  # the top
    passing: bool = False


@dataclass
class Line:
    """A line over these boxes from top to bottom; `up`: its arrow points to the first one."""

    through: list[str]
    up: bool = False
    points: list[tuple[float, float]] = field(default_factory=list)


@dataclass
class Layout:
    boxes: dict[str, Box]
    lines: list[Line]
    width: float = 0.0
    height: float = 0.0


def lay_out(boxes: Sequence[Box], links: Sequence[tuple[str, str]]) -> Layout:
    """Give every box its place and every link its line. The first box is the start."""
    found = Layout({box.key: box for box in boxes}, [])
    down, up = _turned(boxes, links)
    _rank(found.boxes, down)
    for start, end in down:
        found.lines.append(_line(found, start, end, up=(start, end) in up))
    layers = _layers(found)
    _order(layers, found.lines)
    _across(layers, found.lines)
    _downwards(layers, found)
    _points(found)
    return found


def _turned(
    boxes: Sequence[Box], links: Sequence[tuple[str, str]]
) -> tuple[list[tuple[str, str]], set[tuple[str, str]]]:
    """The links without circles: one that leads back is turned round, and is in the second set."""
    to: dict[str, list[str]] = {box.key: [] for box in boxes}
    for start, end in links:
        to[start].append(end)
    done: set[str] = set()
    back: set[tuple[str, str]] = set()

    def visit(key: str, path: frozenset[str]) -> None:
        for end in to[key]:
            if end in path:
                back.add((key, end))
            elif end not in done:
                visit(end, path | {end})
        done.add(key)

    for box in boxes:
        if box.key not in done:
            visit(box.key, frozenset({box.key}))
    down = [(end, start) if (start, end) in back else (start, end) for start, end in links]
    return list(dict.fromkeys(down)), {(end, start) for start, end in back}


def _rank(boxes: dict[str, Box], down: Sequence[tuple[str, str]]) -> None:
    """Each box below everything that leads to it."""
    changed = True
    while changed:
        changed = False
        for start, end in down:
            if boxes[end].layer <= boxes[start].layer:
                boxes[end].layer = boxes[start].layer + 1
                changed = True


def _line(found: Layout, start: str, end: str, *, up: bool) -> Line:
    """The line between two boxes, with a place kept free in each layer that it passes."""
    through = [start]
    for layer in range(found.boxes[start].layer + 1, found.boxes[end].layer):
        key = f"{start}>{end}>{layer}"
        found.boxes[key] = Box(key, _PASS, 0, layer=layer, passing=True)
        through.append(key)
    return Line([*through, end], up)


def _layers(found: Layout) -> list[list[Box]]:
    layers: list[list[Box]] = [[] for _n in range(1 + max(b.layer for b in found.boxes.values()))]
    for box in found.boxes.values():
        layers[box.layer].append(box)
    return layers


def _order(layers: list[list[Box]], lines: Sequence[Line]) -> None:
    """Each layer in the order of the middle of its neighbours, to have few crossings."""
    above, below = _neighbours(lines)
    place = {box.key: float(n) for layer in layers for n, box in enumerate(layer)}
    for sweep in range(_SWEEPS):
        near = above if sweep % 2 == 0 else below
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            wished = {box.key: _mean([place[k] for k in near.get(box.key, [])]) for box in layer}
            layer.sort(key=lambda b: _or(wished[b.key], place[b.key]))
            for n, box in enumerate(layer):
                place[box.key] = n - (len(layer) - 1) / 2


def _or(wished: float | None, there: float) -> float:
    return there if wished is None else wished


def _neighbours(lines: Sequence[Line]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    above: dict[str, list[str]] = {}
    below: dict[str, list[str]] = {}
    for line in lines:
        for one, next_ in zip(line.through, line.through[1:], strict=False):
            below.setdefault(one, []).append(next_)
            above.setdefault(next_, []).append(one)
    return above, below


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _across(layers: list[list[Box]], lines: Sequence[Line]) -> None:
    """Sideways: every box near the middle of its neighbours, and none over another."""
    above, below = _neighbours(lines)
    at = {box.key: box for layer in layers for box in layer}
    for layer in layers:
        _settle(layer, [0.0] * len(layer))
    for sweep in range(4 * _SWEEPS):
        down = sweep % 2 == 0
        for layer in layers if down else reversed(layers):
            # Under the middle of what leads to it; above the first of what follows, so that the
            # start stands at the left, where a small screen begins.
            wished = [
                _or(
                    _mean([at[key].x for key in above.get(box.key, [])])
                    if down
                    else min((at[key].x for key in below.get(box.key, [])), default=None),
                    box.x,
                )
                for box in layer
            ]
            _settle(layer, wished)
    left = min(box.x - box.width / 2 for box in at.values())
    for box in at.values():
        box.x += MARGIN - left


def _settle(layer: Sequence[Box], wished: Sequence[float]) -> None:
    """The places nearest to those wished at which no box touches the next: runs of boxes that
    would overlap are pushed together round the middle of their wishes."""
    runs: list[tuple[list[tuple[Box, float]], float]] = []
    for box, wish in zip(layer, wished, strict=True):
        run, middle = [(box, 0.0)], wish
        while runs and runs[-1][1] + _reach(runs[-1][0], run) > middle:
            before, at = runs.pop()
            shift = _reach(before, run)
            merged = [*before, *((one, offset + shift) for one, offset in run)]
            many = len(before), len(run)
            middle = (at * many[0] + (middle - shift) * many[1]) / sum(many)
            run = merged
        runs.append((run, middle))
    for run, middle in runs:
        for box, offset in run:
            box.x = middle + offset


def _reach(before: Sequence[tuple[Box, float]], run: Sequence[tuple[Box, float]]) -> float:
    """How far the first box of a run stands from the first of the run before, at the least."""
    last, offset = before[-1]
    return offset + last.width / 2 + GAP_X + run[0][0].width / 2


def _downwards(layers: list[list[Box]], found: Layout) -> None:
    y = float(MARGIN)
    for layer in layers:
        height = max(box.height for box in layer)
        for box in layer:
            box.y = y
            box.height = height if box.passing else box.height
        y += height + GAP_Y
    found.height = y - GAP_Y + MARGIN
    found.width = max(box.x + box.width / 2 for box in found.boxes.values()) + MARGIN


def _points(found: Layout) -> None:
    """The corners of every line: it leaves at the bottom, passes layers straight, ends at the top.

    Lines at the same side of a box stand apart, in the order of where they come from.
    """
    bottoms = {box.layer: 0.0 for box in found.boxes.values()}
    for box in found.boxes.values():
        bottoms[box.layer] = max(bottoms[box.layer], box.y + box.height)
    above, below = _neighbours(found.lines)
    for line in found.lines:
        for one, next_ in zip(line.through, line.through[1:], strict=False):
            upper, lower = found.boxes[one], found.boxes[next_]
            start = upper.x + _port(found, upper, lower, below[one])
            line.points += [(start, upper.y + upper.height), (start, bottoms[upper.layer])]
            line.points.append((lower.x + _port(found, lower, upper, above[next_]), lower.y))


def _port(found: Layout, box: Box, other: Box, beside: Sequence[str]) -> float:
    """How far from the middle of its side a line to the other box leaves this one."""
    keys = sorted(beside, key=lambda k: found.boxes[k].x)
    place = keys.index(other.key) - (len(keys) - 1) / 2
    step = min(24.0, (box.width - 20) / len(keys)) if box.width > _PASS else 0.0
    return place * step
