"""A concern without an account is an incident like any other, once, or nothing at all."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError

from esafety.access.refused import Refused
from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from incidents import answers
from incidents import queries as incidents
from incidents.choices import Status
from incidents.concerns import codes, queries
from incidents.concerns.services import raising
from incidents.models import Concern, Entry, Incident, Submission
from tests.incidents.concerns.concerns import (
    WORDS,
    audit_that_fails,
    raise_one,
    rows,
    system,
)


def sees(actor, incident):
    return incidents.visible_to(actor).filter(pk=incident.pk).exists()


def test_it_is_an_incident_with_its_report_entry_audit_row_and_job(school):
    raised = raise_one(
        school, name="Ada Ash", reach="7B", kinds=["mean"], danger="yes", did_names="Kim Box"
    )

    incident = Incident.objects.get()
    assert raised.incident == incident
    assert raised.is_new
    assert (incident.status, incident.source) == (Status.SUBMITTED, "child")
    assert (incident.reporter, incident.reporter_name) == (None, "Ada Ash")
    assert incident.urgent
    assert incident.description == WORDS
    assert [one.code for one in incident.types.all()] == ["bullying"]
    assert [one.name for one in incident.involved.all()] == ["Kim Box"]
    kept = Submission.objects.get()
    assert kept.sha256 == answers.sha256(kept.answers)
    assert kept.answers["reach"] == "7B"
    assert kept.answers["told"]["kinds"] == ["mean"]
    assert (kept.signed_name, kept.declaration) == ("Ada Ash", str(raising.DECLARATION))
    entry = Entry.objects.get()
    assert (entry.kind, entry.entered_by) == ("submitted", None)
    event = AuditEvent.objects.get(type="concern.raised")
    assert (event.actor, event.object) == ("system:concern", incident.audit_ref)
    assert event.data == {"source": "child"}
    assert list(Job.objects.values_list("kind", "payload")) == [
        ("incident.tell", {"incident": incident.reference})
    ]


def test_without_a_name_nothing_says_who_it_was(school):
    raise_one(school, hurt_me=True)

    incident, kept = Incident.objects.get(), Submission.objects.get()
    assert incident.reporter_name == kept.signed_name == ""
    assert (kept.answers["reporter"], kept.answers["reach"]) == ("", "")
    assert [(p.typed_name, p.part) for p in incident.involved.all()] == [
        ("Name not given", "target")
    ]


def test_the_code_is_kept_as_a_hash_alone(school):
    seed = uuid4()
    raised = raise_one(school, seed=seed)

    concern = Concern.objects.get()
    assert concern.code_hash == codes.hash_of(raised.code)
    held = str(rows())
    assert raised.code not in held
    assert raised.code.replace("-", "") not in held
    assert str(seed) not in held
    assert queries.by_code(raised.code) == concern
    assert queries.by_code(raised.code.lower()) == concern


@pytest.mark.parametrize("code", ["", "x", "7K3-P9X-2MD-H4T", "\x00", "🦉" * 300])
def test_another_code_leads_nowhere(school, code):
    raise_one(school)

    assert queries.by_code(code) is None


def test_a_code_of_another_school_leads_nowhere(school, brook):
    from django_scopes import scope

    code = raise_one(school).code
    with scope(school=brook):
        assert queries.by_code(code) is None


def test_the_same_form_sent_twice_is_one_incident_and_one_code(school):
    seed = uuid4()
    first = raise_one(school, seed=seed)
    before = rows()
    second = raise_one(school, seed=seed, description="Other words.")

    assert second.incident == first.incident
    assert second.code == first.code
    assert (first.is_new, second.is_new) == (True, False)
    assert rows() == before
    assert raising.was_raised(seed=seed)
    assert not raising.was_raised(seed=uuid4())


def test_two_presses_at_the_same_moment_are_one_incident(school, monkeypatch):
    """The second looked before the first was there, and its key is refused by the database."""
    seed, find = uuid4(), queries.by_once_key
    first, looks = raise_one(school, seed=seed), []

    def too_early(once_key):
        looks.append(once_key)
        return None if len(looks) == 1 else find(once_key)

    monkeypatch.setattr(queries, "by_once_key", too_early)
    second = raise_one(school, seed=seed)

    assert second.incident == first.incident
    assert Incident.objects.count() == 1


def test_an_error_of_the_database_that_is_no_second_press_is_an_error(school, monkeypatch):
    raise_one(school, seed=(seed := uuid4()))
    monkeypatch.setattr(queries, "by_once_key", lambda once_key: None)

    with pytest.raises(IntegrityError):
        raise_one(school, seed=seed)


def test_after_ten_minutes_the_form_does_not_show_the_code_again(school):
    seed = uuid4()
    with time_machine.travel("2026-11-04T12:00:00Z", tick=False) as clock:
        code = raise_one(school, seed=seed).code
        clock.shift(timedelta(minutes=10))
        assert raise_one(school, seed=seed).code == code
        clock.shift(timedelta(seconds=1))
        assert raise_one(school, seed=seed).code == ""


def test_a_failing_audit_write_saves_nothing(school, monkeypatch):
    concern = queries.by_code(raise_one(school).code)

    with audit_that_fails(monkeypatch):
        raise_one(school, name="Ada Ash", did_names="Kim", did_who="staff")
    with audit_that_fails(monkeypatch):
        raising.come_back(concern=concern, by=system(school))


def test_answers_that_are_no_report_are_refused(school):
    before = rows()
    facts = {"told": {}, "name": "", "reach": "", "seed": uuid4(), "by": system(school)}

    with pytest.raises(Refused, match="Something is missing"):
        raising.raise_concern(school=school, source="child", ready={"description": "x"}, **facts)

    assert rows() == before


def test_coming_back_is_on_the_log_without_a_word_of_who(school):
    concern = queries.by_code(raise_one(school, name="Ada Ash").code)

    raising.come_back(concern=concern, by=system(school))

    event = AuditEvent.objects.get(type="concern.read")
    assert (event.actor, event.data) == ("system:concern", {})
    assert event.object == concern.incident.audit_ref


@pytest.mark.parametrize("typed", ["Lena Larch", "Miss Larch", "Larsh", "Lena"])
def test_staff_whose_name_is_typed_do_not_see_it(school, lena, dee, typed):
    incident = raise_one(school, did_names=typed, did_who="unknown").incident

    assert not sees(lena, incident)
    assert sees(dee, incident)


def test_one_of_two_names_on_a_line_is_enough(school, lena, dee):
    incident = raise_one(school, did_names="Kim and Lena", did_who="unknown").incident

    assert not sees(lena, incident)


def test_about_a_grown_up_who_works_here_it_is_the_heads_alone(school, lena, dee, hari, cora):
    incident = raise_one(school, did_who="staff").incident

    assert incident.staff_subject
    assert [sees(one, incident) for one in (lena, dee, hari, cora)] == [False, False, True, False]


def test_about_the_head_it_is_the_chairs_alone(school, lena, dee, hari, cora):
    incident = raise_one(school, did_names="Mr Hazel", did_who="staff").incident

    assert [sees(one, incident) for one in (lena, dee, hari, cora)] == [False, False, False, True]


def test_nobody_named_gets_a_mail_of_it(school, lena, dee):
    raise_one(school, did_names="Ms Larch", did_who="other", danger="yes")
    for _round in range(2):
        for job_id in jobs.due():
            jobs.run(job_id)

    told = {message.to[0] for message in mail.outbox}
    assert not any(address.startswith("lena@") for address in told)
    assert any(address.startswith("dee@") for address in told)
    assert all(WORDS not in message.body for message in mail.outbox)
