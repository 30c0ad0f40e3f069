"""What follows from signatures and was changed by hand is found: states, answers, pictures."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from aup import verify_answers
from aup.choices import AskState
from aup.consent_choices import Use
from aup.models import AgreementSettings, Answer, Ask, ConsentAnswer, ImageConsent
from aup.services import answering, consent_office, settling
from esafety.audit import triggers
from esafety.people.choices import Kind
from esafety.people.models import Guardianship, Person
from tests.aup.asked import asked, decline, sign
from tests.aup.services.test_consent import ALL, NONE, give, take_back
from tests.factories.people import make_guardian, make_person

S = AskState
STATE = "its state does not follow from its answers"
PICTURES = "its answers are not those that were signed"
TAKEN = "its signature was taken back, and the answers say otherwise"
OTHER = "it stands on the signature of something else"
TABLES = ("aup_answer", "aup_imageconsent", "aup_consentanswer", "signatures_withdrawal")


@pytest.fixture
def child(agreed):
    return make_person(agreed, "Ada Ash", year_group="4")


@pytest.fixture
def pia(child):
    return make_guardian(child, "Pia Ash")


@pytest.fixture
def ask(agreed, child, pia):
    return asked(agreed, child)


@pytest.fixture
def unlocked(agreed):
    """The triggers are off, as for someone with the database."""
    for table in TABLES:
        triggers.unprotect(connection, table)


def by_hand(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def broken(school):
    found = [*verify_answers.questions(school.pk), *verify_answers.pictures(school.pk)]
    return [(one.what, one.problem) for one in found]


def taken_back(ask, by):
    answer = Answer.objects.filter(kind="signed").last()
    return answering.withdraw(answer=answer, reason="x", means="link", by=by)


def in_state(state, ask, pia, by):
    """Bring a question to a state as its services do."""
    if state not in (S.ASKED, S.NO_REPLY, S.DECLINED):
        sign(ask, "witness" if state == S.WITNESSED else "own", by)
        sign(ask, "parent", by, person=pia)
    if state == S.DECLINED:
        decline(ask, "parent", by, person=pia)
    if state == S.DISAGREED:
        decline(ask, "parent", by, person=make_guardian(ask.subject, "Pit Ash"))
    if state == S.WITHDRAWN:
        taken_back(ask, by)
    if state in (S.NO_REPLY, S.SUPERSEDED):  # these follow from days and versions
        Ask.objects.filter(pk=ask.pk).update(state=state)
    assert Ask.objects.get(pk=ask.pk).state == state


@pytest.mark.parametrize("state", list(S))
def test_each_state_that_was_reached_passes_and_no_other(agreed, ask, pia, olu, state):
    in_state(state, ask, pia, olu)
    assert broken(agreed) == []

    if state == S.SUPERSEDED:  # whatever was answered, a newer question took its place
        return
    for other in set(S) - {state, S.SUPERSEDED}:
        Ask.objects.update(state=other)
        both_wait = {state, other} == {S.ASKED, S.NO_REPLY}  # which of the two is a matter of days
        assert broken(agreed) == ([] if both_wait else [(str(ask), STATE)]), other


def test_the_command_names_the_question_and_nobody(agreed, ask, capsys):
    Ask.objects.update(state=S.SIGNED)

    with pytest.raises(CommandError):
        call_command("verify_signatures")

    told = capsys.readouterr().out
    assert f"school {agreed.pk}: {ask}: {STATE}" in told
    assert not re.search("Ada|Ash", told)


def test_a_question_of_which_all_parents_must_sign_may_wait_for_one(agreed, ask, pia, olu):
    AgreementSettings.objects.create(school=agreed, parents_needed="all")
    pit = make_guardian(ask.subject, "Pit Ash")
    sign(ask, "own", olu)
    sign(ask, "parent", olu, person=pia)
    assert Ask.objects.get().state == S.ASKED
    assert broken(agreed) == []

    sign(ask, "parent", olu, person=pit)
    assert broken(agreed) == []
    Ask.objects.update(state=S.ASKED)
    assert broken(agreed) == [(str(ask), STATE)]


@pytest.mark.parametrize(
    "change", [{"ended_on": timezone.localdate}, {"parental_responsibility": lambda: False}]
)
def test_of_who_may_not_answer_any_more_the_answer_may_count_or_not(agreed, ask, pia, olu, change):
    in_state(S.DISAGREED, ask, pia, olu)
    [(name, value)] = change.items()
    Guardianship.objects.exclude(guardian=pia).update(**{name: value()})

    for state in (S.DISAGREED, S.SIGNED):
        Ask.objects.update(state=state)
        assert broken(agreed) == []
    Ask.objects.update(state=S.WITNESSED)
    assert broken(agreed) == [(str(ask), STATE)]


def test_where_nobody_of_two_may_answer_any_more_the_signature_counts(agreed, ask, pia, olu):
    in_state(S.DISAGREED, ask, pia, olu)
    Guardianship.objects.update(ended_on=timezone.localdate())

    settling.settle(by=olu)

    assert Ask.objects.get().state == S.SIGNED
    assert broken(agreed) == []


def test_a_parent_who_worked_here_once_counts_for_their_child(agreed, ask, pia, olu):
    yesterday = timezone.localdate() - timedelta(days=1)
    in_state(S.DISAGREED, ask, pia, olu)
    pit = Person.objects.get(first_name="Pit")
    Person.objects.filter(pk=pit.pk).update(kind=Kind.STAFF, left_on=yesterday)
    Guardianship.objects.filter(guardian=pia).update(ended_on=yesterday)

    settling.settle(by=olu)

    assert Ask.objects.get().state == S.DECLINED
    assert broken(agreed) == []


def test_an_answer_that_was_taken_out_is_missed(agreed, ask, pia, olu, unlocked):
    in_state(S.DISAGREED, ask, pia, olu)

    by_hand("DELETE FROM aup_answer WHERE kind = 'declined'")

    assert broken(agreed) == [(str(ask), STATE)]


@pytest.mark.parametrize("column", ["ask_id", "person_id", "part"])
def test_an_answer_on_another_signature_is_named(agreed, ask, pia, olu, unlocked, column):
    other = asked(agreed, make_person(agreed, "Ben Birch", year_group="4"))
    in_state(S.SIGNED, ask, pia, olu)
    answer = Answer.objects.get(part="parent")
    values = {"ask_id": other.pk, "person_id": ask.subject_id, "part": "own"}

    by_hand(f"UPDATE aup_answer SET {column} = %s WHERE id = %s", values[column], answer.pk)

    assert (str(answer), OTHER) in broken(agreed)


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM aup_answer WHERE kind = 'withdrawn'", "DELETE FROM signatures_withdrawal"],
)
def test_what_was_taken_back_is_so_in_both_places(agreed, ask, pia, olu, unlocked, statement):
    in_state(S.WITHDRAWN, ask, pia, olu)

    by_hand(statement)

    assert TAKEN in {problem for _what, problem in broken(agreed)}


def test_what_was_said_about_pictures_passes(agreed, child, pia, olu):
    for answers in (ALL, NONE, {**ALL, Use.VIDEO: False}):
        give(child, pia, olu, answers)
    take_back(child, pia, olu)
    give(child, pia, olu)

    assert broken(agreed) == []


def test_what_was_entered_from_paper_passes_and_its_day_is_signed_with_it(
    agreed, child, pia, olu, unlocked
):
    day = timezone.localdate() - timedelta(days=2)
    made = consent_office.enter(
        child=child, guardian=pia, name="P. Ash", answers=ALL, day=day, once_key=uuid4(), by=olu
    )
    assert broken(agreed) == []

    by_hand("UPDATE aup_imageconsent SET day_on_paper = %s", day + timedelta(days=1))

    assert broken(agreed) == [(str(made), PICTURES)]


@pytest.mark.parametrize("use", list(Use))
def test_a_no_that_became_a_yes_by_hand_is_named(agreed, child, pia, olu, unlocked, use):
    made = give(child, pia, olu, NONE)

    ConsentAnswer.objects.filter(use=use).update(yes=True)

    assert broken(agreed) == [(str(made), PICTURES)]


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("DELETE FROM aup_consentanswer WHERE NOT yes", PICTURES),
        ("UPDATE signatures_signature SET record = '{'", PICTURES),
        ("UPDATE aup_imageconsent SET child_id = guardian_id", OTHER),
        ("UPDATE aup_imageconsent SET guardian_id = child_id", OTHER),
    ],
)
def test_what_else_was_changed_about_pictures_is_named(
    agreed, child, pia, olu, unlocked, statement, problem
):
    triggers.unprotect(connection, "signatures_signature")
    made = give(child, pia, olu, {**ALL, Use.MEDIA: False})

    by_hand(statement)

    assert (str(made), problem) in broken(agreed)


@pytest.mark.parametrize("kind", ["given", "withdrawn"])
def test_what_was_taken_out_about_pictures_is_missed(agreed, child, pia, olu, unlocked, kind):
    made = give(child, pia, olu)
    if kind == "withdrawn":
        take_back(child, pia, olu)
    else:
        by_hand("DELETE FROM aup_consentanswer")

    by_hand("DELETE FROM aup_imageconsent WHERE kind = %s", kind)

    missing = (made.signature.code, "its answers about pictures are missing")
    assert broken(agreed) == [missing if kind == "given" else (str(made), TAKEN)]


@pytest.mark.parametrize("number", [1, 7])
def test_a_school_is_read_in_portions(agreed, olu, monkeypatch, django_assert_num_queries, number):
    monkeypatch.setattr(verify_answers, "_PORTION", 3)
    for n in range(number):
        child = make_person(agreed, f"Ada Ash{n}", year_group="4")
        pia = make_guardian(child, "Pia Ash")
        sign(asked(agreed, child), "own", olu, person=child)
        give(child, pia, olu)
    portions = -(-number // 3)

    with django_assert_num_queries(portions * 3 + 1 + portions * 3 + 1 + 1):
        assert broken(agreed) == []
    Ask.objects.update(state=S.DECLINED)
    assert len(broken(agreed)) == number
    assert ImageConsent.objects.count() == number
