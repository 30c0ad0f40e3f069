"""A correction beside what it corrects."""

import random

from esafety.suppression import Cover, NotProven, Rule, suppress, total_of
from esafety.suppression.editions import Printed, corrected
from tests.esafety.suppression.test_covering import RULES, counts_of, invented, plain
from tests.reports.solver import Published, recovered

FEW, HIDDEN = Cover.FEW, Cover.HIDDEN
ENDS = total_of("n", ["a", "b"])


def printed(counts, rules=ENDS):
    return Printed(suppress(counts, rules), counts)


def beside(names, tables):
    """Tables side by side under their names."""
    return {f"{n}|{k}": v for n, table in zip(names, tables, strict=True) for k, v in table.items()}


def renamed(name):
    return [Rule(tuple((f"{name}|{k}", c) for k, c in r.terms), r.exact) for r in RULES]


def test_a_correction_of_fewer_than_five_cases_is_not_printed():
    before = printed({"n": 20, "a": 8, "b": 12})

    assert corrected(before, {"n": 24, "a": 12, "b": 12}, ENDS, changed=4) is None


def test_a_correction_shows_what_did_not_change_and_what_changed_by_five():
    before = printed({"n": 20, "a": 8, "b": 12})

    assert corrected(before, {"n": 25, "a": 13, "b": 12}, ENDS, changed=5) == {
        "n": 25, "a": 13, "b": 12,
    }  # fmt: skip


def test_a_small_difference_is_not_to_be_seen_and_not_to_be_worked_out():
    """Two more of one kind and five of the other: with the total, each would tell of the other."""
    before = printed({"n": 20, "a": 8, "b": 12})

    after = corrected(before, {"n": 27, "a": 10, "b": 17}, ENDS, changed=7)

    assert after == {"n": 27, "a": HIDDEN, "b": HIDDEN}


def test_what_was_covered_stays_covered_until_it_is_far_from_small():
    before = Printed({"n": 40, "a": FEW, "b": HIDDEN}, {"n": 40, "a": 4, "b": 36})

    after = corrected(before, {"n": 60, "a": 8, "b": 52}, ENDS, changed=30)

    assert after == {"n": 60, "a": HIDDEN, "b": HIDDEN}


def changes(chance):
    """A term as it was printed, and as it is counted after some cases were added or taken out."""
    before = [one for _n in range(3) for one in invented(chance)]
    left = [one for one in before if chance.random() > 0.1]
    added = invented(chance)[:8]
    return before, [*left, *added], len(before) - len(left) + len(added)


def together(then, now, cells) -> Published:
    """Both editions, for a reader who knows which cells changed by one to four, and which way."""
    names = ("then", "now")
    counts, known = beside(names, [then, now]), [*renamed("then"), *renamed("now")]
    for key in then:
        more, ends = now[key] - then[key], (f"now|{key}", f"then|{key}")
        if abs(more) < 5:
            larger, smaller = ends if more >= 0 else ends[::-1]
            change = ((f"change|{key}", -1),) if more else ()
            known.append(Rule(((larger, 1), (smaller, -1), *change), exact=True))
            counts |= {f"change|{key}": abs(more)} if more else {}
    small = {key: "few" for key in counts if key.startswith("change|")}
    return Published(beside(names, cells) | small, counts, known)


def test_corrections_give_away_neither_cells_nor_small_differences():
    chance, pairs = random.Random(4), []
    for _n in range(150):
        old, new, changed = changes(chance)
        then, now = counts_of(old), counts_of(new)
        before = printed(then, RULES)
        try:
            after = corrected(before, now, RULES, changed=changed)
        except NotProven:
            continue
        if after is not None:
            pairs.append(together(then, now, [plain(before.cells), plain(after)]))

    assert len(pairs) > 50
    assert recovered(pairs) == []
