"""The pages of frozen logs: the list, one of them, its files, and the meeting's own page."""

from esafety import pdf
from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from policies.meetings.services import preparing
from reports.log_review import queries
from reports.log_review.models import LogReview, LogReviewPart
from tests.factories.incidents import make_incident
from tests.factories.people import make_person
from tests.reports.log_review.conftest import TODAY

PAGES = "/oakfield/reports/log-reviews/"


def made(review: LogReview) -> list[LogReviewPart]:
    """The parts, once the job has run."""
    assert jobs.run(str(review.job)), Job.objects.get(pk=review.job).last_error
    return list(review.parts.all())


def test_from_the_meeting_to_the_file(oakfield, lena, hari, close, meeting, client_of):
    make_incident(oakfield, people=[(make_person(oakfield, "Ada Ash"), "target")])
    browser = client_of(lena)
    before = browser.get(meeting.get_absolute_url()).content.decode()
    close()
    review = LogReview.objects.get()
    after = browser.get(meeting.get_absolute_url()).content.decode()
    waiting = browser.get(review.get_absolute_url()).content.decode()
    made(review)
    page = browser.get(review.get_absolute_url()).content.decode()
    file = browser.get(f"{PAGES}{review.key}/parts/1/")

    assert "When the meeting is closed, the log is frozen" in before
    assert review.get_absolute_url() in after
    assert "data-poll-url" in waiting
    assert "rows 1 to 1 of 1" in page
    assert file.content.startswith(b"%PDF")
    assert "log-review-oakfield-2026-11-03-part-1.pdf" in file["Content-Disposition"]
    assert AuditEvent.objects.filter(type="log_review.pdf_opened").count() == 1
    assert browser.get(f"{PAGES}{review.key}/parts/2/").status_code == 404
    assert "Ada Ash" not in page
    assert review.get_absolute_url() in browser.get(PAGES).content.decode()
    other = client_of(hari)
    assert "Freeze the log" in other.get(PAGES).content.decode()
    answer = other.post(f"{PAGES}freeze/{meeting.pk}/", follow=True)
    assert "The log is frozen as you see it now." in answer.content.decode()
    assert other.post(f"{PAGES}freeze/{meeting.pk}/").status_code == 404


def test_who_reads_no_frozen_log_sees_nothing_of_it_on_the_meeting(
    oakfield, cora, close, client_of
):
    meeting = close()

    page = client_of(cora).get(meeting.get_absolute_url()).content.decode()
    assert "The incident log</h2>" not in page
    assert "log-reviews" not in page


def test_another_school_finds_none(oakfield, boris, close, client_of):
    close()
    url = LogReview.objects.get().get_absolute_url()

    assert client_of(boris).get(url).status_code == 404
    assert client_of(boris).get(url.replace("oakfield", "brook")).status_code == 404


def test_the_list_asks_as_often_for_many_as_for_one(
    oakfield, lena, close, django_assert_num_queries
):
    close()
    with django_assert_num_queries(10, exact=False) as one:
        list(queries.visible_to(lena))
    row = LogReview.objects.get()
    for _each in range(3):
        meeting = preparing.plan(kind="log_review", day=TODAY, place="", by=lena)
        LogReview.objects.create(
            school=oakfield, meeting=meeting, content=row.content, sha256=row.sha256,
            job=row.job, frozen_at=row.frozen_at, frozen_by_id=lena.membership_id,
        )  # fmt: skip
    with django_assert_num_queries(len(one)):
        assert len(list(queries.visible_to(lena))) == 4


def test_without_pango_the_job_waits_and_the_page_says_so(
    oakfield, lena, close, client_of, monkeypatch
):
    def unavailable(_html):
        raise pdf.PdfUnavailable

    monkeypatch.setattr(pdf, "render", unavailable)
    close()
    review = LogReview.objects.get()
    assert not jobs.run(str(review.job))
    assert client_of(lena).get(f"{PAGES}{review.key}/state/").json()["state"] == "waiting"
    Job.objects.update(state="done")
    assert client_of(lena).get(f"{PAGES}{review.key}/state/").json()["state"] == "failed"
    Job.objects.all().delete()
    page = client_of(lena).get(review.get_absolute_url()).content.decode()
    assert "The PDF could not be made" in page
