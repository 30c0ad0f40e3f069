"""Asking and reminding in portions: once for each, whatever happens in the middle."""

from datetime import date

import pytest
from django.db import DatabaseError

from aup.choices import AskState, LetterKind
from aup.models import AgreementSettings, Ask, Letter
from aup.services import campaigns, delivering, rounds
from esafety.audit.models import AuditEvent
from esafety.jobs.models import Job
from esafety.notices.models import Notice
from esafety.people.models import Guardianship
from tests.aup.asked import asked, decline, sign
from tests.aup.rounds import ask_all, clock, prepared, pupil, running
from tests.aup.services.test_asking import newer
from tests.factories.people import make_guardian, make_person


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


def tie(parent, child):
    Guardianship.objects.create(
        school=child.school, guardian=parent, child=child, parental_responsibility=True
    )


def remind(campaign, day=3):
    after, by = 0, clock(campaign.school)
    while after is not None:
        after = rounds.remind_some(campaign=campaign.pk, day=day, after=after, by=by)


def reminded():
    rows = Letter.objects.filter(kind=LetterKind.REMINDER).order_by("person__first_name")
    return [letter.person.first_name for letter in rows]


def ask_of(person):
    return Ask.objects.select_related("agreement", "version", "subject").get(subject=person)


def test_a_parent_gets_one_letter_for_all_their_children(agreed, olu):
    children = [pupil(agreed, f"{name} Ash", year=y) for name, y in (("Ada", "3"), ("Ben", "5"))]
    pia = make_guardian(children[0], "Pia Ash", email="pia@example.org")
    tie(pia, children[1])

    running(olu)

    assert Ask.objects.count() == 2
    letter = Letter.objects.get()
    assert (letter.person, letter.kind, letter.campaign) == (
        pia,
        "ask",
        Ask.objects.first().campaign,
    )
    assert letter.once_key == f"campaign:{letter.campaign_id}:ask:{pia.pk}"
    assert Job.objects.filter(kind="agreement.letter").count() == 1


def test_one_letter_even_where_the_children_come_in_two_portions(agreed, olu, monkeypatch):
    monkeypatch.setattr(rounds, "PORTION", 1)
    children = [pupil(agreed, f"{name} Ash") for name in ("Ada", "Ben")]
    pia = make_guardian(children[0], "Pia Ash", email="pia@example.org")
    tie(pia, children[1])

    running(olu)

    assert (Ask.objects.count(), Letter.objects.count()) == (2, 1)


def test_letters_go_to_parental_responsibility_and_an_address_alone(agreed, olu):
    child = pupil(agreed, "Ada Ash", "Pia Ash")
    make_guardian(child, "Quin Ash")
    other = make_person(agreed, "Ned Nail", kind="guardian", email="ned@example.org")
    Guardianship.objects.create(
        school=agreed, guardian=other, child=child, parental_responsibility=False
    )
    gone = make_guardian(child, "Gus Ash", email="gus@example.org")
    Guardianship.objects.filter(guardian=gone).update(ended_on=date(2026, 1, 1))

    running(olu)

    assert [letter.person.first_name for letter in Letter.objects.all()] == ["Pia"]


def test_staff_see_a_notice_and_those_without_an_account_get_a_letter(agreed, olu, tom, gwen):
    make_person(agreed, "Gil Gate", kind="governor", email="gil@example.org")
    make_person(agreed, "Nobody Known", kind="staff")

    running(olu, "staff")

    told = Notice.objects.filter(kind=delivering.ASKED)
    assert {notice.member_id for notice in told} == {
        actor.membership_id for actor in (olu, tom, gwen)
    }
    assert [letter.person.first_name for letter in Letter.objects.all()] == ["Gil"]
    assert Ask.objects.count() == 5


def test_visitors_get_a_letter(agreed, olu):
    make_person(agreed, "Vi Sitor", kind="visitor", email="vi@example.org")

    running(olu, "visitors")

    assert Letter.objects.get().person.first_name == "Vi"


def test_only_the_chosen_groups(agreed, olu):
    for name, year, tutor in (("Ada A", "3", "3A"), ("Ben B", "4", "4A"), ("Cy C", "5", "5B")):
        pupil(agreed, name, f"P{name}", year=year, tutor=tutor)

    running(olu, groups={"year_groups": ["3"], "tutor_groups": ["5B"], "kinds": ["pupil"]})

    assert sorted(ask.subject.first_name for ask in Ask.objects.all()) == ["Ada", "Cy"]


