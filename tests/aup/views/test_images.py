"""The class list before filming, its files, a child's history, and the office's entries."""

import re
import uuid

import pytest

from aup.consent_choices import Use
from aup.models import ImageConsent
from esafety import pdf
from esafety.audit.models import AuditEvent
from tests.aup.asked import family
from tests.aup.services.test_consent import ALL, NONE, give, take_back
from tests.factories.people import make_person

URL = "/oakfield/agreements/images/"


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def ada(oakfield, olu):
    """Her parent said yes to video alone."""
    child, [pia] = family(oakfield)
    give(child, pia, olu, {**NONE, Use.VIDEO: True})
    return child


def words(answer):
    page = answer.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_nobody_is_shown_before_a_class_is_chosen(oakfield, ada, client_of, tom):
    page = words(client_of(tom).get(URL))

    assert "Choose a class" in page
    assert "Ash, Ada" not in page


def test_the_class_before_filming(oakfield, ada, client_of, tom):
    make_person(oakfield, "Ben Birch")
    make_person(oakfield, "Cy Cedar", tutor_group="9L")
    make_person(oakfield, "Di Dogwood", left_on="2026-11-01")
    mine = client_of(tom)

    whole = words(mine.get(URL, {"tutor": "8K"}))
    filming = words(mine.get(URL, {"tutor": "8K", "use": "video"}))

    assert "Ash, Ada No No Yes No No No" in whole
    assert "Name Video Ash, Ada Yes Birch, Ben No answer" in filming
    for absent in ("Cedar", "Dogwood"):
        assert absent not in whole
    make_person(oakfield, "Eva Elm", year_group="9", tutor_group="9L")
    assert "Nobody here" in words(mine.get(URL, {"tutor": "8K", "year": "9"}))
    page = mine.get(URL).content.decode()
    assert re.findall(r'<option value="(\w+)"[^>]*>Year', page) == ["4", "8", "9"]


def test_parents_who_do_not_agree_are_named_as_that(oakfield, olu, client_of, tom):
    child, [pia, pat] = family(oakfield, parents=("Pia Ash", "Pat Ash"))
    give(child, pia, olu, ALL)
    give(child, pat, olu, {**ALL, Use.MEDIA: False})
    mine = client_of(tom)

    note = "Parents do not agree, so no: Newspapers and TV."
    assert note in words(mine.get(URL, {"tutor": "8K"}))
    assert note not in words(mine.get(URL, {"tutor": "8K", "use": "video"}))
    assert note in words(mine.get(f"{URL}{child.pk}/"))


def test_the_file_is_escaped_and_recorded(oakfield, ada, client_of, tom):
    make_person(oakfield, "=cmd Birch")
    mine = client_of(tom)

    text = mine.get(f"{URL}list.csv").content.decode("utf-8-sig")

    assert "Ash,Ada,Year 4,8K,No,No,Yes,No,No,No," in text
    assert "Birch,'=cmd," in text
    assert len(mine.get(f"{URL}list.csv?year=4").content.decode().splitlines()) == 2
    events = AuditEvent.objects.filter(type="consent.exported").order_by("seq")
    assert [event.data["number"] for event in events] == [2, 1]


def test_the_class_on_paper(oakfield, ada, client_of, tom):
    mine = client_of(tom)
    answer = mine.get(f"{URL}list.pdf?tutor=8K")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert AuditEvent.objects.get(type="consent.exported").data == {"number": 1, "kind": "pdf"}


def test_paper_is_for_a_class(oakfield, ada, client_of, tom, monkeypatch):
    mine = client_of(tom)
    assert "Choose a tutor group or a year group first." in words(
        mine.get(f"{URL}list.pdf", follow=True)
    )
    monkeypatch.setattr(pdf, "is_available", lambda: False)
    answer = mine.get(f"{URL}list.pdf?tutor=8K", follow=True)
    assert "cannot make PDFs" in words(answer)


def test_the_history_of_a_child(oakfield, ada, client_of, tom, olu, time_machine):
    pia = ada.guardians.get().guardian
    time_machine.move_to("2026-11-04 10:00:00Z", tick=False)
    take_back(ada, pia, olu, reason="He is shy.")
    give(ada, pia, olu, NONE)
    give(ada, pia, olu, dict.fromkeys(Use, True))

    page = words(client_of(tom).get(f"{URL}{ada.pk}/"))

    assert "4 November 2026, 10:00 Pia Ash said yes to everything." in page
    first = page.index("4 November 2026, 10:00 Pia Ash said no to everything.")
    second = page.index("4 November 2026, 10:00 Pia Ash took everything back.")
    third = page.index("3 November 2026, 09:00 Pia Ash said yes to: Video; no to the rest.")
    assert first < second < third
    assert "shy" not in page
    assert "shy" in words(client_of(olu).get(f"{URL}{ada.pk}/"))
    assert "Enter answers" not in page


def test_only_pupils_have_a_page(oakfield, client_of, tom):
    adult = make_person(oakfield, "Tess Teak", kind="staff")

    assert client_of(tom).get(f"{URL}{adult.pk}/").status_code == 404
    assert client_of(tom).get(f"{URL}999999/").status_code == 404


def test_the_office_enters_paper_and_a_telephone_call(oakfield, client_of, olu):
    child, [pia] = family(oakfield)
    mine, url = client_of(olu), f"{URL}{child.pk}/"
    assert "No parent or carer has answered yet" in words(mine.get(url))
    form = {f"use_{use}": "yes" for use in Use} | {"once_key": uuid.uuid4(), "name": "P Ash"}
    form |= {"day_0": "2", "day_1": "11", "day_2": "2026"}

    wrong = mine.post(f"{url}paper/", {**form, "guardian": child.pk, "use_print": ""})
    assert "still to come" in words(mine.post(f"{url}paper/", form | {"day_2": "2027"}))
    assert "Choose who signed it." in words(wrong)
    assert "Say yes or no: Prospectus and print." in words(wrong)
    assert wrong.content.decode().count(" checked=") == 5
    done = mine.post(f"{url}paper/", {**form, "guardian": pia.pk}, follow=True)
    assert "Entered by Olu Oak. On the form: 2 November 2026." in words(done)
    assert "Pia Ash said yes to everything." in words(done)

    assert "Choose who takes it back." in words(mine.post(f"{url}withdraw/", {"guardian": ""}))
    said = {"guardian": pia.pk, "reason": "Rang up."}
    assert "Everything is taken back." in words(mine.post(f"{url}withdraw/", said, follow=True))
    assert ImageConsent.objects.count() == 2


def test_a_refusal_stands_on_the_form(oakfield, client_of, olu):
    child, [pia] = family(oakfield)

    answer = client_of(olu).post(f"{URL}{child.pk}/withdraw/", {"guardian": pia.pk})

    assert "There is no answer to take back." in words(answer)


def test_a_child_without_parents_has_nobody_to_choose(oakfield, client_of, olu):
    child = make_person(oakfield, "Ada Ash")

    for page in ("paper", "withdraw"):
        answer = client_of(olu).get(f"{URL}{child.pk}/{page}/")
        assert "Nobody with parental responsibility is in the directory" in words(answer)


def test_the_same_queries_for_one_and_for_thirty(
    oakfield, olu, client_of, tom, django_assert_num_queries
):
    mine = client_of(tom)
    mine.get(URL)
    for many in (1, 30):
        for _n in range(many):
            child, [pia] = family(oakfield)
            give(child, pia, olu)
        with django_assert_num_queries(10):
            mine.get(URL, {"tutor": "8K"})
