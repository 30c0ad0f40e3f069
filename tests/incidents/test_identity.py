"""Saying that a typed name is another person, and who it could mean."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from esafety.access.roles import Role
from incidents import chain, queries
from incidents.cases.services import referring
from incidents.models import NotSamePerson
from incidents.services import identity
from tests.factories.schools import make_member
from tests.incidents.case_access.given import told
from tests.incidents.cases import (
    audit_that_fails,
    entry_of,
    events_of,
    last_entry,
    make_case,
    member,
    refused,
)


def sees(actor, incident) -> bool:
    return queries.visible_to(actor).filter(pk=incident.pk).exists()


def typed(school, name, **extra):
    return make_case(school, typed=[(name, "child", "offender")], **extra).involved.get()


def test_clearing_a_name_opens_the_case_and_is_kept_for_ever(oakfield, lena, dee):
    one = typed(oakfield, "Ben Larch")

    cleared = identity.clear(involved=one, member=member(lena), by=dee, reason="In year 9.")

    assert sees(lena, one.incident)
    assert (cleared.member, cleared.said_by) == (member(lena), member(dee))
    words = "“Ben Larch” is another person than Lena Larch. In year 9."
    assert last_entry(one.incident).text == words
    data = {"member": f"member:{lena.membership_id}", "involved": one.pk}
    assert events_of(one.incident) == [("incident.person_cleared", data)]


def test_nobody_clears_a_name_that_could_be_theirs(oakfield, lena):
    one = typed(oakfield, "Ben Larch")

    with refused("This incident was not found"):
        identity.clear(involved=one, member=member(lena), by=lena, reason="Not me.")


def test_nobody_speaks_for_themselves_even_where_they_may_see_the_case(oakfield, dee):
    one = typed(oakfield, "Kim Whitebeam")

    with refused("Somebody else has to say"):
        identity.clear(involved=one, member=member(dee), by=dee, reason="Not me.")


def test_the_database_itself_refuses_somebody_who_speaks_for_themselves(oakfield, dee):
    one = typed(oakfield, "Kim Whitebeam")
    facts = {"said_at": timezone.now(), "reason": "Not me."}
    with pytest.raises(IntegrityError), transaction.atomic():
        NotSamePerson.objects.create(
            school=oakfield, involved=one, member=member(dee), said_by=member(dee), **facts
        )


def test_a_name_like_the_heads_is_cleared_by_the_chair(oakfield, lena, hari, cora):
    one = typed(oakfield, "Kit Hazel")
    before = (sees(lena, one.incident), sees(cora, one.incident))

    identity.clear(involved=one, member=member(hari), by=cora, reason="A pupil.")

    assert before == (False, True)
    assert (sees(lena, one.incident), sees(cora, one.incident)) == (True, False)


def test_each_member_whose_name_is_like_it_is_cleared_apart(oakfield, lena, dee):
    leo = make_member(oakfield, "Leo Larch", Role.DEPUTY_LEAD)
    one = typed(oakfield, "Ben Larch")

    identity.clear(involved=one, member=member(lena), by=dee, reason="A pupil.")

    assert (sees(lena, one.incident), sees(leo, one.incident)) == (True, False)
    assert chain.may_be(one.incident) == {one.pk: [member(leo)]}


def test_what_was_said_or_never_in_doubt_is_not_said_again(oakfield, lena, dee, hari):
    one = typed(oakfield, "Ben Larch")
    identity.clear(involved=one, member=member(lena), by=dee, reason="A pupil.")

    for somebody in (lena, hari):
        with refused("nothing left to say"):
            identity.clear(involved=one, member=member(somebody), by=dee, reason="A pupil.")


def test_clearing_needs_a_reason(oakfield, lena, dee):
    one = typed(oakfield, "Ben Larch")

    with refused("Give a reason"):
        identity.clear(involved=one, member=member(lena), by=dee, reason=" ")


def test_a_reader_without_the_right_to_handle_clears_nothing(oakfield, lena):
    reader = make_member(oakfield, "Sue Sorrel", Role.SENIOR_LEADER)
    one = typed(oakfield, "Ben Larch")

    with refused("Only those who handle incidents"):
        identity.clear(involved=one, member=member(lena), by=reader, reason="A pupil.")


def test_without_its_audit_row_nothing_is_saved(oakfield, lena, dee, monkeypatch):
    one = typed(oakfield, "Ben Larch")

    with audit_that_fails(monkeypatch):
        identity.clear(involved=one, member=member(lena), by=dee, reason="A pupil.")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ben Larch", ["Lena Larch"]),
        ("Larsh", ["Lena Larch"]),
        ("lena", ["Lena Larch"]),
        ("Lena Whitebeam", []),
        ("Kim Whitebeam", []),
        ("Hazel Dogwood", ["Dee Dogwood", "Hari Hazel"]),
    ],
)
def test_who_a_typed_name_could_be(oakfield, lena, dee, hari, name, found):
    one = typed(oakfield, name)

    may_be = chain.may_be(one.incident).get(one.pk, [])

    assert sorted(m.display_name for m in may_be) == found


def test_who_a_typed_name_could_be_agrees_with_who_is_shut_out(oakfield, lena, dee, cora):
    for name in ("Ben Larch", "Larch", "dee", "D. Dogwod", "Kim", "Cedar Tree", "Ash Lena"):
        one = typed(oakfield, name)
        could = {m.pk for m in chain.may_be(one.incident).get(one.pk, [])}
        for actor in (lena, dee):
            assert sees(actor, one.incident) == (actor.membership_id not in could), name


def test_who_may_handle_a_case(oakfield, lena, dee, hari, tom, cora):
    incident = make_case(oakfield, people=[(entry_of(lena), "target")])

    assert chain.may_handle(incident) == [member(dee), member(hari)]


def test_asking_who_a_name_could_be_costs_the_same_for_one_and_thirty(oakfield, lena, dee):
    one = make_case(oakfield, typed=[("Ben Larch", "child", "target")])
    many = make_case(
        oakfield, typed=[(f"Ben Larch{'x' * n}", "child", "target") for n in range(30)]
    )
    counts = []
    for incident in (one, many):
        with CaptureQueriesContext(connection) as seen:
            chain.may_be(incident)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_who_could_be_given_the_case_is_asked_about_apart(oakfield, lena, dee, tom, gwen):
    hester = make_member(oakfield, "Hester Larsh", Role.HEAD_OF_YEAR)
    one = typed(oakfield, "Ben Larch")

    assert chain.may_be(one.incident) == {one.pk: [member(lena)]}
    assert chain.may_be_anybody(one.incident) == {one.pk: [member(hester), member(lena)]}
    assert chain.may_be_anybody(typed(oakfield, "Gwen Gorse").incident) == {}


def test_a_head_of_year_with_the_surname_of_a_pupil_is_cleared_and_given_the_case(
    oakfield, lena, dee
):
    hester = make_member(oakfield, "Hester Larsh", Role.HEAD_OF_YEAR)
    one = typed(oakfield, "Ben Larsh-Ash")
    facts = {"incident": one.incident, "by": dee, "member": member(hester)}
    facts |= {"technical": False, "reason": "Talk to the tutor group."}
    with refused("can have no part in this case"):
        referring.refer(**facts)

    identity.clear(involved=one, member=member(hester), by=dee, reason="In year 9.")
    before = sees(hester, one.incident)
    referring.refer(**facts)

    assert (before, sees(hester, one.incident)) == (False, True)
    assert [kind for kind, _data in events_of(one.incident)] == [
        "incident.person_cleared",
        "incident.referred",
    ]


def test_nobody_clears_who_is_named_otherwise(oakfield, dee, tom):
    one = make_case(oakfield, people=[(entry_of(tom), "witness")]).involved.get()

    with refused("nothing left to say"):
        identity.clear(involved=one, member=member(tom), by=dee, reason="Not him.")


def test_who_is_cleared_and_handles_incidents_is_told_that_the_case_is_theirs(oakfield, lena, dee):
    one = typed(oakfield, "Ben Larch")

    identity.clear(involved=one, member=member(lena), by=dee, reason="In year 9.")

    assert told(lena) == [("case.yours_now", one.incident.audit_ref)]
