"""Which incidents ask for the guard and for which chart, and who was under 13."""

from datetime import date

import pytest
from django.utils import timezone

from incidents.walks import triggers
from incidents.walks.choices import Answer
from tests.factories.people import make_person
from tests.incidents.cases import entry_of, make_case

DAY = date(2026, 11, 2)


def people(incident) -> list:
    return list(incident.involved.select_related("person"))


@pytest.mark.parametrize(
    ("codes", "kind", "asked"),
    [
        (["sexting_or_abuse_images"], "staff", True),
        (["pornography"], "child", True),
        (["pornography"], "unknown", True),
        (["pornography"], "staff", False),
        (["bullying"], "child", False),
    ],
)
def test_the_guard_is_asked_for_when_a_child_may_be_in_the_image(oakfield, codes, kind, asked):
    incident = make_case(oakfield, typed=[("Kim Whitebeam", kind, "target")])

    assert triggers.guard_applies(codes, people(incident)) is asked


def test_who_was_taken_off_the_record_does_not_count(oakfield):
    incident = make_case(oakfield, typed=[("Kim Whitebeam", "child", "target")])
    incident.involved.update(removed_at=timezone.now())

    assert not triggers.guard_applies(["pornography"], people(incident))
    assert triggers.under_13(people(incident), DAY) == Answer.UNSURE


@pytest.mark.parametrize(
    ("codes", "kind", "part", "charts"),
    [
        (["gambling"], "child", "target", ["chart-pupils"]),
        (["bullying"], "child", "target", ["chart-cyberbullying"]),
        (["disrepute"], "guardian", "offender", ["chart-negative-comments"]),
        (["hacking_or_viruses"], "child", "offender", ["chart-security-or-data"]),
        (["grooming"], "child", "target", ["chart-illegal", "chart-pupils"]),
        (["grooming"], "staff", "offender", ["chart-illegal", "chart-staff"]),
        (["bullying"], "staff", "target", ["chart-staff", "chart-cyberbullying"]),
        (["gambling"], "staff", "witness", ["chart-pupils"]),
    ],
)
def test_the_charts_that_fit_come_in_the_order_to_walk_them(oakfield, codes, kind, part, charts):
    incident = make_case(oakfield, typed=[("Kim Whitebeam", kind, part)])

    assert [*triggers.suggested(codes, people(incident))] == charts


@pytest.mark.parametrize(
    ("births", "told"),
    [
        ([date(2013, 11, 2)], Answer.NO),
        ([date(2013, 11, 3)], Answer.YES),
        ([None], Answer.UNSURE),
        ([date(2010, 1, 1), None], Answer.UNSURE),
        ([None, date(2016, 2, 29)], Answer.YES),
        ([date(2010, 1, 1), date(2012, 12, 31)], Answer.NO),
    ],
)
def test_under_13_is_told_by_the_birthday_on_the_day(oakfield, births, told):
    pupils = [make_person(oakfield, f"Kim{n} Ash", date_of_birth=b) for n, b in enumerate(births)]
    incident = make_case(oakfield, people=[(pupil, "target") for pupil in pupils])

    assert triggers.under_13(people(incident), DAY) == told


def test_an_adults_birthday_is_of_no_matter(oakfield, tom):
    incident = make_case(oakfield, people=[(entry_of(tom), "offender")])

    assert triggers.under_13(people(incident), DAY) == Answer.UNSURE
