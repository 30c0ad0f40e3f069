"""Lines as SVG, beside the bars of `charts`: the same string in a page and in a PDF.

Each line has its own marker, dashes and colour, and its name stands at its end, so that no colour
has to be told from another. Presentation attributes alone; the table beside it has the numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT, TOP, LEFT, ROOM = 400, 190, 20, 30, 120
MOST_LINES = 5
_BOTTOM = TOP + HEIGHT
_INK, _GRID = "#1d2429", "#b9cdd4"
_FONT = 'font-family="Arial, Liberation Sans, sans-serif"'
_STYLES = (
    ("#1f4e5f", "none", "circle"),
    ("#9a4a00", "7 3", "square"),
    ("#5b3a8e", "2 3", "triangle"),
    ("#7d150f", "9 3 2 3", "diamond"),
    ("#2f6b2f", "4 2", "cross"),
)
_SIGNS = 18  # of a name on one line at the right


@dataclass(frozen=True)
class Line:
    """One series: its name, and a number for each point (None: not printed, a gap)."""

    label: str
    numbers: Sequence[int | None]

    @property
    def known(self) -> list[int]:
        return [number for number in self.numbers if number is not None]


def lines(
    *, key: str, title: str, description: str, points: Sequence[str], series: Sequence[Line]
) -> str:
    """Up to five lines over the same points (their labels from left to right)."""
    drawn = series[:MOST_LINES]
    most = _round_up(max((n for line in drawn for n in line.known), default=0))
    parts = [*_scale(most), *_below(points)]
    for place, line in enumerate(drawn):
        parts += _drawn(place, line, most, numbered=len(drawn) == 1)
    parts += _names(drawn, most)
    height = _BOTTOM + 40
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img" aria-labelledby="{key}-title {key}-desc">'
        f'<title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-desc">{escape(description)}</desc>{"".join(parts)}</svg>'
    )


def _round_up(most: int) -> int:
    """The top of the scale: the next of 2, 4, 10, 20, 40, 100 and so on."""
    step = 1
    while True:
        for factor in (2, 4, 10):
            if most <= factor * step:
                return factor * step
        step *= 10


def _x(place: int, many: int) -> float:
    span = WIDTH - LEFT - ROOM
    return round(LEFT + 14 + (span - 24) * place / max(many - 1, 1), 1)


def _y(number: int, most: int) -> float:
    return round(_BOTTOM - HEIGHT * number / most, 1)


def _scale(most: int) -> list[str]:
    found = []
    for number in (0, most // 2, most):
        y = _y(number, most)
        found.append(
            f'<path d="M{LEFT} {y}H{WIDTH - ROOM}" stroke="{_GRID}" stroke-width="1" fill="none"/>'
        )
        found.append(_text(LEFT - 5, y + 4, str(number), anchor="end"))
    return found


def _below(points: Sequence[str]) -> list[str]:
    found = []
    for place, label in enumerate(points):
        for line, words in enumerate(label.rsplit(" ", 1)):
            y = _BOTTOM + 16 + 14 * line
            found.append(_text(_x(place, len(points)), y, words, anchor="middle", size=11))
    return found


def _drawn(place: int, line: Line, most: int, *, numbered: bool) -> list[str]:
    colour, dashes, marker = _STYLES[place]
    many = len(line.numbers)
    placed = [
        (at, (_x(at, many), _y(number, most)))
        for at, number in enumerate(line.numbers)
        if number is not None
    ]
    spots = [spot for _at, spot in placed]
    found = []
    if path := _path(placed):
        found.append(
            f'<path d="{path}" stroke="{colour}" stroke-width="2" fill="none" '
            f'stroke-dasharray="{dashes}"/>'
        )
    found += [_marker(marker, colour, x, y) for x, y in spots]
    if numbered:
        values = zip(spots, line.known, strict=True)
        found += [_text(x, y - 8, str(n), anchor="middle", weight="bold") for (x, y), n in values]
    return found


def _path(placed: Sequence[tuple[int, tuple[float, float]]]) -> str:
    """From each point to the next one; where one is missing between them, nothing is drawn."""
    found, before = "", None
    for at, (x, y) in placed:
        found += f"{'L' if at - 1 == before else 'M'}{x} {y}"
        before = at
    return found if "L" in found else ""


def _marker(shape: str, colour: str, x: float, y: float) -> str:
    if shape == "circle":
        return f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>'
    paths = {
        "square": f"M{x - 4} {y - 4}h8v8h-8z",
        "triangle": f"M{x} {y - 5}l5 9h-10z",
        "diamond": f"M{x} {y - 5.5}l5.5 5.5l-5.5 5.5l-5.5 -5.5z",
        "cross": f"M{x - 4} {y - 4}l8 8m0 -8l-8 8",
    }
    fill = "none" if shape == "cross" else colour
    return f'<path d="{paths[shape]}" fill="{fill}" stroke="{colour}" stroke-width="2"/>'


def _names(drawn: Sequence[Line], most: int) -> list[str]:
    """The names at the ends of their lines, moved apart where they would lie on one another."""
    ends = [(_y(line.known[-1], most) if line.known else _BOTTOM, place, line)
            for place, line in enumerate(drawn)]  # fmt: skip
    found: list[str] = []
    lowest, spots = TOP - 10.0, []
    for y, place, line in sorted(ends, key=lambda end: end[:2]):
        words = _wrapped(line.label)
        start = max(y + 4 - 6.5 * (len(words) - 1), lowest + 16)
        lowest = start + 13 * (len(words) - 1)
        spots.append((start, place, words))
    over = max(lowest - _BOTTOM - 4, 0)
    for start, place, words in spots:
        colour, _dashes, marker = _STYLES[place]
        found.append(_marker(marker, colour, WIDTH - ROOM + 8, round(start - over - 4, 1)))
        for number, each in enumerate(words):
            y = round(start - over + 13 * number, 1)
            found.append(_text(WIDTH - ROOM + 17, y, each, size=11.5))
    return found


def _wrapped(label: str) -> list[str]:
    """The name on one line or two; what does not fit ends in an ellipsis (the table has it all)."""
    first, rest = "", label.split()
    while rest and (not first or len(first) + 1 + len(rest[0]) <= _SIGNS):
        first = f"{first} {rest.pop(0)}".strip()
    second = " ".join(rest)
    return [_cut(first), _cut(second)] if second else [_cut(first)]


def _cut(words: str) -> str:
    return words if len(words) <= _SIGNS else f"{words[: _SIGNS - 1].rstrip()}…"


def _text(
    x: float, y: float, words: str, *, anchor: str = "start", weight: str = "normal",
    size: float = 12,
) -> str:  # fmt: skip
    return (
        f'<text x="{x}" y="{y}" {_FONT} font-size="{size}" font-weight="{weight}" '
        f'text-anchor="{anchor}" fill="{_INK}">{escape(words)}</text>'
    )
