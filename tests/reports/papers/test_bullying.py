"""The yearly report on bullying: counted right, and small numbers covered."""

from datetime import date

import pytest
from django.utils import timezone

from esafety.access.refused import Refused
from esafety.suppression import Cover, suppress
from incidents.models import Entry
from reports.choices import PaperKind
from reports.papers import bullying, bullying_counts
from tests.factories.incidents import make_incident
from tests.factories.people import make_person
from tests.reports.papers.drawn import paper_of, text_of

FIRST, LAST = bullying_counts.days_of(2026)


def read(actor):
    return bullying_counts.read(actor, FIRST, LAST)


def shown(school, actor, year="2026"):
    html, ids = bullying.show(
        paper_of(school, actor, PaperKind.BULLYING, year=year), actor, timezone.now()
    )
    return text_of(html), ids


def test_a_year_counted_by_hand(oakfield, lena):
    ada, ben = make_person(oakfield, "Ada Ash"), make_person(oakfield, "Ben Beech", year_group="")
    first = make_incident(
        oakfield, people=[(ada, "target"), (ben, "offender")], platforms=["snapchat", "tiktok"],
        strands=["race"], happened_on=date(2026, 9, 1),
    )  # fmt: skip
    first.involved.filter(person=ben).update(bullying_role="ringleader")
    again = make_incident(
        oakfield, people=[(ada, "both")], happened_on=date(2027, 8, 31), place="outside",
    )  # fmt: skip
    other = make_incident(oakfield, people=[(ben, "target")])
    now = timezone.now()
    for _each in range(2):
        Entry.objects.create(
            school=oakfield, incident=first, kind="action", action="parents", happened_at=now,
            entered_at=now,
        )  # fmt: skip
    make_incident(oakfield, happened_on=date(2026, 8, 31))
    make_incident(oakfield, happened_on=date(2027, 9, 1))
    make_incident(oakfield, types=("gambling",))
    make_incident(oakfield, status="not_incident")

    found = read(lena)
    cells = found.cells
    assert sorted(found.incidents) == sorted([first.pk, again.pk, other.pk])
    assert {key: number for key, number in cells.items() if number} == {
        "all": 3, "open": 3, "first": 2, "again": 1,
        "place.inside": 2, "place.outside": 1,
        "means.snapchat": 1, "means.tiktok": 1, "means.none": 2,
        "strand.race": 1, "strand.none": 2,
        "action.parents": 1, "action.none": 2,
        "targets": 3, "year.8": 2, "year.unknown": 1,
        "people": 4, "role.ringleader": 1, "role.none": 3,
        "part.target": 2, "part.both": 1, "part.offender": 1,
    }  # fmt: skip


def test_a_closed_case_counts_by_its_outcome(oakfield, lena):
    now = timezone.now()
    make_incident(
        oakfield, status="closed", summary="x", outcome="restorative", closed_at=now,
        closed_by_id=lena.membership_id,
    )  # fmt: skip
    cells = read(lena).cells

    assert (cells["closed"], cells["outcome.restorative"], cells["open"]) == (1, 1, 0)


def test_the_numbers_always_keep_the_rules(oakfield, lena):
    for number in range(6):
        make_incident(oakfield, people=[(make_person(oakfield, f"Ada Ash{number}"), "target")])
    cells = suppress(read(lena).cells, bullying_counts.RULES)

    assert cells["all"] == 6
    assert not {1, 2, 3, 4}.intersection(n for n in cells.values() if not isinstance(n, Cover))


def test_a_small_year_shows_no_small_number(oakfield, lena):
    ada = make_person(oakfield, "Ada Ash")
    one = make_incident(oakfield, people=[(ada, "target")])
    text, ids = shown(oakfield, lena)

    assert "Incidents of bullying fewer than 5" in text or "too small to be shown" in text
    assert one.reference not in text
    assert "Ash" not in text
    assert ids == [one.pk]


def test_where_nothing_can_be_proven_safe_no_figure_is_shown(oakfield, lena, monkeypatch):
    def gives_up(counts, rules, **_more):
        raise bullying.NotProven("all")

    monkeypatch.setattr(bullying, "suppress", gives_up)
    assert "too small to be shown" in shown(oakfield, lena)[0]


def test_a_year_without_any_shows_noughts(oakfield, lena):
    assert "Incidents of bullying 0" in shown(oakfield, lena)[0]


def test_it_counts_what_its_reader_may_see(oakfield, lena, dee):
    make_incident(oakfield, child_protection=True)

    assert (read(lena).cells["all"], read(dee).cells["all"]) == (0, 1)


def test_the_words_of_cells():
    assert bullying._words(7) == "7"
    assert bullying._words(Cover.FEW) == "fewer than 5"
    assert bullying._words(Cover.HIDDEN) == "not shown"


def test_who_may_not_export_is_refused(tom):
    with pytest.raises(Refused):
        bullying.check(tom, {})


def test_the_same_few_queries_for_any_number(oakfield, lena, django_assert_num_queries):
    make_incident(oakfield)
    with django_assert_num_queries(40, exact=False) as one:
        read(lena)
    for _each in range(5):
        make_incident(oakfield)
    with django_assert_num_queries(len(one)):
        read(lena)
