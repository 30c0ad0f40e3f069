"""The questions of a school: taken up once, changed for the next survey, never for an open one."""

import pytest
from django.db import DatabaseError, transaction

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from policies.surveys import queries
from policies.surveys.choices import Audience
from policies.surveys.models import Question
from policies.surveys.services import asking
from policies.surveys.starters import STARTERS

NEW = {"words": "Do you like it?", "kind": "one", "options": ["Yes", "No"]}


def test_a_new_school_has_questions_for_everybody(oakfield):
    by = Actor.for_system("setup", school_id=oakfield.pk)
    with transaction.atomic():
        asking.questions(by)
        asking.questions(by)

    for audience in Audience.values:
        assert queries.questions(audience).count() == len(STARTERS[audience])
    assert AuditEvent.objects.filter(type="survey.questions_started").count() == 3


def test_the_starters_are_questions_that_can_be_asked():
    for some in STARTERS.values():
        assert len({one.code for one in some}) == len(some) <= asking.MOST_QUESTIONS
        for one in some:
            assert 2 <= len({str(option) for option in one.options}) <= asking.MOST_OPTIONS
            assert len(str(one.words)) <= 200


def test_a_question_is_added_last_with_a_code_of_its_own(oakfield, lena):
    asking.take_starters(audience="staff", by=lena)
    one = asking.add(audience="staff", by=lena, **NEW)
    two = asking.add(audience="staff", by=lena, **NEW)

    assert (one.code, two.code) == ("do_you_like_it", "do_you_like_it_2")
    assert list(queries.questions("staff"))[-2:] == [one, two]
    assert AuditEvent.objects.filter(type="survey.question_added", object=str(two)).exists()


def test_a_question_without_a_letter_still_gets_a_code(oakfield, lena):
    assert asking.add(audience="staff", by=lena, **{**NEW, "words": "¿?"}).code == "question"


def test_a_reworded_question_leaves_an_open_survey_as_it_was(opened, lena):
    before = opened.paper.questions
    asking.change(question=queries.questions("pupils")[0], by=lena, **NEW)

    opened.paper.refresh_from_db()
    assert opened.paper.questions == before
    assert queries.questions("pupils")[0].words == NEW["words"]


def test_retired_and_brought_back(drafted, lena):
    row = asking.retire(question=queries.questions("pupils")[0], by=lena)
    assert row not in queries.questions("pupils")
    with pytest.raises(Refused):
        asking.retire(question=row, by=lena)
    asking.bring_back(question=row, by=lena)
    assert row in queries.questions("pupils")
    with pytest.raises(Refused):
        asking.bring_back(question=row, by=lena)


def test_moved_up_by_one(drafted, lena):
    first, second, *rest = queries.questions("pupils")
    asking.move_up(question=second, by=lena)

    assert list(queries.questions("pupils")) == [second, first, *rest]
    for row in (second, asking.retire(question=first, by=lena)):
        with pytest.raises(Refused, match="first already"):
            asking.move_up(question=row, by=lena)


def test_twenty_are_the_most(oakfield, lena):
    rows = [asking.add(audience="staff", by=lena, **NEW) for _n in range(20)]
    with pytest.raises(Refused, match="Twenty"):
        asking.add(audience="staff", by=lena, **NEW)
    asking.retire(question=rows[0], by=lena)
    asking.add(audience="staff", by=lena, **NEW)
    with pytest.raises(Refused, match="Twenty"):
        asking.bring_back(question=rows[0], by=lena)


@pytest.mark.parametrize("options", [["Yes"], ["Yes", "Yes"], [str(n) for n in range(11)]])
def test_answers_to_choose_from(drafted, lena, options):
    facts = {**NEW, "options": options}
    with pytest.raises(Refused):
        asking.add(audience="pupils", by=lena, **facts)
    with pytest.raises(Refused):
        asking.change(question=queries.questions("pupils")[0], by=lena, **facts)


def test_only_who_keeps_the_surveys(drafted, dee):
    row = queries.questions("pupils")[1]
    acts = [
        lambda: asking.take_starters(audience="staff", by=dee),
        lambda: asking.add(audience="staff", by=dee, **NEW),
        lambda: asking.change(question=row, by=dee, **NEW),
        lambda: asking.retire(question=row, by=dee),
        lambda: asking.bring_back(question=row, by=dee),
        lambda: asking.move_up(question=row, by=dee),
    ]
    for act in acts:
        with pytest.raises(Refused, match="lead"):
            act()


def test_a_failing_audit_write_saves_nothing(drafted, lena, monkeypatch):
    row = queries.questions("pupils")[1]
    out = asking.retire(question=queries.questions("pupils")[2], by=lena)
    before = list(Question.objects.order_by("pk").values())

    def fail(**facts):
        raise DatabaseError("no room")

    monkeypatch.setattr(audit, "record", fail)
    acts = [
        lambda: asking.take_starters(audience="staff", by=lena),
        lambda: asking.add(audience="staff", by=lena, **NEW),
        lambda: asking.change(question=row, by=lena, **NEW),
        lambda: asking.retire(question=row, by=lena),
        lambda: asking.bring_back(question=out, by=lena),
        lambda: asking.move_up(question=row, by=lena),
    ]
    for act in acts:
        with pytest.raises(DatabaseError):
            act()
    assert list(Question.objects.order_by("pk").values()) == before
