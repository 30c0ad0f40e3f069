"""A chart as a flowchart in SVG: one string of presentation attributes alone, for page and paper.

A question is a box with pointed sides, a step a plain box, advice a box with a double line at its
left, an end a round one; an answer is a small label on its line. Every box carries its number in
the list beside the picture, which says the same in words.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _

from policies.charts import lettering
from policies.charts.layout import Box, Layout, Line, lay_out
from policies.charts.structure import Chart, Node, NodeKind

_WIDTH, _LEADING, _PAD, _TIP = 250, 19, 12, 11
_LABEL_MOST, _LABEL_LEADING = 150, 17
_SIZE, _LABEL_SIZE = 15, 14
_INK, _BRAND, _PALE, _SOFT, _END = "#1d2429", "#1f4e5f", "#e8f0f3", "#fff6dc", "#e7f3ea"
_FONT = 'font-family="Arial, Liberation Sans, sans-serif"'
_FILL = {
    NodeKind.QUESTION: "#ffffff",
    NodeKind.STEP: _PALE,
    NodeKind.ADVICE: _SOFT,
    NodeKind.END: _END,
}


def flowchart(chart: Chart, *, key: str, title: str, numbers: dict[str, int]) -> str:
    """The picture. `key` is unique on the page; `numbers` are the places of the nodes in the list.

    What a screen reader is told is that the list says the same.
    """
    words = {code: _wrapped(node, numbers) for code, node in chart.nodes.items()}
    labels = {
        f"{node.code}?{one.code}": lettering.lines(one.words, _LABEL_MOST / _LABEL_SIZE)
        for node in chart.nodes.values()
        for one in node.answers
        if node.kind == NodeKind.QUESTION
    }
    boxes = [_box(node, words[code]) for code, node in chart.nodes.items()]
    boxes += [
        Box(name, _label_width(some), 8 + _LABEL_LEADING * len(some))
        for name, some in labels.items()
    ]
    found = lay_out(boxes, _links(chart))
    parts = [_drawn_line(line, key, chart) for line in found.lines]
    parts += [_drawn_box(found.boxes[c], node, words[c]) for c, node in chart.nodes.items()]
    parts += [_drawn_label(found.boxes[name], some) for name, some in labels.items()]
    return _frame(key, title, found, parts)


def _wrapped(node: Node, numbers: dict[str, int]) -> list[str]:
    most = (_WIDTH - 2 * _TIP - 4) / _SIZE
    return lettering.lines(f"{numbers[node.code]}. {node.words}", most)


def _box(node: Node, lines: Sequence[str]) -> Box:
    return Box(node.code, _WIDTH, 2 * _PAD + _LEADING * len(lines))


def _label_width(lines: Sequence[str]) -> int:
    return 24 + round(_LABEL_SIZE * max(map(lettering.width, lines)))


def _links(chart: Chart) -> list[tuple[str, str]]:
    links = []
    for node in chart.nodes.values():
        for one in node.answers:
            if one.goes_to not in chart.nodes:
                continue
            if node.kind == NodeKind.QUESTION:
                name = f"{node.code}?{one.code}"
                links += [(node.code, name), (name, one.goes_to)]
            elif one.goes_to != node.code:
                links.append((node.code, one.goes_to))
    return links


def _drawn_line(line: Line, key: str, chart: Chart) -> str:
    points = line.points
    path = f"M{_at(points[0])}"
    for n in range(1, len(points)):
        (x1, y1), (x2, y2) = points[n - 1], points[n]
        if x1 == x2:
            path += f"L{_at(points[n])}"
        else:
            half = (y1 + y2) / 2
            path += f"C{_at((x1, half))} {_at((x2, half))} {_at((x2, y2))}"
    to_a_node = line.through[-1] in chart.nodes
    arrow = f' marker-end="url(#{key}-arrow)"' if to_a_node and not line.up else ""
    if line.up and line.through[0] in chart.nodes:
        arrow = f' marker-start="url(#{key}-arrow)"'
    dashes = ' stroke-dasharray="6 4"' if line.up else ""
    return f'<path d="{path}" fill="none" stroke="{_BRAND}" stroke-width="1.6"{dashes}{arrow}/>'


def _at(point: tuple[float, float]) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"


def _drawn_box(box: Box, node: Node, lines: Sequence[str]) -> str:
    left, top, right, bottom = (
        box.x - box.width / 2,
        box.y,
        box.x + box.width / 2,
        box.y + box.height,
    )
    look = f'fill="{_FILL[node.kind]}" stroke="{_BRAND}" stroke-width="1.8"'
    if node.kind == NodeKind.QUESTION:
        middle, tip = (top + bottom) / 2, _TIP
        corners = [
            (left + tip, top), (right - tip, top), (right, middle),
            (right - tip, bottom), (left + tip, bottom), (left, middle),
        ]  # fmt: skip
        shape = f'<polygon points="{" ".join(map(_at, corners))}" {look}/>'
    else:
        round_ = min(24, box.height / 2) if node.kind == NodeKind.END else 3
        shape = (
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{box.width}" height="{box.height}" '
            f'rx="{round_}" {look}/>'
        )
    if node.kind == NodeKind.ADVICE:
        shape += (
            f'<path d="M{_at((left + 6, top))}V{bottom:.1f}" stroke="{_BRAND}" stroke-width="1.8"/>'
        )
    return shape + _text(box.x, top + _PAD + 14, lines, _LEADING, _SIZE)


def _drawn_label(box: Box, lines: Sequence[str]) -> str:
    rect = (
        f'<rect x="{box.x - box.width / 2:.1f}" y="{box.y:.1f}" width="{box.width}" '
        f'height="{box.height}" rx="11" fill="{_BRAND}"/>'
    )
    return rect + _text(box.x, box.y + 17, lines, _LABEL_LEADING, _LABEL_SIZE, fill="#ffffff")


def _text(
    x: float, y: float, lines: Sequence[str], leading: int, size: int, fill: str = _INK
) -> str:
    spans = "".join(
        f'<tspan x="{x:.1f}" y="{y + n * leading:.1f}">{escape(line)}</tspan>'
        for n, line in enumerate(lines)
    )
    return f'<text {_FONT} font-size="{size}" text-anchor="middle" fill="{fill}">{spans}</text>'


def _frame(key: str, title: str, found: Layout, parts: Sequence[str]) -> str:
    width, height = round(found.width), round(found.height)
    arrow = (
        f'<marker id="{key}-arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" '
        f'markerHeight="8" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="{_BRAND}"/>'
        "</marker>"
    )
    told = _("A flowchart from top to bottom. The list of questions and steps says the same.")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-labelledby="{key}-title {key}-desc">'
        f'<title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-desc">{escape(told)}</desc>'
        f"<defs>{arrow}</defs>{''.join(parts)}</svg>"
    )
