"""Which surveys there are for whom, their results, their dates, their figures."""

import uuid
from datetime import date, timedelta

from django_scopes import scope

from esafety.audit import objects
from policies import due
from policies.surveys import dates, queries
from policies.surveys.models import Sheet, Survey
from policies.surveys.services import running
from tests.policies.surveys.conftest import FIRST, LAST


def test_surveys_exist_for_those_who_keep_them(opened, lena, hari, dee, tom, boris, brook):
    for actor, there in ((lena, True), (hari, True), (dee, False), (tom, False)):
        assert (opened in queries.visible_to(actor)) == there
        assert (queries.question_for(actor, queries.questions("pupils")[0].pk) is not None) == there
    with scope(school=brook):
        assert list(queries.visible_to(boris)) == []
        assert queries.by_code(opened.code) is None
    assert queries.question_for(lena, 0) is None


def test_the_public_page_knows_only_what_was_opened(drafted, lena):
    assert queries.by_code(drafted.code) is None
    running.open_(survey=drafted, by=lena)
    assert queries.by_code(drafted.code.upper()) == drafted
    assert queries.by_code("nothing") is None


def test_results_only_once_it_is_closed_and_with_the_year_before(
    opened, lena, answered, time_machine
):
    answered(opened, [{"upset": [0]}] * 12)
    assert not queries.results_of(opened).enough
    assert queries.about(opened) == 10
    opened = running.close(survey=opened, by=lena)
    assert queries.results_of(opened).answers == 12
    assert queries.listed(lena).get().sent == 12

    time_machine.move_to("2027-11-02 09:00:00Z")
    days = {"opens_on": date(2027, 11, 2), "closes_on": date(2027, 11, 20)}
    row = running.open_(survey=running.make(audience="pupils", by=lena, **days), by=lena)
    answered(row, [{"upset": [1]}] * 10)
    found = queries.results_of(running.close(survey=row, by=lena))

    assert (found.answers, found.answers_before) == (10, 12)
    assert queries.year_before(row) == opened


def test_figures_are_counts(opened, lena, answered, oakfield):
    answered(opened, [{"upset": [0]}] * 9)
    running.close(survey=opened, by=lena)
    other = Survey.objects.create(
        school=oakfield, audience="staff", code="x", opens_on=FIRST, closes_on=LAST,
        made_at=opened.made_at, made_by_id=lena.membership_id, opened_at=opened.made_at,
        closed_at=opened.made_at + timedelta(hours=9),
    )  # fmt: skip
    Sheet.objects.bulk_create(
        Sheet(school=oakfield, survey=other, chosen={}, key=uuid.uuid4()) for _n in range(11)
    )

    assert queries.figures(FIRST, FIRST) == {
        "closed": 2,
        "surveys": [
            {"audience": "pupils", "answers": None},
            {"audience": "staff", "answers": 11},
        ],
    }
    assert queries.figures(LAST, LAST) == {"closed": 0, "surveys": []}


def test_dates_for_the_planner(opened, lena, tom):
    found = due.between(lena, FIRST, LAST)
    mine = [(one.on, one.done) for one in found if one.kind == dates.KIND]

    assert mine == [(FIRST, True), (LAST, False)]
    assert [one.kind for one in due.between(tom, FIRST, LAST) if one.kind == dates.KIND] == []
    (next_year,) = dates.dates(lena, date(2027, 11, 1), date(2027, 11, 30))
    assert next_year.on == date(2027, 11, 3)
    assert [one.on for one in dates.dates(lena, LAST, LAST)] == [LAST]
    assert [one.on for one in dates.dates(lena, FIRST, FIRST)] == [FIRST]
    assert dates._a_year_after(date(2024, 2, 29)) == date(2025, 2, 28)


def test_in_the_audit_log_they_exist_for_who_keeps_them(opened, lena, tom):
    ref = str(opened)
    assert ref in objects.seen(lena, {ref})
    assert ref not in objects.seen(tom, {ref})
