"""The pages of a person's chronology, and for whom they are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scope

from esafety import pdf
from esafety.access.roles import Role
from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from incidents.chronology import jobs as chronology_jobs
from incidents.chronology import printing
from incidents.models import ChronologyPrint, Incident
from tests.factories.incidents import make_incident
from tests.factories.people import make_person
from tests.factories.schools import make_member
from tests.incidents.cases import entry_of, held
from tests.incidents.chronology.lives import make_life

assert chronology_jobs


@pytest.fixture
def ada(oakfield):
    return make_person(oakfield, "Ada Ash")


@pytest.fixture
def ben(oakfield):
    return make_person(oakfield, "Ben Beech")


def page(person, name="chronology", school="oakfield"):
    return reverse(f"incidents:{name}", args=[school, getattr(person, "pk", person)])


def words(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_holds_everything_with_names(oakfield, lena, ada, ben, client_of):
    (incident,) = make_life(oakfield, ada, ben)
    shown = words(client_of(lena).get(page(ada)))

    for text in ("Ada Ash", "Year 8, 8K", incident.reference, "Offender (O)", "Speak to the family",
                 "Cyberbullying", "Taken: Warning", "Spoke to Ben.", "Inform parents: Ben Beech",
                 incident.get_absolute_url(), "Make a PDF"):  # fmt: skip
        assert text in shown, text
    assert AuditEvent.objects.filter(type="chronology.viewed").count() == 1


def test_filters_narrow_it_and_unknown_codes_are_a_sentence(oakfield, lena, ada, client_of):
    one = make_incident(oakfield, people=[(ada, "target")])
    two = make_incident(oakfield, people=[(ada, "witness")], types=["hate"])
    client = client_of(lena)

    shown = words(client.get(page(ada) + "?part=target"))
    assert one.reference in shown
    assert two.reference not in shown
    assert "?part=target" in shown
    shown = words(client.get(page(ada) + "?type=hate"))
    assert two.reference in shown
    assert one.reference not in shown
    for absurd in ("part=king", "type=%00", "type=" + "x" * 5000, "part=target&part=%ff"):
        shown = words(client.get(f"{page(ada)}?{absurd}"))
        assert one.reference in shown or "part=target" in absurd
    assert "Choose from this list." in words(client.get(page(ada) + "?part=king"))


def test_a_person_who_does_not_exist_here_is_not_found(
    oakfield, brook, lena, boris, ada, client_of
):
    with scope(school=brook):
        other = make_person(brook, "Otto Oak")
    for who in (other.pk, 0, 10**30, 987654):
        for name in ("chronology", "chronology_print"):
            assert client_of(lena).get(page(who, name)).status_code == 404
    assert client_of(boris).get(page(ada)).status_code == 404
    assert client_of(boris).get(page(ada, school="brook")).status_code == 404


@pytest.mark.parametrize("who", ["tom", "gwen", "olu", "nat"])
def test_those_who_do_not_read_the_log_have_no_entry(oakfield, ada, client_of, request, who):
    client = client_of(request.getfixturevalue(who))
    for name in ("chronology", "chronology_print"):
        assert client.get(page(ada, name)).status_code == 403
        assert client.post(page(ada, name)).status_code == 403


def test_ones_own_and_ones_childs_page_is_as_empty_as_anybodys(oakfield, lena, ada, client_of):
    mine = entry_of(lena)
    make_incident(oakfield, people=[(mine, "target")])
    other = make_person(oakfield, "Lena Lime", kind="staff")

    def shown(person):
        main = words(client_of(lena).get(page(person))).partition("<main")[2]
        return main.replace(person.name, "NAME").replace(f"/{person.pk}/", "/PK/")

    assert "No incident that you may read names this person." in shown(mine)
    assert shown(mine) == shown(other)


def test_a_senior_leader_reads_it_and_the_chair_what_is_the_chairs(
    oakfield, hari, cora, ada, ben, client_of
):
    sue = make_member(oakfield, "Sue Sorrel", Role.SENIOR_LEADER)
    make_incident(oakfield, people=[(entry_of(hari), "offender"), (ada, "target")])

    assert "No incident that you may read" in words(client_of(sue).get(page(ada)))
    assert client_of(cora).get(page(ben)).status_code == 404
    assert "1 incident" in words(client_of(cora).get(page(ada)))
    assert client_of(cora).get(page(ada, "chronology_print")).status_code == 403


def test_a_page_of_thirty_asks_as_much_as_of_one(oakfield, lena, ada, ben, client_of):
    client = client_of(lena)

    def counted(name):
        with CaptureQueriesContext(connection) as found:
            assert client.get(page(ada, name)).status_code == 200
        return len(found)

    make_life(oakfield, ada, ben)
    names = ("chronology", "chronology_print")
    for name in names:
        counted(name)
    one = [counted(name) for name in names]
    make_life(oakfield, ada, ben, 29)

    assert [counted(name) for name in names] == one


def test_before_printing_one_sees_what_is_masked(oakfield, lena, ada, ben, client_of):
    make_life(oakfield, ada, ben)
    make_incident(oakfield, people=[(ada, "target"), (ben, "target")],
                  description="Ash or Beach? Mail ben@home.example. beech.")  # fmt: skip
    client = client_of(lena)
    shown = words(client.get(page(ada, "chronology_print")))

    for text in ("Ben Beech", "Child A", "Nearly a masked name", "Beach (1 place)", "1 address or",
                 "beech (1 place)", "Ada Ash shouted at Child A."):  # fmt: skip
        assert text in shown, text
    more = {"extra": "shouted\n", "small": ["beech"], "look": "yes"}
    again = words(client.post(page(ada, "chronology_print"), more))
    assert "Ada Ash [left out] at Child A." in again
    assert "in 1 place" in again
    assert "[e-mail address]. beech." in again
    assert ChronologyPrint.objects.count() == 0


def test_the_words_of_the_reader_are_kept_nowhere(oakfield, lena, ada, ben, client_of):
    make_life(oakfield, ada, ben)
    client = client_of(lena)
    answer = client.post(page(ada, "chronology_print"), {"extra": "Zibbeldy", "make": "yes"})

    made = ChronologyPrint.objects.get()
    assert answer["Location"] == made.get_absolute_url()
    assert "ibbeldy" not in str(held(ChronologyPrint, AuditEvent, type(made.job)))
    assert "ibbeldy" not in str(dict(client.session))


def test_too_many_or_too_long_words_are_a_sentence(oakfield, lena, ada, client_of):
    for extra in ("x" * 101, "\n".join("xy" for _n in range(101))):
        shown = words(client_of(lena).post(page(ada, "chronology_print"),
                                           {"extra": extra, "make": "yes"}))  # fmt: skip
        assert "Use up to 100 lines" in shown
    shown = words(client_of(lena).post(page(ada, "chronology_print"), {"extra": "x" * 9999}))
    assert "Use 5,000 characters or fewer." in shown
    hostile = {"extra": "\x00(\n[a-z]+\n*", "small": ["\x00", "9" * 400], "look": "yes"}
    assert "Ada Ash" in words(client_of(lena).post(page(ada, "chronology_print"), hostile))


def test_too_much_for_one_pdf_is_a_sentence(oakfield, lena, ada, ben, client_of, monkeypatch):
    monkeypatch.setattr(printing, "MOST", 1)
    make_life(oakfield, ada, ben, 2)

    shown = words(client_of(lena).post(page(ada, "chronology_print"), {"make": "yes"}))
    assert "up to 1 incidents" in shown


def test_the_pdf_is_followed_and_fetched_by_its_asker_alone(
    oakfield, lena, dee, ada, ben, client_of
):
    make_life(oakfield, ada, ben)
    client = client_of(lena)
    client.post(page(ada, "chronology_print"), {"make": "yes"})
    made = ChronologyPrint.objects.get()
    pages = [page(made.key, f"chronology_pdf{more}") for more in ("", "_state", "_file")]

    assert "It is being made." in words(client.get(pages[0]))
    assert client.get(pages[1]).json()["words"] == "It is the next to be made."
    assert client.get(pages[2]).status_code == 404
    assert jobs.run(str(made.job_id))
    ready = words(client.get(pages[0]))
    assert "Download the PDF" in ready
    assert made.content_sha256 in ready
    assert client.get(pages[1]).json()["state"] == "done"
    file = client.get(pages[2])
    assert file.content.startswith(b"%PDF")
    assert "Ada" not in file["Content-Disposition"]
    assert file["Cache-Control"] == "private, no-store"
    assert [client_of(dee).get(one).status_code for one in pages] == [404, 404, 404]


def test_it_is_refused_once_its_reader_may_not_see_all_of_it(oakfield, lena, ada, ben, client_of):
    make_life(oakfield, ada, ben)
    client = client_of(lena)
    client.post(page(ada, "chronology_print"), {"make": "yes"})
    made = ChronologyPrint.objects.get()
    jobs.run(str(made.job_id))
    Incident.objects.update(child_protection=True)

    assert client.get(page(made.key, "chronology_pdf_file")).status_code == 409


def test_where_no_pdf_can_be_made_a_page_is_offered(
    oakfield, lena, ada, ben, client_of, monkeypatch
):
    def missing(_html):
        raise pdf.PdfUnavailable

    monkeypatch.setattr(pdf, "render", missing)
    make_life(oakfield, ada, ben)
    client = client_of(lena)
    client.post(page(ada, "chronology_print"), {"make": "yes"})
    made = ChronologyPrint.objects.get()
    assert client.get(page(made.key, "chronology_paper")).status_code == 404
    jobs.run(str(made.job_id))

    assert "This installation cannot make PDFs" in words(client.get(made.get_absolute_url()))
    shown = words(client.get(page(made.key, "chronology_paper")))
    assert "Ada Ash shouted at Child A." in shown
    assert "Ben" not in shown
    assert "OFFICIAL-SENSITIVE" in shown
    assert made.content_sha256 in shown


def test_a_job_that_is_gone_is_said(oakfield, lena, ada, client_of):
    client = client_of(lena)
    client.post(page(ada, "chronology_print"), {"make": "yes"})
    made = ChronologyPrint.objects.get()
    made.job.delete()

    assert "The PDF could not be made" in words(client.get(made.get_absolute_url()))
    assert client.get(page(made.key, "chronology_pdf_state")).json()["state"] == "failed"
