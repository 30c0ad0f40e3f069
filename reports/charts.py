"""Bars as SVG: one string for page and PDF, of presentation attributes alone.

Every bar carries its number, each term its own fill (solid, hatched, outlined), and a suppressed
bar is a dashed box of one fixed width with words. Only what is published ever comes in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

WIDTH, BAR, GAP, LINE = 360, 12, 5, 19
_ROOM = 84  # right of the longest bar, for its number or words
_BOX = 30  # the width of every suppressed bar, whatever its number
_INK, _BRAND = "#1d2429", "#1f4e5f"
_FONT = 'font-family="Arial, Liberation Sans, sans-serif"'

Mark = int | str  # a number, or the words that stand for one


@dataclass(frozen=True)
class Bars:
    """One group of bars: what it counts, and a mark for each series."""

    label: str
    marks: Sequence[Mark]


def bars(
    *, key: str, title: str, description: str, series: Sequence[str], rows: Sequence[Bars]
) -> str:
    """Horizontal bars: a group for each row, a bar for each series. `key` is unique on a page."""
    most = max((m for row in rows for m in row.marks if isinstance(m, int)), default=0)
    parts, y = _legend(key, series), LINE + 6
    for row in rows:
        parts.append(_text(0, y + 14, row.label, weight="bold"))
        y += LINE
        for place, mark in enumerate(row.marks):
            parts += _bar(key, place, mark, most, y)
            y += BAR + GAP
        y += 6
    return _frame(key, title, description, y, parts)


def _frame(key: str, title: str, description: str, height: int, parts: Sequence[str]) -> str:
    stripes = (
        f'<pattern id="{key}-stripes" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<path d="M0 6L6 0M-1 1L1 -1M5 7L7 5" stroke="{_BRAND}" stroke-width="1.6"/></pattern>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img" aria-labelledby="{key}-title {key}-desc">'
        f'<title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-desc">{escape(description)}</desc>'
        f"<defs>{stripes}</defs>{''.join(parts)}</svg>"
    )


def _legend(key: str, series: Sequence[str]) -> list[str]:
    marks = []
    for place, name in enumerate(series):
        x = round(place * WIDTH / len(series))
        marks += [_rect(key, place, 1, 14, x + 1), _text(x + 20, 11, name, size=12)]
    return marks


def _bar(key: str, place: int, mark: Mark, most: int, y: int) -> list[str]:
    if isinstance(mark, int):
        length = round((WIDTH - _ROOM) * mark / most) if mark else 0
        drawn = [_rect(key, place, y, length)] if length else []
        return [*drawn, _text(length + 6 if length else 0, y + 11, str(mark))]
    box = (
        f'<rect x="1" y="{y}" width="{_BOX}" height="{BAR}" fill="none" stroke="{_BRAND}" '
        f'stroke-width="1.2" stroke-dasharray="3 3"/>'
    )
    return [box, _text(_BOX + 8, y + 11, mark)]


def _rect(key: str, place: int, y: int, width: int, x: int = 1) -> str:
    fill = (_BRAND, f"url(#{key}-stripes)", "#ffffff")[place % 3]
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{BAR}" fill={quoteattr(fill)} '
        f'stroke="{_BRAND}" stroke-width="1.2"/>'
    )


def _text(x: int, y: int, words: str, weight: str = "normal", size: int = 13) -> str:
    return (
        f'<text x="{x}" y="{y}" {_FONT} font-size="{size}" font-weight="{weight}" '
        f'fill="{_INK}">{escape(words)}</text>'
    )
