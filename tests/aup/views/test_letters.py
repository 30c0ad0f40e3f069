"""The office sees which letters came back, and says so itself where a notice came to somebody."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aup.models import Ask, Letter
from aup.services import bounces
from esafety.access.roles import Role
from esafety.audit.models import AuditEvent
from tests.aup.bounced import about, sent
from tests.aup.rounds import pupil, running
from tests.aup.tables import tables
from tests.factories.schools import make_member

URL = "/oakfield/agreements/"


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def row(agreed, olu):
    """Ada, whose parents Pia and Quin got a letter each."""
    pupil(agreed, "Ada Ash", "Pia Ash", "Quin Ash")
    made = running(olu)
    for letter in Letter.objects.order_by("pk"):
        sent(letter)
    return made


@pytest.fixture
def office(client_of, olu):
    return client_of(olu)


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def question():
    return f"{URL}asked/{Ask.objects.get(subject__first_name='Ada').pk}/"


def letter_page(name="Pia"):
    return f"{question()}letters/{Letter.objects.get(person__first_name=name).pk}/"


def test_a_letter_that_came_back_to_somebodys_inbox(row, office, olu):
    page = office.get(question())
    assert words(page).count("This letter came back") == 2
    assert f'href="{letter_page()}"' in page.content.decode()
    before = tables()
    asked = words(office.get(letter_page()))
    assert "Did the letter to Pia Ash come back?" in asked
    assert "It cannot be taken back." in asked
    assert tables() == before

    answer = office.post(letter_page(), follow=True)

    assert answer.redirect_chain == [(question(), 302)]
    page = words(answer)
    assert "It is noted that the letter came back." in page
    assert "It came back on 3 November 2026." in page
    assert page.count("This letter came back") == 1
    event = AuditEvent.objects.get(type="agreement.letter_returned")
    assert event.actor == olu.ref
    assert "There is nothing to say here" in words(office.get(letter_page()))
    office.post(letter_page())
    assert AuditEvent.objects.filter(type="agreement.letter_returned").count() == 1


def test_what_the_mail_server_said_is_shown_in_words(row, office):
    bounces.take(about(0, status="5.2.2"))
    bounces.take(about(1, status="5.3.0"))

    page = words(office.get(question()))

    assert "It came back on 3 November 2026: the mailbox takes no mail; it may be full" in page
    assert "(code 5.2.2)" in page
    assert "it was refused for good (code 5.3.0)" in page


def test_how_each_letter_stands(row, office):
    first, second = Letter.objects.order_by("pk")
    Letter.objects.filter(pk=first.pk).update(sent_at=None)
    Letter.objects.filter(pk=second.pk).update(sent_at=None, failed="refused 550")

    page = words(office.get(question()))

    assert "Pia Ash Waiting" in page
    assert "Quin Ash Not sent" in page
    assert "This letter came back" not in page
    assert "There is nothing to say here" in words(office.get(letter_page()))
    assert "has not gone out" in words(office.post(letter_page()))
    assert Letter.objects.filter(returned_at__isnull=False).count() == 0


def test_the_campaign_counts_and_lists_whom_no_letter_reaches(row, office, agreed, olu):
    home = row.get_absolute_url()
    assert "Whom no letter reaches (0)" in words(office.get(home))
    assert "No letter has failed or come back." in words(office.get(f"{home}by-hand/"))

    office.post(letter_page())
    office.post(letter_page("Quin"))

    assert "Whom no letter reaches (1)" in words(office.get(home))
    page = words(office.get(f"{home}by-hand/"))
    assert "Whom no letter reaches (1)" in page
    assert (
        "The letter to Pia Ash came back on 3 November 2026. "
        "The letter to Quin Ash came back on 3 November 2026"
    ) in page
    missing = office.get(f"{home}missing/").content.decode()
    assert f'href="{question()}"' in missing


def test_the_day_is_the_schools_own(row, office, time_machine):
    time_machine.move_to("2026-07-14 23:30:00Z", tick=False)
    Letter.objects.update(returned_at="2026-07-14 23:30:00Z")

    page = words(office.get(f"{row.get_absolute_url()}by-hand/"))

    assert "came back on 15 July 2026" in page


def test_only_who_runs_campaigns_may_say_so(row, client_of, tom, dee, gwen, lena, hari):
    for actor in (tom, dee, gwen):
        assert client_of(actor).get(letter_page()).status_code == 403
        assert client_of(actor).post(letter_page()).status_code == 403
    assert Letter.objects.filter(returned_at__isnull=False).count() == 0
    for actor in (lena, hari):
        assert client_of(actor).get(letter_page()).status_code == 200


def test_neither_another_schools_letter_nor_another_questions_is_there(
    row, office, client_of, brook, agreed, olu
):
    other = client_of(make_member(brook, "Otto Oak", Role.OFFICE))
    path = letter_page().removeprefix("/oakfield")
    for school in ("/oakfield", "/brook"):
        assert other.get(school + path).status_code == 404
        assert other.post(school + path).status_code == 404
    pupil(agreed, "Ben Birch", "Bea Birch")
    running(olu)
    ben = Ask.objects.get(subject__first_name="Ben")
    letter = Letter.objects.get(person__first_name="Pia")
    assert office.post(f"{URL}asked/{ben.pk}/letters/{letter.pk}/").status_code == 404
    assert Letter.objects.filter(returned_at__isnull=False).count() == 0


def test_many_letters_cost_no_more(row, office, agreed, django_assert_max_num_queries):
    office.get(question())
    with CaptureQueriesContext(connection) as one:
        office.get(question())
    first = Letter.objects.first()
    for number in range(40):
        Letter.objects.create(
            school=agreed, person=first.person, link=first.link, campaign=row, kind="reminder",
            once_key=f"x{number}", made_at=first.made_at, sent_at=first.made_at,
        )  # fmt: skip

    with django_assert_max_num_queries(len(one)):
        page = words(office.get(question()))
    assert page.count("This letter came back") == 30
