"""The pages of the printed log: how far it is, the download, and the page for the browser."""

import json
import subprocess

from esafety import pdf
from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.people.models import Person
from incidents.log import printing
from incidents.models import InvolvedPerson, LogPrint
from incidents.services import printing as prints
from tests.factories.incidents import make_incident
from tests.factories.people import make_person

LOG = "/oakfield/incidents/"


def asked(school, actor, **filters) -> LogPrint:
    return prints.request_print(school=school, filters=filters, by=actor)


def made(school, actor, **filters) -> LogPrint:
    """A print whose job has run."""
    row = asked(school, actor, **filters)
    assert jobs.run(str(row.job_id))
    row.refresh_from_db()
    return row


def words_of(data: bytes) -> str:
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def test_where_no_pdf_can_be_made_the_page_says_so(oakfield, lena, client_of, monkeypatch):
    def unavailable(html):
        raise pdf.PdfUnavailable

    monkeypatch.setattr(pdf, "render", unavailable)
    row = made(oakfield, lena, place="inside")

    html = client_of(lena).get(row.get_absolute_url()).content.decode()

    assert "This installation cannot make PDFs" in html
    assert f'href="{LOG}paper/?place=inside"' in html


def test_from_the_log_to_the_pdf(oakfield, lena, client_of):
    make_incident(oakfield, people=[(make_person(oakfield, "Ada Ash"), "target")])
    client = client_of(lena)

    answer = client.post(f"{LOG}print/?place=inside")
    page = answer["Location"]
    waiting, state = (
        client.get(page).content.decode(),
        json.loads(client.get(f"{page}state/").content),
    )
    jobs.run(str(LogPrint.objects.get().job_id))
    done, after = client.get(page).content.decode(), json.loads(client.get(f"{page}state/").content)
    file = client.get(f"{page}parts/1/")

    assert LogPrint.objects.get().filters == {"place": "inside"}
    assert f'data-poll-url="{page}state/"' in waiting
    assert (state["state"], state["words"]) == ("waiting", "It is the next to be made.")
    assert after == {"state": "done", "percent": 100, "words": "Done", "ahead": 0}
    assert f'href="{page}parts/1/"' in done
    assert file["Content-Type"] == "application/pdf"
    assert "Ada Ash" in words_of(file.content)
    assert AuditEvent.objects.filter(type="log.pdf_opened").count() == 1


def test_a_print_is_its_askers_alone(oakfield, lena, dee, client_of):
    page = made(oakfield, lena).get_absolute_url()

    for end in ("", "state/", "parts/1/"):
        assert client_of(dee).get(page + end).status_code == 404


def test_another_school_finds_no_print(oakfield, lena, boris, client_of):
    page = made(oakfield, lena).get_absolute_url()

    assert client_of(boris).get(page).status_code == 404
    assert client_of(boris).get(page.replace("oakfield", "brook")).status_code == 404


def test_a_file_that_is_not_made_yet_is_not_found(oakfield, lena, client_of):
    assert (
        client_of(lena).get(f"{asked(oakfield, lena).get_absolute_url()}parts/1/").status_code
        == 404
    )


def test_a_job_that_failed_is_said_on_the_page(oakfield, lena, client_of):
    row = asked(oakfield, lena)
    Job.objects.filter(pk=row.job_id).update(state="failed")
    client = client_of(lena)
    failed = client.get(row.get_absolute_url()).content.decode()
    Job.objects.filter(pk=row.job_id).delete()

    assert "The PDF could not be made" in failed
    assert "The PDF could not be made" in client.get(row.get_absolute_url()).content.decode()


def test_words_searched_for_are_not_kept_for_a_print(oakfield, lena, client_of):
    client = client_of(lena)
    searched = client.post(f"{LOG}search/", {"text": "Ada"})["Location"]
    make_incident(oakfield, people=[(make_person(oakfield, "Ada Ash"), "target")])

    answer = client.post(f"{LOG}print/?{searched.partition('?')[2]}")

    assert answer["Location"] == searched
    assert LogPrint.objects.count() == 0
    assert "Make a PDF" not in client.get(searched).content.decode()


def test_a_print_that_is_too_long_is_said_on_the_log(oakfield, lena, client_of, monkeypatch):
    monkeypatch.setattr(printing, "MOST_PRINTED", 0)
    make_incident(oakfield)

    answer = client_of(lena).post(f"{LOG}print/", follow=True)

    assert "Choose a term or fewer days." in answer.content.decode()


def test_a_print_is_asked_for_by_post(oakfield, lena, client_of):
    assert client_of(lena).get(f"{LOG}print/").status_code == 405


def test_the_page_for_printing_shows_the_log_whole(oakfield, lena, client_of):
    make_incident(
        oakfield,
        people=[(make_person(oakfield, "Ada Ash"), "target")],
        description="word " * 300 + "END",
    )

    html = client_of(lena).get(f"{LOG}paper/?place=inside").content.decode()

    assert "Ada Ash" in html
    assert "END" in html
    assert "Place: Inside school." in html
    assert AuditEvent.objects.get(type="log.printed").object == "log:page"


def test_the_page_for_printing_says_when_it_is_cut(oakfield, lena, client_of, monkeypatch):
    monkeypatch.setattr(printing, "MOST", 1)
    make_incident(oakfield)
    make_incident(oakfield)

    html = client_of(lena).get(f"{LOG}paper/").content.decode()

    assert "Only the first 1 incidents are shown." in html


def test_the_page_for_printing_asks_for_filters_that_can_be_read(oakfield, lena, client_of):
    assert client_of(lena).get(f"{LOG}paper/?since=soon")["Location"] == f"{LOG}?since=soon"


def test_a_pdf_that_is_not_given_out_any_more_says_to_make_a_new_one(oakfield, lena, client_of):
    incident = make_incident(oakfield)
    page = made(oakfield, lena).get_absolute_url()
    InvolvedPerson.objects.create(
        school=oakfield, incident=incident, kind="staff", part="offender",
        person=Person.objects.get(membership_id=lena.membership_id),
    )  # fmt: skip

    answer = client_of(lena).get(f"{page}parts/1/")

    assert answer.status_code == 409
    assert "Make a new one." in answer.content.decode()


def test_each_part_has_its_link_and_its_own_file(oakfield, lena, client_of, monkeypatch):
    monkeypatch.setattr(printing, "PART_WEIGHT", 10)
    make_incident(oakfield)
    make_incident(oakfield)
    page, client = made(oakfield, lena).get_absolute_url(), client_of(lena)

    html = client.get(page).content.decode()

    assert "Rows 1 to 1 of 2" in html
    assert "Rows 2 to 2 of 2" in html
    assert f'href="{page}parts/2/"' in html
    assert "part-2.pdf" in client.get(f"{page}parts/2/")["Content-Disposition"]
    assert client.get(f"{page}parts/3/").status_code == 404
