"""Answers: taken once for each form, only while the survey is open, and leading to nobody."""

import uuid

import pytest
from django.db import IntegrityError

from esafety.access.refused import Refused
from esafety.audit.models import AuditEvent
from esafety.jobs.models import Job
from policies.surveys.models import Sheet, UsedForm
from policies.surveys.services import answering, running

SEED = uuid.UUID(int=7)


def test_the_same_form_counts_once(opened):
    assert not answering.was_sent(survey=opened, seed=SEED)
    assert answering.answer(survey=opened, seed=SEED, chosen={"upset": [1], "met": [0, 3]})
    assert not answering.answer(survey=opened, seed=SEED, chosen={"upset": [2]})

    assert answering.was_sent(survey=opened, seed=SEED)
    assert Sheet.objects.get().chosen == {"met": [0, 3], "upset": [1]}


def test_pressed_twice_at_the_same_moment(opened, monkeypatch):
    def beaten(*args):
        raise IntegrityError

    monkeypatch.setattr(answering, "_keep", beaten)
    assert not answering.answer(survey=opened, seed=SEED, chosen={"upset": [1]})


def test_nothing_is_kept_that_leads_to_a_person_or_a_moment(opened):
    events, jobs = AuditEvent.objects.count(), Job.objects.count()
    answering.answer(survey=opened, seed=SEED, chosen={"upset": [1]})

    assert (AuditEvent.objects.count(), Job.objects.count()) == (events, jobs)
    assert {f.name for f in Sheet._meta.fields} == {"key", "survey", "school", "chosen"}
    assert {f.name for f in UsedForm._meta.fields} == {"key", "survey", "school", "mark"}
    used = UsedForm.objects.get()
    assert used.key != Sheet.objects.get().key
    assert SEED.hex not in used.mark


@pytest.mark.parametrize(
    "chosen", [{}, {"upset": []}, {"upset": [3]}, {"upset": [-1]}, {"upset": [0, 1]}, {"x": [0]}]
)
def test_answers_that_are_not_on_offer(opened, chosen):
    with pytest.raises(Refused):
        answering.answer(survey=opened, seed=SEED, chosen=chosen)
    assert not Sheet.objects.exists()


def test_only_while_it_is_open(opened, lena, time_machine):
    for day in ("2026-11-02", "2026-11-21"):
        time_machine.move_to(f"{day} 09:00:00Z")
        with pytest.raises(Refused, match="not open"):
            answering.answer(survey=opened, seed=SEED, chosen={"upset": [1]})
    time_machine.move_to("2026-11-20 09:00:00Z")
    running.close(survey=opened, by=lena)
    with pytest.raises(Refused, match="not open"):
        answering.answer(survey=opened, seed=SEED, chosen={"upset": [1]})
