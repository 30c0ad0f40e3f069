"""What exists for whom, who is due, figures and dates."""

from datetime import date, timedelta

from django_scopes import scope

from esafety.access.actor import Actor
from esafety.access.roles import Role
from esafety.audit import objects
from policies import due
from policies.training import dates, queries
from policies.training.choices import Group
from policies.training.models import Session
from policies.training.services import attending, needing, sessions
from tests.policies.training.conftest import TODAY
from tests.policies.training.services.test_needing_and_certifying import ANSWERS

NOBODY = Actor(school_id=1, membership_id=1, roles=frozenset({Role.PUPIL}))


def test_sessions_exist_for_keepers_and_for_those_who_attended(
    today_session, lena, olu, tom, nat, boris, brook
):
    attending.sign_in(code=today_session.code, by=tom)

    assert {who for who in (lena, olu, tom, nat) if queries.visible_to(who).exists()} == {
        lena, olu, tom,
    }  # fmt: skip
    assert list(queries.visible_to(NOBODY)) == []
    assert queries.listed(lena).get().came == 1
    with scope(school=brook):
        assert not queries.visible_to(boris).exists()
        assert queries.by_code(today_session.code) is None


def test_what_was_attended(today_session, lena, tom, nat):
    attending.sign_in(code=today_session.code, by=tom)

    assert [a.session for a in queries.mine(tom)] == [today_session]
    assert list(queries.mine(nat)) == list(queries.every_attendance(tom)) == []
    assert [a.member_id for a in queries.every_attendance(lena)] == [tom.membership_id]
    assert queries.certificate(today_session, tom.membership_id) is None


def test_who_is_due(today_session, lena, tom, gwen):
    attending.sign_in(code=today_session.code, by=tom)
    found = {one.member.pk: {line.rule for line in one.lines} for one in queries.standings(TODAY)}

    assert found[tom.membership_id] == {"yearly", "needs"}
    assert found[gwen.membership_id] == {"governors"}
    assert {line.rule for line in queries.due_for(tom, TODAY)} == {"needs"}
    needing.tell(answers=ANSWERS, by=tom)
    assert queries.due_for(tom, TODAY) == queries.next_for(NOBODY, TODAY) == []


def test_needs(oakfield, lena, tom):
    needing.tell(answers=ANSWERS, by=tom)

    assert queries.needs_given(tom, 2026).answers == ANSWERS
    assert queries.needs_given(lena, 2026) is None
    assert queries.needs_of(lena, 2026).count() == 1
    assert list(queries.needs_of(tom, 2026)) == []
    assert queries.needs_counts(2026)["ai"] == {"need": 1}


def test_groups_of_roles():
    both = frozenset({Role.STAFF, Role.GOVERNOR})

    assert queries.groups_of(both) == {Group.STAFF, Group.GOVERNORS}
    assert queries.groups_of(frozenset({Role.CHAIR})) == {Group.GOVERNORS}
    assert queries.groups_of(frozenset({Role.PUPIL})) == frozenset()


def test_figures_are_counts(today_session, lena, tom):
    Session.objects.update(guests=4)
    attending.sign_in(code=today_session.code, by=tom)
    needing.tell(answers=ANSWERS, by=tom)
    found = queries.figures(TODAY, TODAY)

    assert found["sessions"]["yearly"] == 1
    assert (found["attended"], found["guests"], found["members"], found["overdue"]) == (1, 4, 2, 1)
    assert found["needs"]["ai"] == 1
    assert queries.figures(TODAY - timedelta(days=9), TODAY - timedelta(days=9))["attended"] == 0


def test_dates_for_the_planner(today_session, lena, tom, gwen):
    later = date(2027, 3, 1)
    sessions.make(day=later, kind="governors", title="G", groups=["governors"], by=lena)
    attending.sign_in(code=today_session.code, by=tom)

    def of(actor):
        found = due.between(actor, TODAY, date(2027, 12, 31))
        return [(one.on, one.words) for one in found if one.kind == dates.KIND]

    assert (later, "Training: G") in of(gwen)
    assert (TODAY, "Training: Yearly update") not in of(gwen)
    assert (later, "Training: G") in of(lena)
    assert (later, "Training: G") not in of(tom)
    assert (TODAY + timedelta(days=365), "My training: Yearly training") in of(tom)
    assert list(dates.dates(NOBODY, TODAY, TODAY)) == []


def test_for_whom_notices_and_events_exist(today_session, lena, tom):
    refs = {"training:mine", "training:overdue", str(today_session)}

    assert objects.seen(tom, refs) == {"", "training:mine"}
    assert objects.seen(lena, refs) == {"", *refs}
    assert objects.seen(NOBODY, refs) == {""}
