"""Whether a DSL or deputy is there, and who stands in."""

from datetime import date, timedelta

from esafety.notices.cover import Away, Cover, Gap

MONDAY = date(2026, 11, 9)
DEE, QUIN, TOM, NAT = 1, 2, 3, 4


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def cover(*away, team=(DEE,), members=(DEE, QUIN, TOM, NAT)) -> Cover:
    return Cover(frozenset(team), frozenset(members), away, lambda d: d.weekday() < 5)


def gone(member, deputy=None, first=0, last=0):
    return Away(member, deputy, day(first), day(last))


def gaps(found: Cover):
    return [
        ((gap.first - MONDAY).days, (gap.last - MONDAY).days, gap.stand_ins)
        for gap in found.gaps(MONDAY, day(13))
    ]


def test_a_team_that_is_there_leaves_no_gap():
    assert gaps(cover()) == []


def test_a_deputy_dsl_who_is_there_is_enough():
    assert gaps(cover(gone(DEE), team=(DEE, QUIN))) == []


def test_days_in_a_row_are_one_gap_over_the_weekend():
    assert gaps(cover(gone(DEE, None, 3, 8))) == [(3, 8, ())]


def test_a_day_with_cover_between_parts_two_gaps():
    assert gaps(cover(gone(DEE, None, 0, 0), gone(DEE, None, 2, 2))) == [(0, 0, ()), (2, 2, ())]


def test_days_without_school_need_nobody():
    assert gaps(cover(gone(DEE, None, 5, 6))) == []


def test_who_stands_in_is_named():
    found = cover(gone(DEE, TOM, 0, 1), gone(DEE, NAT, 2, 2)).gaps(MONDAY, day(4))

    assert found == [Gap(day(0), day(1), (TOM,)), Gap(day(2), day(2), (NAT,))]


def test_a_deputy_who_is_away_hands_on_to_their_own():
    assert gaps(cover(gone(DEE, TOM), gone(TOM, NAT))) == [(0, 0, (NAT,))]


def test_a_deputy_who_is_away_without_one_is_no_cover():
    assert gaps(cover(gone(DEE, TOM), gone(TOM))) == [(0, 0, ())]


def test_a_circle_of_deputies_is_no_cover():
    assert gaps(cover(gone(DEE, QUIN), gone(QUIN, DEE), team=(DEE, QUIN))) == [(0, 0, ())]
    assert gaps(cover(gone(DEE, TOM), gone(TOM, NAT), gone(NAT, TOM))) == [(0, 0, ())]


def test_a_deputy_who_has_left_is_no_cover():
    assert gaps(cover(gone(DEE, TOM), members=(DEE,))) == [(0, 0, ())]


def test_without_a_team_every_school_day_is_a_gap():
    assert gaps(cover(team=())) == [(0, 11, ())]
