"""Days inside a term without school."""

from datetime import date

import pytest

from esafety.access.refused import Refused
from esafety.schools import queries
from esafety.schools.models import Closure
from esafety.schools.services import closures

INSET = {
    "kind": "inset",
    "label": "Training",
    "starts_on": date(2026, 11, 27),
    "ends_on": date(2026, 11, 27),
}


def test_days_without_school_are_added(lena, oakfield, recorded):
    made = closures.add(by=lena, **INSET)

    assert not queries.calendar_of(oakfield).is_school_day(date(2026, 11, 27))
    assert recorded("term.changed") == [
        (lena.ref, f"school:{oakfield.pk}", {"closure": f"closure:{made.pk}", "act": "added"})
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ends_on": date(2026, 11, 26)}, "not be before"),
        ({"starts_on": date(2026, 12, 22), "ends_on": date(2026, 12, 24)}, "not inside one term"),
        ({"ends_on": date(2027, 1, 5)}, "not inside one term"),
        ({"starts_on": date(2026, 10, 30), "ends_on": date(2026, 11, 2)}, "entered already"),
        ({"kind": "half_term"}, "has its half-term holiday"),
    ],
)
def test_what_cannot_be_entered(lena, changes, sentence):
    with pytest.raises(Refused, match=sentence):
        closures.add(by=lena, **{**INSET, **changes})

    assert Closure.objects.count() == 3


def test_half_term_is_moved_and_does_not_clash_with_itself(lena, oakfield, recorded):
    autumn = queries.closures().first()

    closures.change(
        by=lena,
        closure=autumn,
        kind="half_term",
        label="",
        starts_on=date(2026, 10, 19),
        ends_on=date(2026, 10, 30),
    )

    halves = queries.calendar_of(oakfield).half_terms(queries.calendar_of(oakfield).terms[0])
    assert halves[0].last == date(2026, 10, 18)
    assert recorded("term.changed")[0][2]["act"] == "changed"


def test_a_term_without_half_term_may_get_one(lena):
    queries.closures().first().delete()

    closures.add(by=lena, **{**INSET, "kind": "half_term"})

    assert Closure.objects.filter(kind="half_term").count() == 3


def test_days_are_removed_and_count_again(lena, oakfield, recorded):
    closures.remove(by=lena, closure=queries.closures().first())

    assert queries.calendar_of(oakfield).is_school_day(date(2026, 10, 26))
    assert recorded("term.changed")[0][2]["act"] == "removed"


def test_a_teacher_changes_no_days(tom):
    row = queries.closures().first()

    for act in (
        lambda: closures.add(by=tom, **INSET),
        lambda: closures.change(by=tom, closure=row, **INSET),
        lambda: closures.remove(by=tom, closure=row),
    ):
        with pytest.raises(Refused, match="settings"):
            act()


def test_no_audit_row_no_change(lena, audit_fails):
    row = queries.closures().first()
    failure = audit_fails("term.changed")

    for act in (
        lambda: closures.add(by=lena, **INSET),
        lambda: closures.change(by=lena, closure=row, **INSET),
        lambda: closures.remove(by=lena, closure=row),
    ):
        with pytest.raises(failure):
            act()
    assert [c.kind for c in Closure.objects.all()] == ["half_term"] * 3
