"""A school's terms."""

from datetime import date

import pytest
from django.utils import timezone

from esafety.access.refused import Refused
from esafety.schools import queries
from esafety.schools.models import Term
from esafety.schools.services import terms

AUTUMN = {
    "academic_year": 2027,
    "number": 1,
    "starts_on": date(2027, 9, 2),
    "ends_on": date(2027, 12, 17),
}


def test_a_term_is_added(lena, recorded):
    made = terms.add(by=lena, **AUTUMN)

    assert queries.term_on(date(2027, 10, 1)) == made
    assert recorded("term.changed") == [
        (lena.ref, f"school:{lena.school_id}", {"term": f"term:{made.pk}", "act": "added"})
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ends_on": date(2027, 9, 2)}, "after the first day"),
        ({"starts_on": date(2027, 7, 30)}, "school year 2027 to 2028"),
        ({"ends_on": date(2028, 9, 1)}, "school year 2027 to 2028"),
        (
            {
                "academic_year": 2026,
                "number": 1,
                "starts_on": date(2027, 7, 22),
                "ends_on": date(2027, 7, 30),
            },
            "there already",
        ),
    ],
)
def test_what_cannot_be_a_term(lena, changes, sentence):
    with pytest.raises(Refused, match=sentence):
        terms.add(by=lena, **{**AUTUMN, **changes})

    assert Term.objects.count() == 3


@pytest.mark.parametrize(
    "days",
    [
        (date(2026, 9, 2), date(2026, 12, 18)),  # the same days
        (date(2026, 8, 20), date(2026, 9, 2)),  # the first day shared
        (date(2026, 12, 18), date(2026, 12, 22)),  # the last day shared
        (date(2026, 10, 1), date(2026, 10, 8)),  # inside
        (date(2026, 8, 20), date(2027, 7, 30)),  # around all
    ],
)
def test_terms_do_not_overlap(lena, days):
    Term.objects.filter(number=3).delete()

    with pytest.raises(Refused, match="overlap the term Autumn 2026/27"):
        terms.add(by=lena, academic_year=2026, number=3, starts_on=days[0], ends_on=days[1])


def test_a_term_may_begin_the_day_after_another_ends(lena):
    Term.objects.filter(number=2).delete()

    terms.add(
        by=lena,
        academic_year=2026,
        number=2,
        starts_on=date(2026, 12, 19),
        ends_on=date(2027, 3, 1),
    )

    assert Term.objects.count() == 3


def test_a_term_is_moved_and_does_not_overlap_itself(lena, recorded):
    autumn = Term.objects.get(number=1)

    terms.change(
        by=lena,
        term=autumn,
        academic_year=2026,
        number=1,
        starts_on=date(2026, 9, 3),
        ends_on=date(2026, 12, 17),
    )

    autumn.refresh_from_db()
    assert (autumn.starts_on, autumn.ends_on) == (date(2026, 9, 3), date(2026, 12, 17))
    assert recorded("term.changed")[0][2]["act"] == "changed"


def test_a_term_is_removed(lena, recorded):
    summer = Term.objects.get(number=3)

    terms.remove(by=lena, term=summer)

    assert Term.objects.count() == 2
    assert recorded("term.changed")[0][2] == {"term": f"term:{summer.pk}", "act": "removed"}


def test_a_term_with_a_report_stays(lena):
    from reports.models import GovernorReport

    summer = Term.objects.get(number=3)
    GovernorReport.objects.create(
        school_id=lena.school_id,
        term=summer,
        drafted_at=timezone.now(),
        drafted_by_id=lena.membership_id,
    )

    with pytest.raises(Refused, match="A report has been made"):
        terms.remove(by=lena, term=summer)


def test_a_teacher_changes_no_term(tom):
    autumn = Term.objects.get(number=1)

    for act in (
        lambda: terms.add(by=tom, **AUTUMN),
        lambda: terms.change(by=tom, term=autumn, **AUTUMN),
        lambda: terms.remove(by=tom, term=autumn),
    ):
        with pytest.raises(Refused, match="settings"):
            act()


def test_no_audit_row_no_change(lena, audit_fails):
    autumn = Term.objects.get(number=1)
    failure = audit_fails("term.changed")

    for act in (
        lambda: terms.add(by=lena, **AUTUMN),
        lambda: terms.change(by=lena, term=autumn, **AUTUMN),
        lambda: terms.remove(by=lena, term=autumn),
    ):
        with pytest.raises(failure):
            act()
    assert list(Term.objects.values_list("academic_year", flat=True)) == [2026, 2026, 2026]
