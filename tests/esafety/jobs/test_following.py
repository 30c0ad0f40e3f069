"""Whoever asked for a PDF sees where it stands, cancels it and tries it again; nobody else does."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from esafety import pdf
from esafety.access.refused import Refused
from esafety.audit import objects, types
from esafety.audit.models import AuditEvent
from esafety.jobs import following, limits, queries, registry, services
from esafety.jobs.models import Job, JobState


@pytest.fixture
def paper(kinds):
    """The kind "paper" makes PDFs; what it made."""
    made = []

    @kinds.handler("paper", pdf=True, attempts=2)
    def run(job):
        services.report_progress(job, percent=40, words="Making the PDF")
        made.append(job.pk)

    kinds.handler("note")(lambda job: None)
    return made


@pytest.fixture
def ask(oakfield, lena, paper):
    def enqueue(actor=lena, kind="paper", school=oakfield):
        with transaction.atomic():
            who = actor.membership_id if actor else None
            return services.enqueue(kind=kind, school_id=school.pk, asked_by=who)

    return enqueue


def fails(kinds, error):
    """The kind "paper" ends with this error."""

    @kinds.handler("paper", pdf=True, attempts=2)
    def run(job):
        raise error


def again(job) -> Job:
    return Job.objects.get(pk=job.pk)


def test_it_knows_its_place_among_all_schools(oakfield, lena, brook, boris, ask):
    first, second = ask(), ask()
    ask(kind="note")
    ask(actor=boris, school=brook)
    last = ask()
    Job.objects.filter(pk=first.pk).update(state=JobState.RUNNING)

    found = [queries.ahead_of(job) for job in (second, last)]

    assert found == [1, 3]
    assert following.standing(last, lena).words == "3 PDFs are made before yours."
    assert following.standing(second, lena).words == "1 PDF is made before yours."


def test_the_next_one_says_so(lena, ask):
    standing = following.standing(ask(), lena)

    assert (standing.state, standing.words) == ("waiting", "It is the next to be made.")
    assert standing.may_cancel
    assert standing.as_json() == {
        "state": "waiting",
        "percent": 0,
        "words": "It is the next to be made.",
        "ahead": 0,
    }


def test_a_waiting_one_is_cancelled_and_never_made(lena, ask, paper):
    job = services.cancel(job=ask(), by=lena)

    assert (job.state, job.lease) == (JobState.CANCELLED, None)
    assert not services.run(str(job.pk))
    assert (paper, services.due()) == ([], [])
    event = AuditEvent.objects.get(type="job.cancelled")
    assert (event.object, event.data) == (f"job:{job.pk}", {"kind": "paper"})
    assert objects.names([event.object]) == {event.object: "a PDF"}


def test_one_that_is_being_made_stops_at_its_next_progress(lena, ask, kinds):
    kept = []

    @kinds.handler("paper", pdf=True)
    def run(job):
        services.report_progress(job, percent=10)
        services.cancel(job=Job.objects.get(pk=job.pk), by=lena)
        services.report_progress(job, percent=90)
        kept.append(job)

    job = ask()

    assert services.run(str(job.pk)) is False
    assert (kept, again(job).state, again(job).percent) == ([], JobState.CANCELLED, 10)


def test_of_an_end_and_a_cancelling_one_wins(lena, ask):
    job = ask()
    services.run(str(job.pk))

    with pytest.raises(Refused, match="over already"):
        services.cancel(job=job, by=lena)
    assert again(job).state == JobState.DONE
    assert AuditEvent.objects.filter(type="job.cancelled").count() == 0


def test_a_claim_that_was_read_before_the_cancelling_is_lost(lena, ask):
    job = ask()
    read = again(job)
    services.cancel(job=job, by=lena)

    assert services._claim(read) is False
    assert again(job).state == JobState.CANCELLED


def test_without_its_audit_row_nothing_is_cancelled_or_tried_again(lena, ask, monkeypatch):
    job, gone = ask(), services.cancel(job=ask(), by=lena)
    monkeypatch.setattr(types, "_WORDS", {})

    with pytest.raises(types.UnknownEventType):
        services.cancel(job=job, by=lena)
    with pytest.raises(types.UnknownEventType):
        services.try_again(job=gone, by=lena)
    assert (again(job).state, again(gone).state) == (JobState.WAITING, JobState.CANCELLED)


def test_nobody_else_cancels_it_or_tries_it_again(lena, dee, ask):
    job = ask()

    assert not following.standing(job, dee).may_cancel
    for act in (services.cancel, services.try_again):
        with pytest.raises(Refused, match="not yours"):
            act(job=job, by=dee)


def test_other_work_is_not_cancelled(lena, ask):
    job = ask(kind="note")

    assert not following.standing(job, lena).may_cancel
    with pytest.raises(Refused):
        services.cancel(job=job, by=lena)
    with pytest.raises(Refused):
        services.cancel(job=ask(actor=None), by=lena)


def test_a_cancelled_one_is_tried_again_from_the_beginning(lena, ask, paper):
    job = services.cancel(job=ask(), by=lena)
    assert following.standing(job, lena).may_try_again

    job = services.try_again(job=job, by=lena)

    assert (job.state, job.attempts, job.percent) == (JobState.WAITING, 0, 0)
    assert AuditEvent.objects.filter(type="job.tried_again").count() == 1
    assert services.run(str(job.pk))
    assert paper == [job.pk]


def test_one_that_waits_is_not_tried_again(lena, ask):
    with pytest.raises(Refused, match="cannot be tried again"):
        services.try_again(job=ask(), by=lena)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Refused("Ada Ash"), "no longer"),
        (pdf.TooLarge(), "too large"),
        (MemoryError(), "too large"),
        (limits.TimedOut(), "too long"),
    ],
)
def test_what_would_end_the_same_fails_at_once_with_its_reason(lena, ask, kinds, error, words):
    fails(kinds, error)
    job = ask()

    services.run(str(job.pk))

    standing = following.standing(again(job), lena)
    assert (standing.state, standing.may_try_again) == ("failed", True)
    assert words in standing.words
    assert "Ada" not in standing.words


def test_another_fault_is_tried_again_and_then_told_of(lena, ask, kinds):
    fails(kinds, pdf.PdfUnavailable())
    job = ask()

    services.run(str(job.pk))
    assert following.standing(again(job), lena).state == "retrying"
    Job.objects.filter(pk=job.pk).update(run_after=timezone.now())
    services.run(str(job.pk))

    assert "cannot make PDFs" in following.standing(again(job), lena).words


def test_one_whose_workers_die_each_time_fails_in_the_end(lena, ask, paper):
    job = ask()
    past = timezone.now() - timedelta(seconds=1)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempts=1, leased_until=past)
    assert following.standing(again(job), lena).state == "retrying"
    Job.objects.filter(pk=job.pk).update(attempts=2)

    assert services.run(str(job.pk)) is False

    assert (again(job).state, again(job).last_error, paper) == (JobState.FAILED, "WorkerLost", [])
    assert "stopped several times" in following.standing(again(job), lena).words


@pytest.mark.parametrize(
    ("state", "words"),
    [("running", "It is being made."), ("done", "Done"), ("cancelled", "You cancelled it.")],
)
def test_each_state_has_its_words(lena, ask, state, words):
    job = ask()
    Job.objects.filter(pk=job.pk).update(state=state)

    standing = following.standing(again(job), lena)

    assert standing.words.startswith(words)
    assert standing.is_under_way == (state == "running")


def test_one_pdf_is_made_at_a_time(ask, paper):
    job, note = ask(), ask(kind="note")

    with limits.turn(wanted=True) as ours:
        assert ours
        assert services.run(str(job.pk)) is False
        assert services.run(str(note.pk)) is True

    assert again(job).attempts == 0
    assert services.run(str(job.pk)) is True


def test_a_pdf_that_takes_longer_than_its_lease_is_broken_off(lena, ask, kinds):
    @kinds.handler("paper", pdf=True, lease_seconds=1)
    def run(job):
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue

    job = ask()

    assert services.run(str(job.pk)) is False
    assert (again(job).state, again(job).last_error) == (JobState.FAILED, "TimedOut")


def test_away_from_the_main_thread_nothing_is_timed():
    from concurrent.futures import ThreadPoolExecutor

    def timed():
        with limits.at_most(timedelta(seconds=1), wanted=True):
            return "done"

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(timed).result() == "done"


def test_who_follows_it_comes_back_to_the_page(oakfield, lena, dee, ask, client_of):
    job, browser = ask(), client_of(lena)
    cancel, back = f"/oakfield/jobs/{job.pk}/cancel/", "/oakfield/reports/"

    assert client_of(dee).post(cancel).status_code == 404
    assert browser.get(cancel).status_code == 405
    assert browser.post(cancel, {"next": back})["Location"] == back
    assert again(job).state == JobState.CANCELLED
    assert browser.post(cancel, {"next": "//evil.example/"})["Location"] == "/oakfield/"
    answer = browser.post(f"/oakfield/jobs/{job.pk}/again/", {"next": back}, follow=True)
    assert again(job).state == JobState.WAITING
    assert "cannot be tried" not in answer.content.decode()
    answer = browser.post(f"/oakfield/jobs/{job.pk}/again/", {"next": back}, follow=True)
    assert "cannot be tried again now" in answer.content.decode()


def test_kinds_of_pdfs_are_named(paper):
    assert registry.kinds_of_pdfs() == ["paper"]
