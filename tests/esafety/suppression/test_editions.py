"""A year beside its terms, and a correction beside what it corrects."""

import random

import pytest

from esafety.suppression import Cover, NotProven, Rule, suppress, total_of
from esafety.suppression.editions import Printed, corrected, sum_of
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


def test_a_year_of_terms_that_are_all_printed_is_their_sum():
    terms = [printed({"n": 20, "a": 8, "b": 12}), printed({"n": 15, "a": 9, "b": 6})]

    assert sum_of(terms, ENDS) == {"n": 35, "a": 17, "b": 18}


def test_a_year_does_not_give_away_what_a_term_covered():
    """Alone, 26 of the year less 23 of two terms would be the covered 3."""
    terms = [printed({"n": 20, "a": 3, "b": 17}), printed({"n": 23, "a": 23, "b": 0})]

    year = sum_of(terms, ENDS)

    assert year == {"n": 43, "a": HIDDEN, "b": HIDDEN}


def test_a_type_that_was_not_yet_on_the_list_adds_nothing():
    terms = [printed({"n": 8, "a": 8}, total_of("n", ["a"])), printed({"n": 15, "a": 9, "b": 6})]

    assert sum_of(terms, ENDS) == {"n": 23, "a": 17, "b": 6}


def test_a_term_counted_otherwise_now_is_added_up_as_it_was_printed():
    late = Printed({"n": 20, "a": FEW, "b": HIDDEN}, {"n": 26, "a": 9, "b": 17})

    assert sum_of([late, printed({"n": 10, "a": 5, "b": 5})], ENDS)["n"] == 30


def test_what_was_printed_and_the_counts_of_today_may_not_go_together_at_all():
    with pytest.raises(NotProven):
        sum_of([Printed({"n": 20, "a": 6, "b": 6}, {"n": 12, "a": 6, "b": 6})], ENDS)


def test_years_of_small_schools_give_nothing_away():
    """Three terms and their year, all printed: the solver finds no covered cell of any of them."""
    chance, years, nothing = random.Random(8), [], 0
    for _n in range(120):
        counts = [counts_of(invented(chance)) for _term in range(3)]
        terms = [Printed(suppress(one, RULES), one) for one in counts]
        try:
            year = sum_of(terms, RULES)
        except NotProven:
            nothing += 1
            continue
        total = {k: sum(one[k] for one in counts) for k in counts[0]}
        known = [rule for name in "1234" for rule in renamed(name)]
        known += [Rule(((f"4|{k}", 1), *((f"{t}|{k}", -1) for t in "123")), True) for k in total]
        cells = beside("1234", [*(plain(t.cells) for t in terms), plain(year)])
        years.append(Published(cells, beside("1234", [*counts, total]), known))

    assert recovered(years) == []
    assert nothing < 12


def test_a_year_counted_by_itself_gives_much_away():
    """The test above can fail."""
    chance, given_away = random.Random(8), 0
    for _n in range(15):
        counts = [counts_of(invented(chance)) for _term in range(3)]
        total = {k: sum(one[k] for one in counts) for k in counts[0]}
        cells = [plain(suppress(one, RULES)) for one in [*counts, total]]
        known = [Rule(((f"4|{k}", 1), *((f"{t}|{k}", -1) for t in "123")), True) for k in total]
        one = Published(beside("1234", cells), beside("1234", [*counts, total]), known)
        given_away += bool(recovered([one]))

    assert given_away > 10


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
