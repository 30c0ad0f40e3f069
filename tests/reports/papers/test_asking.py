"""The page that leads to all reports, and the forms: bad input is said beside the field."""

import pytest

from reports.choices import PaperKind
from reports.models import Paper
from reports.papers import forms, spans
from reports.papers.links import links
from tests.factories.incidents import make_incident

REPORTS = "/oakfield/reports/"


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-12-01 12:00", tick=False)


def day(name, text):
    return dict(zip((f"{name}_{n}" for n in range(3)), text.split(), strict=True))


def test_each_sees_the_reports_of_their_roles(oakfield, lena, olu, client_of):
    page = client_of(lena).get(f"{REPORTS}papers/").content.decode()
    for name in ("senior-leaders", "log-reviews", "bullying", "inspection", "who-has-signed"):
        assert f'href="{REPORTS}{name}/"' in page
    assert {one.title for one in links(olu, "oakfield")} == {"Who has signed", "Exports"}


def test_the_page_of_governor_reports_leads_there(oakfield, lena, gwen, client_of):
    assert f'href="{REPORTS}papers/"' in client_of(lena).get(REPORTS).content.decode()
    assert f'href="{REPORTS}papers/"' not in client_of(gwen).get(REPORTS).content.decode()


def test_a_half_term_is_asked_for(oakfield, lena, client_of):
    half = spans.half_terms(oakfield)[0]
    client_of(lena).post(f"{REPORTS}senior-leaders/", {"period": half.code})

    paper = Paper.objects.get()
    assert paper.kind == PaperKind.LEADERS
    assert paper.asked == {"since": half.first.isoformat(), "until": half.last.isoformat()}


@pytest.mark.parametrize(
    ("since", "until", "sentence"),
    [
        ("", "", "Enter the first and the last day."),
        ("1 9 2026", "", "Enter the first and the last day."),
        ("2 9 2026", "1 9 2026", "The last day must not be before the first."),
        ("1 9 2024", "1 9 2026", "Choose a year or less."),
        ("31 2 2026", "1 9 2026", "Enter a day that exists"),
    ],
)
def test_days_that_do_not_fit_are_said_and_kept(oakfield, lena, client_of, since, until, sentence):
    typed = {"period": "days"}
    for name, text in (("since", since), ("until", until)):
        typed |= day(name, text) if text else {}
    answer = client_of(lena).post(f"{REPORTS}senior-leaders/", typed)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert not Paper.objects.exists()
    if since:
        assert f'value="{since.split()[0]}"' in page


def test_days_are_asked_for(oakfield, lena, client_of):
    typed = {"period": "days", **day("since", "1 9 2026"), **day("until", "30 9 2026")}
    client_of(lena).post(f"{REPORTS}senior-leaders/", typed)

    assert Paper.objects.get().asked == {"since": "2026-09-01", "until": "2026-09-30"}


def test_a_refusal_is_said_on_the_form(oakfield, lena, client_of, monkeypatch):
    from reports.papers import leaders

    monkeypatch.setattr(leaders, "MOST", 0)
    make_incident(oakfield)
    half = spans.half_terms(oakfield)[0]
    answer = client_of(lena).post(f"{REPORTS}senior-leaders/", {"period": half.code})

    assert "Choose fewer days." in answer.content.decode()


@pytest.mark.parametrize("page", ["senior-leaders", "bullying", "inspection", "who-has-signed"])
def test_nothing_chosen_or_something_else_is_said(oakfield, lena, client_of, page):
    for typed in ({}, dict.fromkeys(("period", "year", "agreement", "many"), "no such")):
        answer = client_of(lena).post(f"{REPORTS}{page}/", typed)
        assert answer.status_code == 200
        assert "Choose one from the list." in answer.content.decode()
    assert client_of(lena).get(f"{REPORTS}{page}/").status_code == 200


def test_a_school_year_and_two(oakfield):
    assert [one.label for one in spans.years(oakfield, most=2)] == ["2026/27", "2025/26"]
    typed = {"year": "2026", "many": "2", "references": "yes"}
    two = forms.InspectionForm(typed, school=oakfield)
    one = forms.InspectionForm(typed | {"many": "1"}, school=oakfield)

    assert two.is_valid()
    assert one.is_valid()
    assert two.asked == {"since": "2025-09-01", "until": "2027-08-31", "references": "yes"}
    assert one.asked["since"] == "2026-09-01"


def test_a_year_of_bullying_is_asked_for(oakfield, lena, client_of):
    client_of(lena).post(f"{REPORTS}bullying/", {"year": "2026"})

    assert Paper.objects.get().asked == {"year": "2026"}


def test_a_term_without_half_term_is_one_choice(oakfield):
    labels = [one.label for one in spans.half_terms(oakfield)]

    assert labels
    assert all("half" in one or "whole term" in one for one in labels)
