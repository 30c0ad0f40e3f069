"""What exists for whom; figures and dates."""

from datetime import timedelta

from django_scopes import scope

from esafety.audit import objects
from policies import due
from policies.meetings import queries, workflow
from policies.meetings.services import acting, preparing
from policies.training.needs import TOPICS
from policies.training.services import attending, needing, sessions
from tests.policies.meetings.conftest import SOON, TODAY


def test_meetings_exist_for_those_who_attend(meeting, lena, dee, cora, tom, gwen, boris, brook):
    there = {who for who in (lena, dee, cora, tom, gwen) if queries.visible_to(who).exists()}
    assert there == {lena, dee, cora}
    with scope(school=brook):
        assert not queries.visible_to(boris).exists()
        assert not queries.actions_for(boris).exists()


def test_actions_exist_for_whose_they_are_and_those_who_attend(action, meeting, dee, tom, nat):
    refs = {str(action), str(meeting), "meeting_action:x"}

    assert objects.seen(tom, refs) == {"", str(action)}
    assert objects.seen(dee, refs) == {"", str(action), str(meeting)}
    assert objects.seen(nat, refs) == {""}
    assert list(queries.mine(tom)) == list(queries.open_for(tom)) == [action]
    assert queries.action_of(meeting, action.pk) == action
    assert queries.listed(dee).get().still_open == 1


def test_meetings_are_found_by_kind_state_and_every_word(closed, lena, dee, tom):
    item = preparing.add_item(
        meeting=preparing.plan(kind="committee", day=SOON, place="Library", by=lena),
        words="Phones in Year 8", by=lena,
    )  # fmt: skip
    preparing.write_item(
        item=item, words="Phones in Year 8", notes="", decision="Lockers from January", by=lena
    )

    def found(actor=dee, kind="", state="", q=""):
        return {row.kind for row in queries.found(actor, kind=kind, state=state, q=q)}

    assert found() == {"log_review", "committee"}
    assert (found(kind="committee"), found(state="closed")) == ({"committee"}, {"log_review"})
    assert found(state="open") == {"committee"}
    assert (found(q="room"), found(q="ROOM write")) == ({"log_review"}, {"log_review"})
    assert (found(q="phones lockers"), found(q="library")) == ({"committee"}, {"committee"})
    assert found(q="phones room") == set()
    assert found(actor=tom) == set()


def test_figures_are_counts(closed, action, lena, tom):
    assert queries.figures(TODAY, SOON) == {
        "held": {"log_review": 1, "committee": 0},
        "actions": 1,
        "answered": 0,
        "late": 0,
    }
    assert queries.figures(TODAY, SOON + timedelta(days=1))["late"] == 1
    acting.answer(action=action, answer="Done", by=tom)
    assert queries.figures(TODAY, SOON + timedelta(days=1))["answered"] == 1


def test_dates_for_the_planner(action, meeting, lena, tom, gwen):
    def of(actor):
        found = due.between(actor, TODAY, SOON)
        return [(one.on, one.ref, one.done) for one in found if one.kind == queries.OWN_KIND]

    assert of(lena) == [(TODAY, str(meeting), False)]
    assert of(tom) == [(SOON, str(action), False)]
    assert of(gwen) == []


def test_the_last_meeting_of_the_kind_only_and_no_endless_agenda(oakfield, lena, monkeypatch):
    preparing.plan(kind="committee", day=TODAY, place="", by=lena)
    monkeypatch.setattr(queries, "_MOST_PROPOSED", 0)
    needing.tell(answers=dict.fromkeys(TOPICS, "sure"), by=lena)
    assert len(queries.proposed(lena, SOON, "committee")) == 3
    row = sessions.make(day=TODAY, kind="yearly", title="T", groups=["staff"], by=lena)
    attending.tick(session=row, members=[lena.membership_id], by=lena)
    assert len(queries.proposed(lena, SOON, "committee")) == 2


def test_when_an_action_is_overdue(action, tom):
    assert not workflow.is_overdue(action, SOON)
    assert workflow.is_overdue(action, SOON + timedelta(days=1))
    assert workflow.reminder(SOON, SOON - timedelta(days=8)) == ""