def test_killed_in_the_middle_of_a_portion_nothing_of_it_happened(agreed, olu, monkeypatch):
    for n in range(3):
        pupil(agreed, f"Ada{n} Ash", f"Pia{n} Ash")
    monkeypatch.setattr(rounds, "PORTION", 2)
    row = campaigns.start(campaign=prepared(olu), by=olu)
    rounds.ask_some(campaign=row.pk, by=clock(agreed))
    write, calls = delivering.links.write, []

    def die(**facts):
        calls.append(facts)
        write(**facts)
        raise DatabaseError

    with monkeypatch.context() as broken:
        broken.setattr(delivering.links, "write", die)
        with pytest.raises(DatabaseError):
            rounds.ask_some(campaign=row.pk, by=clock(agreed))
    assert (len(calls), Ask.objects.count(), Letter.objects.count()) == (1, 2, 2)

    ask_all(row)
    ask_all(row)

    assert (Ask.objects.count(), Letter.objects.count()) == (3, 3)
    assert Job.objects.filter(kind="agreement.letter").count() == 3


def test_who_waits_alone_or_did_not_reply_joins_the_campaign(agreed, olu):
    ada, ben, cy = (pupil(agreed, f"{n} Ash", f"P{n} Ash") for n in ("Ada", "Ben", "Cy"))
    asked(agreed, ada)
    Ask.objects.filter(pk=asked(agreed, ben).pk).update(state=AskState.NO_REPLY)
    Ask.objects.filter(pk=asked(agreed, cy).pk).update(state=AskState.DECLINED)

    row = running(olu)

    mine = Ask.objects.filter(campaign=row)
    assert {ask.subject for ask in mine} == {ada, ben}
    assert {(ask.state, ask.due_on) for ask in mine} == {("asked", row.closes_on)}
    assert Letter.objects.count() == 2


def test_a_question_of_another_campaign_that_runs_stays_there(agreed, olu):
    pupil(agreed, "Ada Ash", "Pia Ash")
    first = running(olu)
    ben = pupil(agreed, "Ben Ash", "Pam Ash", year="5")

    second = running(olu)

    assert Ask.objects.get(subject=ben).campaign == second
    assert Ask.objects.get(campaign=first).subject.first_name == "Ada"


def test_after_a_small_change_who_signed_is_not_asked_again(agreed, olu):
    ada, ben = (pupil(agreed, f"{n} Ash", f"P{n} Ash", year="1") for n in ("Ada", "Ben"))
    sign(asked(agreed, ada), "parent", olu)
    newer(asked(agreed, ben).version, material=False)

    row = running(olu, "pupils_early")

    assert [ask.subject for ask in Ask.objects.filter(campaign=row)] == [ben]


def test_after_a_large_change_everybody_is_asked(agreed, olu):
    ada = pupil(agreed, "Ada Ash", "Pia Ash", year="1")
    ask = asked(agreed, ada)
    sign(ask, "parent", olu)
    newer(ask.version)

    row = running(olu, "pupils_early")

    assert [one.subject for one in Ask.objects.filter(campaign=row)] == [ada]


def test_reminded_are_only_those_still_missing_and_never_twice(agreed, olu):
    names = ("Ada", "Ben", "Cy")
    ada, ben, _cy = (pupil(agreed, f"{n} Ash", f"P{n} Ash", year="1") for n in names)
    row = running(olu, "pupils_early")
    sign(ask_of(ada), "parent", olu)
    decline(ask_of(ben), "parent", olu)

    remind(row)
    remind(row)

    assert reminded() == ["PCy"]
    assert Letter.objects.get(kind="reminder").once_key.startswith(f"{row}:reminder:3:")
    assert AuditEvent.objects.filter(type="campaign.reminded").count() == 2
    remind(row, day=7)
    assert reminded() == ["PCy", "PCy"]


def test_while_paused_nobody_is_reminded(agreed, olu):
    pupil(agreed, "Ada Ash", "Pia Ash")
    row = campaigns.pause(campaign=running(olu), by=olu)

    remind(row)

    assert reminded() == []


def test_staff_are_reminded_in_their_account(agreed, olu):
    row = running(olu, "staff")

    remind(row)
    remind(row)

    assert Notice.objects.filter(kind=delivering.REMINDED).count() == 1


def test_where_both_parents_sign_only_the_other_is_reminded(agreed, olu):
    AgreementSettings.objects.create(school=agreed, parents_needed="all")
    ada = pupil(agreed, "Ada Ash", "Pia Ash", "Quin Ash", year="1")
    ben = pupil(agreed, "Ben Birch", "Una Birch", "Val Birch", year="4")
    row = running(olu, "pupils_early")
    later = running(olu)
    [pia, _quin] = [one.guardian for one in ada.guardians.order_by("pk")]
    sign(ask_of(ada), "parent", olu, person=pia)
    for tied in ben.guardians.all():
        sign(ask_of(ben), "parent", olu, person=tied.guardian)

    remind(row)
    assert reminded() == ["Quin"]

    remind(later)  # both signed, and the child's own part is missing: either can help
    assert reminded() == ["Quin", "Una", "Val"]


def test_without_an_audit_row_nobody_is_reminded(agreed, olu, monkeypatch):
    pupil(agreed, "Ada Ash", "Pia Ash")
    row = running(olu)

    def fail(**_facts):
        raise DatabaseError

    monkeypatch.setattr(rounds.audit, "record", fail)
    with pytest.raises(DatabaseError):
        remind(row)
    assert reminded() == []
