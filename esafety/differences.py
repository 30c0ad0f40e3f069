"""What differs between two texts, line by line and word by word. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_ALIKE = 0.5
"""From this likeness on, a line is a reworded one and not another."""


class Kind(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Piece:
    """Some words of a line, and whether they were added, removed or stayed."""

    kind: Kind
    words: str


@dataclass(frozen=True)
class Line:
    """One line of either text. `level` is 1 to 3 for a heading; `item` is true in a list."""

    kind: Kind
    pieces: list[Piece]
    level: int = 0
    item: bool = False


def between(old: str, new: str) -> list[Line]:
    """Every line of both texts in the order of the newer one, with what was added and removed."""
    before, after = _lines(old), _lines(new)
    found: list[Line] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for name, i, j, k, m in matcher.get_opcodes():
        if name == "equal":
            found += [_whole(Kind.SAME, line) for line in before[i:j]]
        else:
            found += _replaced(before[i:j], after[k:m])
    return found


@dataclass(frozen=True)
class Row:
    """One line of each text side by side; `same` counts lines that are left out between two."""

    kind: Kind
    left: list[Piece]
    right: list[Piece]
    level: int = 0
    item: bool = False
    same: int = 0


_NEAR = 1
"""So many unchanged lines are shown beside a changed one."""


def side_by_side(lines: list[Line], *, whole: bool = False) -> list[Row]:
    """The lines as rows of two columns, older and newer. Unless the `whole` is asked for, longer
    runs of unchanged lines are counted instead of shown."""
    shown = [whole or _is_near(lines, number) for number in range(len(lines))]
    rows, left_out = list[Row](), 0
    for line, here in zip(lines, shown, strict=True):
        if not here:
            left_out += 1
            continue
        if left_out:
            rows.append(Row(Kind.SAME, [], [], same=left_out))
        left_out = 0
        rows.append(_row(line))
    return [*rows, Row(Kind.SAME, [], [], same=left_out)] if left_out else rows


def _is_near(lines: list[Line], number: int) -> bool:
    first = max(0, number - _NEAR)
    return differ(lines[first : number + _NEAR + 1])


def _row(line: Line) -> Row:
    left = [piece for piece in line.pieces if piece.kind != Kind.ADDED]
    right = [piece for piece in line.pieces if piece.kind != Kind.REMOVED]
    return Row(line.kind, left, right, line.level, line.item)


def differ(lines: list[Line]) -> bool:
    """Whether anything was added, removed or changed."""
    return any(line.kind != Kind.SAME for line in lines)


def _lines(text: str) -> list[str]:
    """The lines with something on them; the spaces between words do not count."""
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _replaced(before: list[str], after: list[str]) -> Iterator[Line]:
    """Lines that gave way to others: those that read alike are reworded, in their order."""
    left = list(before)
    for line in after:
        alike = next((n for n, other in enumerate(left) if _are_alike(other, line)), None)
        if alike is None:
            yield _whole(Kind.ADDED, line)
            continue
        yield from (_whole(Kind.REMOVED, other) for other in left[:alike])
        yield _reworded(left[alike], line)
        left = left[alike + 1 :]
    yield from (_whole(Kind.REMOVED, other) for other in left)


def _are_alike(old: str, new: str) -> bool:
    if _mark(old)[0] != _mark(new)[0]:
        return False
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio() >= _ALIKE


def _mark(line: str) -> tuple[str, str]:
    """The mark at the beginning (#, ##, ### or -) and the words after it."""
    found = re.fullmatch(r"(#{1,3}|-) +(.+)", line)
    return (found[1], found[2]) if found else ("", line)


def _whole(kind: Kind, line: str) -> Line:
    mark, words = _mark(line)
    return _line(kind, mark, [Piece(kind, words)])


def _line(kind: Kind, mark: str, pieces: list[Piece]) -> Line:
    return Line(kind, pieces, level=mark.count("#"), item=mark == "-")


def _reworded(old: str, new: str) -> Line:
    mark, words = _mark(new)
    before, after = _mark(old)[1].split(" "), words.split(" ")
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for name, i, j, k, m in matcher.get_opcodes():
        if name == "equal":
            pieces.append(Piece(Kind.SAME, " ".join(before[i:j])))
            continue
        if i < j:
            pieces.append(Piece(Kind.REMOVED, " ".join(before[i:j])))
        if k < m:
            pieces.append(Piece(Kind.ADDED, " ".join(after[k:m])))
    return _line(Kind.CHANGED, mark, pieces)
