"""The pages of surveys, for those who keep them and for those who answer."""

import pytest
from django.urls import reverse

from esafety import pdf
from esafety.audit.models import AuditEvent
from policies.surveys import queries, sheets
from policies.surveys.choices import State
from policies.surveys.models import Sheet, Survey
from policies.surveys.services import asking, running
from policies.surveys.views import public
from tests.policies.surveys.conftest import FIRST, LAST

DAYS = {"opens_on": FIRST, "closes_on": LAST}


def days(first="3 11 2026", last="20 11 2026"):
    return {
        f"{name}_{n}": part
        for name, day in (("opens_on", first), ("closes_on", last))
        for n, part in enumerate(day.split())
    }


def seed_of(answer):
    return str(answer.context["form"]["seed"].value())


@pytest.fixture
def keeper(client_of, lena):
    return client_of(lena)


def url(name, *args):
    return reverse(f"surveys:{name}", args=["oakfield", *args])


def test_prepared_opened_answered_closed_and_read(oakfield, lena, keeper, client):
    asking.take_starters(audience="pupils", by=lena)
    keeper.post(url("new_survey"), {"audience": "pupils", **days()})
    row = Survey.objects.get()
    assert "Open the survey" in keeper.get(row.get_absolute_url()).text
    keeper.post(url("open_survey", row.pk))
    address = reverse("survey:answer", args=["oakfield", row.code])
    for n in range(12):
        page = client.get(address)
        sent = client.post(address, {"seed": seed_of(page), "q1": str(n % 2), "q0": ["0", "4"]})
        assert sent.status_code == 302
        assert "Your answers are counted" in client.get(sent["Location"]).text
    assert "10 or more have answered" in keeper.get(row.get_absolute_url()).text
    keeper.post(url("close_survey", row.pk))
    page = keeper.get(row.get_absolute_url()).text

    assert "12 answered." in page
    assert "6 (50%)" in page
    csv = keeper.get(url("survey_file", row.pk, "csv"))
    assert "6 (50%)" in csv.content.decode()
    assert AuditEvent.objects.filter(type="survey.exported").exists()
    assert keeper.get(url("survey_file", row.pk, "xlsx")).content.startswith(b"PK")
    assert keeper.get(url("survey_file", row.pk, "pdf")).content.startswith(b"%PDF")
    assert keeper.get(url("survey_file", row.pk, "doc")).status_code == 404
    assert "a year after the survey was closed" in page
    assert "not open" in client.get(address).text
    assert "12" in keeper.get(url("surveys")).text


def test_the_public_page_sets_no_cookie_but_the_guard_of_the_form(opened, client):
    answer = client.get(reverse("survey:answer", args=["oakfield", opened.code]))

    assert set(answer.cookies) == {"csrftoken"}
    assert "no-store" in answer["Cache-Control"]


def test_a_second_press_counts_once_and_mistakes_lose_nothing(opened, client):
    address = reverse("survey:answer", args=["oakfield", opened.code])
    seed = seed_of(client.get(address))
    empty = client.post(address, {"seed": seed})
    assert "Answer at least one question" in empty.text
    wrong = client.post(address, {"seed": seed, "q1": "99", "q2": "1"})
    assert "Choose one of the answers on offer" in wrong.text
    assert client.post(address, {"seed": "x", "q1": "1"}).status_code == 200
    for _n in range(2):
        assert client.post(address, {"seed": seed, "q1": "1"}).status_code == 302
    assert Sheet.objects.count() == 1


def test_many_at_once_are_asked_to_wait_and_keep_their_answers(opened, client, monkeypatch):
    monkeypatch.setattr(public, "_MOST", 1)
    address = reverse("survey:answer", args=["oakfield", opened.code])
    first, second = (seed_of(client.get(address)) for _n in range(2))
    client.post(address, {"seed": first, "q1": "1"})
    waits = client.post(address, {"seed": second, "q1": "2"})

    assert waits.status_code == 429
    assert "Wait one minute" in waits.text
    assert f'value="{second}"' in waits.text
    assert client.post(address, {"seed": first, "q1": "1"}).status_code == 302
    assert Sheet.objects.count() == 1


