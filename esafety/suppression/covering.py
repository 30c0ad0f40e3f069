"""Which cells are covered: the small ones, and as few more as it takes to prove all of them."""

from collections.abc import Collection, Iterable, Mapping

from esafety.suppression.cells import (
    SMALLEST_SHOWN,
    Cell,
    Cover,
    NotProven,
    Rule,
    cover_small,
)
from esafety.suppression.second import Changes, Search, Sheet

_TRIES, _TRIES_TO_SHOW = 4000, 60


def suppress(
    counts: Mapping[str, int],
    rules: Iterable[Rule],
    *,
    published: Mapping[str, Cell] | None = None,
    hide: Collection[str] = (),
) -> dict[str, Cell]:
    """What may be published of the counts, given all rules that a reader can know.

    Cells to `hide` are covered in any case, unless they are nought.

    `published` cells were printed before. They stay as they are and are part of the answer; the new
    cells are covered so that no covered cell, old or new, can be worked out. Where a covered one of
    them has no count, or one that does not fit what was printed, one that fits is taken.

    The same counts and rules always give the same cells. Raises ValueError for counts that break
    a rule (what a reader knows must be true for the proof to hold) and NotProven where no second
    value is found for some cell: then nothing is published.
    """
    sheet = _sheet(counts, list(rules), dict(published or {}))
    for key in hide:
        if sheet.counts[key] >= SMALLEST_SHOWN and key not in sheet.fixed:
            sheet.cells[key] = Cover.HIDDEN
    proofs = _Proofs(sheet)
    for key in sheet.covered():
        proofs.secure(key)
    for key in sorted(sheet.covered(), key=lambda k: -sheet.prices[k]):
        if key not in hide and key not in sheet.fixed:
            proofs.show_if_safe(key)
    proofs.check()
    return sheet.cells


def agreeing(
    counts: Mapping[str, int], rules: Iterable[Rule], published: Mapping[str, Cell]
) -> dict[str, int]:
    """The counts made to fit what was printed, where they do not: only cells covered in print
    change. Raises NotProven where no such numbers are found.

    What a cell was when it was printed is stored nowhere. A number that fits does as well for the
    proof, which asks what a reader has to reckon with.
    """
    known = dict(counts)
    for key, cell in published.items():
        known[key] = _within(cell, known.get(key, 1))
    only_printed = {key: published.get(key, number) for key, number in known.items()}
    sheet = Sheet(known, list(rules), only_printed, frozenset(known))
    mended = Search(sheet, tries=_TRIES).mended()
    if mended is None:
        raise NotProven("The counts do not go together with what was printed.")
    return known | mended


def _within(cell: Cell, number: int) -> int:
    """The number, made to agree with what was printed."""
    if cell is Cover.FEW:
        return min(max(number, 1), SMALLEST_SHOWN - 1)
    return max(number, 1) if isinstance(cell, Cover) else cell


def _sheet(counts: Mapping[str, int], rules: list[Rule], published: dict[str, Cell]) -> Sheet:
    known = agreeing(counts, rules, published) if published else dict(counts)
    if any(rule.miss(known) for rule in rules):
        raise ValueError("The counts do not keep the rules.")
    return Sheet(known, rules, cover_small(known) | published, frozenset(published))


class _Proofs:
    """The second tables found so far. One proves every cell in which it differs, and stays true
    while more is covered."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.tables: list[Changes] = []
        self.proven: set[str] = set()

    def secure(self, key: str) -> None:
        """Find a second value for the cell, and cover what has to be covered for it."""
        if key in self.proven:
            return
        found = Search(self.sheet, tries=_TRIES).second_table(key)
        self._keep(found[0] if found else self._all_doubled(key))

    def show_if_safe(self, key: str) -> None:
        """Print a hidden cell's number (or that it is small) if all covered cells stay proven."""
        sheet, count = self.sheet, self.sheet.counts[key]
        if sheet.cells[key] is not Cover.HIDDEN:
            return
        shown = cover_small({key: count})[key]
        sheet.cells[key] = shown
        top = SMALLEST_SHOWN - 1 if shown is Cover.FEW else 0
        tables = [table for table in self.tables if table.get(key, 0) <= top]
        proven = {k for table in tables for k in table}
        for bare in [k for k in sheet.covered() if k not in proven]:
            if bare in proven:
                continue
            found = Search(sheet, tries=_TRIES_TO_SHOW, most=0).second_table(bare)
            if found is None:
                sheet.cells[key] = Cover.HIDDEN
                return
            tables.append(found[0])
            proven |= set(found[0])
        self.tables, self.proven = tables, proven

    def check(self) -> None:
        """The last word: every proof is looked at once more, against all rules."""
        proven = {key for table in self.tables if self.sheet.fits(table) for key in table}
        bare = [key for key in self.sheet.covered() if key not in proven]
        if bare:
            raise NotProven(bare[0])

    def _keep(self, table: Changes) -> None:
        for key, number in table.items():
            cell = self.sheet.cells[key]
            if not isinstance(cell, Cover) or (cell is Cover.FEW and number >= SMALLEST_SHOWN):
                self.sheet.cells[key] = Cover.HIDDEN
        self.tables.append(table)
        self.proven |= set(table)

    def _all_doubled(self, start: str) -> Changes:
        """Where no table was found: twice the number in every cell that hangs together with this
        one. It keeps every rule between counts, and takes all of them out of sight."""
        found, circle = {start}, [start]
        while circle:
            rules = {place for key in circle for place in self.sheet.by_key.get(key, ())}
            near = {k for place in rules for k, _c in self.sheet.rules[place].terms} - found
            circle = sorted(k for k in near if self.sheet.counts[k])
            found |= set(circle)
        if found & self.sheet.fixed:
            raise NotProven(start)
        return {key: 2 * self.sheet.counts[key] for key in sorted(found)}
