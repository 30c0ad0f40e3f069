"""Every template that is printed keeps to PDF/UA: at both schools of the demo, and at a tiny and a
huge one. A new template, and a new caller of `esafety.pdf.render`, is looked at here or fails."""

import re
from pathlib import Path

import pytest
from django_scopes import scope

from esafety import pdf
from esafety.demo import cast
from esafety.jobs import registry
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.schools.models import School
from incidents.services import printing as log
from reports.services import building, drafting
from tests.esafety.demo.conftest import made as demo
from tests.pdfs import checker, made, schools

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db
# Who calls `pdf.render`, and the kind of the job in which; "" for a page that one waits for.
CALLERS = {
    "aup.services.papers": "agreement.paper",
    "aup.views.images": "",
    "aup.views.papers": "",
    "aup.views.text_pages": "",
    "esafety.signatures.services.certifying": "signature.certify",
    "incidents.chronology.services": "chronology.print",
    "incidents.concerns.posters": "",
    "incidents.services.printing": "log.print",
    "policies.documents.views.pages": "",
    "policies.listing": "",
    "policies.meetings.presenters": "",
    "policies.registers.services.printing": "register.print",
    "policies.surveys.sheets": "",
    "policies.training.certificates": "",
    "policies.views.reading": "",
    "reports.rendering": "report.build",
    "reports.services.log_review": "report.log_review",
    "reports.services.papers": "report.paper",
}


@pytest.fixture(scope="module")
def found(django_db_setup, django_db_blocker):
    """What was made at each school of the demo, and what is wrong with it."""
    with django_db_blocker.unblock(), demo("--small"):
        slugs = (cast.OAKFIELD, cast.BROOK)
        return {slug: made.all_of(School.objects.get(slug=slug)) for slug in slugs}


def test_the_callers_are_these():
    def calls(path):
        return re.search(r"\bpdf\.render\(", path.read_text())

    apps = [ROOT / name for name in ("esafety", "policies", "aup", "incidents", "reports")]
    files = [path for app in apps for path in app.rglob("*.py") if calls(path)]
    assert {".".join(f.relative_to(ROOT).with_suffix("").parts) for f in files} == CALLERS.keys()


def test_the_jobs_that_make_pdfs_say_so():
    assert {kind for kind in CALLERS.values() if kind} == set(registry.kinds_of_pdfs())


@pytest.mark.parametrize("slug", [cast.OAKFIELD, cast.BROOK])
def test_nothing_is_wrong_with_any_pdf_of_the_demo(slug, found):
    assert {name: wrong for name, wrong in found[slug].problems.items() if wrong} == {}


def test_every_template_was_looked_at(found):
    templates = {path.stem for path in (ROOT / "templates" / "pdf").glob("*.html")}
    assert set().union(*(one.templates for one in found.values())) == templates


def test_every_caller_was_met(found):
    assert set().union(*(one.callers for one in found.values())) == CALLERS.keys()


@pytest.mark.parametrize(
    ("slug", "pupils", "number"), [("tiny", 30, 3), ("huge", 2400, 120)], ids=["tiny", "huge"]
)
def test_nothing_is_wrong_at_a_school_of_any_size(db, slug, pupils, number):
    school, lead, term = schools.make(slug, pupils=pupils, number=number)
    with scope(school=school):
        report = drafting.start(term=term, by=lead)
        asked = [
            building.ask(report=report, by=lead).job,
            log.request_print(school=school, filters={}, by=lead).job,
        ]
        with made.watched() as seen:
            for job in asked:
                assert jobs.run(str(job.pk)), Job.objects.get(pk=job.pk).last_error

    assert seen.problems == {"governor_report#1": [], "log#1": []}


def test_the_same_document_is_the_same_bytes():
    html = (
        '<html lang="en-GB"><head><title>The log</title></head><body><h1>The log</h1>'
        "<table><thead><tr><th>Day</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
    )

    assert pdf.render(html) == pdf.render(html)
    assert checker.problems(pdf.render(html)) == []
