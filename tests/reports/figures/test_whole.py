"""All counts of a term together: true, tied by every rule, and not to be worked out."""

import pytest

from esafety import suppression
from esafety.people.choices import YEAR_GROUPS
from incidents.choices import Outcome, Part, Place
from incidents.sheets.choices import BullyingRole
from reports.figures import bands, columns, whole
from reports.figures.sanctions import actions_of
from reports.figures.whole import Rows
from tests.reports.figures.cases import CALENDAR, KINDS, TYPES, some_cases
from tests.reports.plain_sql import ACTIONS, AGENCIES, SHEETS, STAGES
from tests.reports.recovery import recoverable, sums_of_a_school

YEARS = [*(code for code, _label in YEAR_GROUPS), "unknown"]


def sums(actions):
    """What holds in every school between all tables, written from the meaning of the figures."""
    known = sums_of_a_school(TYPES, Outcome.values, Place.values, YEARS)
    known += [
        ([f"year.{y}" for y in years.split()], "=", [f"stage.{stage}"])
        for stage, years in STAGES.items()
    ]
    known += [
        ([f"part.{p}" for p in Part.values], "=", ["children"]),
        ([f"role.{r}" for r in BullyingRole.values], "=", ["roled"]),
        (["roled"], "<=", ["children"]),
        (["ai"], "<=", ["all"]),
        (["repeat"], "<=", ["all"]),
        (["repeat"], "<=", ["children"]),
        (["repeat"], "<=", ["repeat.target", "repeat.offender"]),
        (["repeat.target"], "<=", ["repeat"]),
        (["repeat.offender"], "<=", ["repeat"]),
        (["repeat.target"], "<=", ["part.target", "part.both"]),
        (["repeat.offender"], "<=", ["part.offender", "part.both"]),
        (["taken.day", "taken.week", "taken.later", "taken.not"], "=", ["all"]),
        (["taken.not"], "<=", ["open"]),
        (["ended.week", "ended.month", "ended.later"], "=", ["closed"]),
        (["referred"], "<=", ["all"]),
        (["referred"], "<=", [f"referral.{a}" for a in AGENCIES]),
        *(([f"referral.{a}"], "<=", ["referred"]) for a in AGENCIES),
        *(([f"referral.{a}"], "<=", ["all"]) for a in ("advice", "not_referred")),
        *(([f"act.{act}"], "<=", ["all"]) for act in {*ACTIONS, *SHEETS}),
        (["task.open", "task.done", "task.cancelled"], "=", ["tasks"]),
        (["task.late"], "<=", ["task.open"]),
        (["kept", "departed"], "=", ["decided"]),
    ]
    changes = []
    for action in actions:
        proposed, taken, left, added = (
            f"sanction.{action.key}.{step}" for step in ("proposed", "taken", "left_out", "added")
        )
        changes += [left, added]
        known += [
            ([proposed, added], "=", [taken, left]),
            ([left], "<=", [proposed]),
            ([proposed], "<=", ["decided"]),
            ([taken], "<=", ["decided"]),
            ([left], "<=", ["departed"]),
            ([added], "<=", ["departed"]),
        ]
    return [*known, (["departed"], "<=", changes)] if changes else known


def holds(counts, one):
    left, sign, right = one
    a, b = sum(counts[k] for k in left), sum(counts[k] for k in right)
    return a == b if sign == "=" else a <= b


@pytest.mark.parametrize("number", [0, 1, 4, 20, 120])
@pytest.mark.parametrize("seed", range(6))
def test_the_counts_keep_every_rule_and_every_sum(seed, number):
    cases = some_cases(seed, number)
    rows = Rows(KINDS, actions_of(cases))

    counts = whole.count(cases, rows, CALENDAR).cells

    assert [rule for rule in whole.rules(rows) if rule.miss(counts)] == []
    assert [one for one in sums(rows.actions) if not holds(counts, one)] == []
    assert {key for rule in whole.rules(rows) for key, _c in rule.terms} <= set(counts)


@pytest.mark.parametrize("number", [2, 5, 9])
@pytest.mark.parametrize("seed", range(8))
def test_no_covered_cell_of_any_table_can_be_worked_out(seed, number):
    cases = some_cases(seed, number)
    rows = Rows(KINDS, actions_of(cases))
    counts = whole.count(cases, rows, CALENDAR).cells

    # A complete search: with more cases than nine it would take minutes.
    cells = {k: columns.plain(c) for k, c in columns.safe(counts, rows).items()}

    stages = [f"stage.{stage}" for stage in STAGES]
    years = [f"year.{year}" for year in YEARS]
    known = [*sums(rows.actions), ([*stages, "year.unknown"], "=", ["children"])]
    assert {*counts} - {*cells} in (set(), {*years[:-1]}, {*years, *stages})
    known = [one for one in known if {*one[0], *one[2]} <= {*cells}]
    assert recoverable(cells, known, cap=90) == []
    assert {c for c in cells.values() if isinstance(c, int)} & {1, 2, 3, 4} == set()


def test_where_no_proof_is_found_the_oldest_tables_stand_alone(monkeypatch):
    """The search is bounded: what it cannot prove is not printed at all."""
    cases, asked = some_cases(1, 30), []
    rows = Rows(KINDS, actions_of(cases))

    def gives_up_once(counts, rules):
        asked.append(len(counts))
        if len(asked) == 1:
            raise suppression.NotProven("all")
        return suppression.suppress(counts, rules)

    monkeypatch.setattr(bands, "suppress", gives_up_once)
    monkeypatch.setattr(columns, "suppress", gives_up_once)
    cells = columns.safe(whole.count(cases, rows, CALENDAR).cells, rows)

    assert asked[1] < asked[0]
    assert "closed" in cells
    assert "not_counted" in cells
    assert "roled" not in cells