@pytest.mark.parametrize("place", ["oakfield", "nowhere"])
def test_an_address_that_is_not_there(oakfield, client, place):
    assert client.get(f"/{place}/survey/abc234/").status_code == 404


def test_days_and_dropping(drafted, keeper):
    bad = keeper.post(url("change_survey", drafted.pk), days(last="1 11 2026"))
    assert "must not be before" in bad.text
    assert "Enter the last day" in keeper.post(url("new_survey"), days(last="")).text
    assert keeper.get(url("change_survey", drafted.pk)).status_code == 200
    keeper.post(url("change_survey", drafted.pk), days(last="27 11 2026"))
    assert Survey.objects.get().closes_on.day == 27
    assert keeper.post(url("drop_survey", drafted.pk))["Location"] == url("surveys")
    assert not Survey.objects.exists()


def test_refusals_are_said_on_the_page(opened, keeper):
    for name in ("open_survey", "drop_survey"):
        assert "opened" in keeper.post(url(name, opened.pk), follow=True).text
    assert Survey.objects.get().state == State.OPEN


def test_the_sheet_is_one_tagged_page(opened, keeper, lena):
    answer = keeper.get(url("survey_sheet", opened.pk))

    assert answer.content.startswith(b"%PDF")
    assert AuditEvent.objects.filter(type="survey.sheet_made").exists()
    assert opened.code in sheets.html_of(opened)
    assert sheets.is_local("http://localhost/x")
    assert not sheets.is_local("https://esafety.example/x")
    running.close(survey=opened, by=lena)
    assert keeper.get(url("survey_sheet", opened.pk)).status_code == 404


def test_without_pango_the_page_says_so(opened, keeper, monkeypatch):
    def none(html):
        raise pdf.PdfUnavailable

    monkeypatch.setattr(pdf, "render", none)
    assert "cannot make PDFs" in keeper.get(url("survey_sheet", opened.pk)).text


def test_questions_are_kept_by_hand(oakfield, keeper):
    listed = url("questions", "staff")
    assert "Begin with ours" in keeper.get(listed).text
    keeper.post(url("take_starters", "staff"))
    new = {"words": "Is  it well?", "kind": "one", "options": "Yes\n\n No \n"}
    keeper.post(url("add_question", "staff"), new)
    row = list(queries.questions("staff"))[-1]
    assert (row.words, row.options) == ("Is it well?", ["Yes", "No"])
    assert "Yes" in keeper.get(url("change_question", row.pk)).text
    keeper.post(url("change_question", row.pk), {**new, "words": "All well?"})
    keeper.post(url("move_up_question", row.pk))
    assert list(queries.questions("staff"))[-2].words == "All well?"
    keeper.post(url("retire_question", row.pk))
    assert "Ask it again" in keeper.get(listed).text
    keeper.post(url("bring_back_question", row.pk))
    assert "asked already" in keeper.post(url("bring_back_question", row.pk), follow=True).text


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("Yes", "two to ten"),
        ("Yes\nyes", "twice"),
        ("Yes\n" + "n" * 101, "100 characters"),
        ("", "Write the answers"),
    ],
)
def test_answers_that_will_not_do(oakfield, keeper, options, sentence):
    typed = {"words": "Is it well?", "kind": "one", "options": options}
    page = keeper.post(url("add_question", "staff"), typed)

    assert sentence in page.text
    assert "Is it well?" in page.text


def test_what_is_not_there(oakfield, keeper):
    for address in (url("questions", "cats"), url("add_question", "cats")):
        assert keeper.get(address).status_code == 404
    assert keeper.get(url("change_question", 0)).status_code == 404
    assert keeper.get(url("survey", 0)).status_code == 404


def test_one_survey_or_thirty_are_the_same_number_of_queries(
    opened, lena, keeper, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    keeper.get(url("surveys"))
    with CaptureQueriesContext(connection) as one:
        keeper.get(url("surveys"))
    for _n in range(29):
        running.make(audience="staff", by=lena, **DAYS)
    with CaptureQueriesContext(connection) as many:
        keeper.get(url("surveys"))
    assert len(many) == len(one)
