"""A report at each step, and its jobs done at once."""

from functools import lru_cache

import pytest

from esafety import pdf
from esafety.jobs import services as jobs
from esafety.jobs.models import Job, JobState
from esafety.schools.models import Term
from reports.models import GovernorReport
from reports.services import approval, building, drafting

_remembered = lru_cache(maxsize=64)(pdf.render)


@pytest.fixture(autouse=True)
def _each_pdf_is_made_once(monkeypatch):
    """The real function; the same HTML is not rendered again for every test."""
    monkeypatch.setattr(pdf, "render", _remembered)


def do_jobs(kind=""):
    """Do all waiting jobs (of one kind), as a worker would."""
    waiting = Job.objects.filter(state=JobState.WAITING)
    for job in waiting.filter(kind=kind) if kind else waiting:
        assert jobs.run(str(job.pk)), f"{job.kind} failed: {Job.objects.get(pk=job.pk).last_error}"


@pytest.fixture
def term(oakfield):
    """Autumn 2026."""
    return Term.objects.get(academic_year=2026, number=1)


@pytest.fixture
def report(term, lena, hari):
    """Lena's draft of the autumn report, not built."""
    return drafting.start(term=term, by=lena)


@pytest.fixture
def built(report, lena):
    """The draft with words and one edition."""
    drafting.write_words(report=report, texts={"incidents": "A calm term."}, by=lena)
    building.ask(report=report, by=lena)
    do_jobs()
    return GovernorReport.objects.get(pk=report.pk)


@pytest.fixture
def ready(built, lena):
    """The report, waiting for Hari."""
    return approval.propose(report=built, by=lena)


@pytest.fixture
def approved(ready, hari):
    """The report, approved, its final edition built."""
    approval.approve(report=ready, by=hari)
    do_jobs()
    return GovernorReport.objects.get(pk=ready.pk)


@pytest.fixture
def published(approved, hari, gwen, cora):
    """The report, published; the mails wait."""
    return approval.publish(report=approved, by=hari)


@pytest.fixture
def annex(built, hari):
    """Hari's annex to the autumn report, built."""
    annex = drafting.start_annex(term=built.term, by=hari)
    building.ask(report=annex, by=hari)
    do_jobs()
    return GovernorReport.objects.get(pk=annex.pk)
