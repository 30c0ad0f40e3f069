"""Who has and has not signed, person by person, by class."""

from datetime import date

import pytest
from django.utils import timezone

from aup.models import Agreement
from aup.queries import coverage as queries
from esafety.access.refused import Refused
from esafety.jobs import services as jobs
from reports.choices import PaperKind
from reports.models import Paper
from reports.papers import coverage
from tests.aup.asked import asked
from tests.factories.people import make_guardian, make_person
from tests.reports.papers.drawn import paper_of, text_of

TODAY = date(2026, 11, 3)
PRIMARY = "pupils_primary"


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def code(agreed):
    return Agreement.objects.get(audience=PRIMARY).code


@pytest.fixture
def pupils(oakfield, agreed, olu):
    """Ada has signed with her mother, Ben is asked, Cal is not."""
    found = []
    for name, group in (("Ada Ash", "4A"), ("Ben Beech", "4A"), ("Cal Cherry", "4B")):
        child = make_person(oakfield, name, year_group="4", tutor_group=group)
        make_guardian(child, f"Pia {child.last_name}")
        found.append(child)
    for child in found[:2]:
        asked(oakfield, child)
    return found


def shown(school, actor, code, left="no"):
    paper = paper_of(school, actor, PaperKind.COVERAGE, agreement=code, left=left)
    html, ids = coverage.show(paper, actor, timezone.now())
    assert ids == []
    return text_of(html)


def test_everybody_by_class_and_how_it_stands(oakfield, olu, pupils, code):
    text = shown(oakfield, olu, code)

    assert "0 of 3 have signed." in text
    assert text.index("4A") < text.index("Ada Ash Asked") < text.index("4B")
    assert "Cal Cherry Not asked" in text


def test_only_those_who_have_not_signed(oakfield, olu, pupils, code, monkeypatch):
    ada = pupils[0]
    monkeypatch.setattr(coverage, "IN_ORDER", ("asked",))

    text = shown(oakfield, olu, code, left="yes")
    assert "Only those who have not are listed." in text
    assert ada.name not in text
    assert "Cal Cherry" in text


def test_the_list_agrees_with_the_figures(oakfield, pupils):
    for covered in queries.coverage(TODAY):
        rows = queries.listed(TODAY, covered.agreement.code)
        assert len(rows) == covered.people
        for state, number in covered.states.items():
            assert sum(one.standing == state for one in rows) == number


def test_staff_stand_by_what_they_are_and_pupils_without_a_class_by_their_year(agreed, tom, pupils):
    pupils[0].tutor_group = ""
    pupils[0].save()
    groups = {one.person.name: one.group for one in queries.listed(TODAY)}

    assert groups["Ada Ash"] == "Year 4"
    assert groups["Tom Thorn"] == "Staff"


def test_who_looks_after_it_may_have_it(oakfield, olu, lena, tom, code):
    for actor in (olu, lena):
        coverage.check(actor, {"agreement": code})
    with pytest.raises(Refused):
        coverage.check(tom, {"agreement": code})
    with pytest.raises(Refused):
        coverage.check(olu, {"agreement": "none-such"})


def test_the_office_follows_its_own_pdf(oakfield, olu, pupils, code, client_of):
    browser = client_of(olu)
    page = browser.post(
        "/oakfield/reports/who-has-signed/", {"agreement": code, "left": "no"}, follow=True
    )
    row = Paper.objects.get()
    assert jobs.run(str(row.job_id))

    assert "It is being made" in page.content.decode()
    file = browser.get(f"{row.get_absolute_url()}file/")
    assert file.content.startswith(b"%PDF")
    assert "who-has-signed-oakfield" in file["Content-Disposition"]


def test_the_names_are_a_table_to_export_as_well(oakfield, olu, pupils, client_of):
    answer = client_of(olu).get("/oakfield/reports/exports/signers.csv")

    assert "Cal Cherry" in answer.content.decode()


def test_words_of_a_standing():
    assert coverage.standing("signed") == "Signed"
    assert coverage.standing(queries.NEW_VERSION) == "To be asked for the new version"
