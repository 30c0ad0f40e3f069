"""Who may do what: each transition and each role."""

import pytest

from esafety.access.refused import Refused
from esafety.access.roles import Role
from reports import permissions
from reports.choices import Part, ReportStatus
from reports.models import GovernorReport
from reports.workflow import MOVES
from tests.factories.schools import make_member

CAST = ("lena", "dee", "hari", "tom", "gwen", "cora", "olu", "nat")
MAIN = {
    ("draft", "ready"): {"lena"},
    ("ready", "approved"): {"hari"},
    ("ready", "draft"): {"lena", "hari"},
    ("approved", "draft"): {"hari"},
    ("approved", "published"): {"lena", "hari"},
}


@pytest.fixture
def cast(lena, dee, hari, tom, gwen, cora, olu, nat):
    return dict(zip(CAST, (lena, dee, hari, tom, gwen, cora, olu, nat), strict=True))


def allowed(check, *args) -> bool:
    try:
        check(*args)
    except Refused:
        return False
    return True


@pytest.mark.parametrize(("start", "to"), MAIN)
def test_who_makes_each_move_of_a_main_report(cast, report, start, to):
    report.status = start
    report.save()
    move = MOVES[Part.MAIN, ReportStatus(start), ReportStatus(to)]

    may = {n for n, a in cast.items() if allowed(permissions.check_can_move, a, report, move)}

    assert may == MAIN[start, to]


@pytest.mark.parametrize(("start", "to"), [("draft", "approved"), ("approved", "draft")])
def test_an_annex_is_moved_by_its_maker_alone(cast, annex, start, to):
    annex.status = start
    annex.save()
    move = MOVES[Part.ANNEX, ReportStatus(start), ReportStatus(to)]

    may = {n for n, a in cast.items() if allowed(permissions.check_can_move, a, annex, move)}

    assert may == {"hari"}


def test_nobody_approves_what_they_drafted(oakfield, term, hari):
    other = make_member(oakfield, "Hester Holly", Role.HEAD)
    report = GovernorReport.objects.create(
        school=oakfield, term=term, status="ready", drafted_at="2026-12-01T09:00Z",
        drafted_by_id=hari.membership_id,
    )  # fmt: skip
    move = MOVES[Part.MAIN, ReportStatus.READY, ReportStatus.APPROVED]

    assert not allowed(permissions.check_can_move, hari, report, move)
    assert allowed(permissions.check_can_move, other, report, move)


def test_who_begins_a_report(cast):
    may = {name for name, actor in cast.items() if allowed(permissions.check_can_start, actor)}

    assert may == {"lena", "dee"}


def test_a_head_begins_one_where_another_can_approve(oakfield, hari):
    make_member(oakfield, "Hester Holly", Role.HEAD)

    assert allowed(permissions.check_can_start, hari)


def test_who_makes_an_annex(cast):
    may = {n for n, actor in cast.items() if allowed(permissions.check_can_start_annex, actor)}

    assert may == {"hari", "cora"}


def test_who_writes_in_a_main_report(cast, report):
    may = {n for n, a in cast.items() if allowed(permissions.check_can_write, a, report)}

    assert may == {"lena", "dee", "hari"}


def test_a_governor_does_not_write_in_what_they_can_read(published, gwen):
    with pytest.raises(Refused, match="Only those who draft"):
        permissions.check_can_write(gwen, published)


def test_who_writes_in_an_annex(cast, annex):
    may = {n for n, a in cast.items() if allowed(permissions.check_can_write, a, annex)}

    assert may == {"hari"}


def test_a_governor_takes_the_published_edition_alone(published, gwen, lena):
    draft, final = published.editions.all()

    assert allowed(permissions.check_can_see_edition, gwen, final)
    assert not allowed(permissions.check_can_see_edition, gwen, draft)
    assert allowed(permissions.check_can_see_edition, lena, draft)
