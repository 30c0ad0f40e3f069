"""Terms and days without school, each on its small page."""

import pytest
import time_machine

from esafety.schools.models import Closure, Term

TERMS, CLOSURES = "/oakfield/settings/terms/", "/oakfield/settings/closures/"


def days(first, last):
    boxes = {}
    for name, words in (("starts_on", first), ("ends_on", last)):
        boxes.update({f"{name}_{i}": part for i, part in enumerate(words.split())})
    return boxes


AUTUMN = {"academic_year": "2027", "number": "1", **days("2 9 2027", "17 12 2027")}
INSET = {"kind": "inset", "label": "Training", **days("27 11 2026", "27 11 2026")}


@pytest.fixture
def hers(client_of, lena):
    return client_of(lena)


def test_terms_and_closures_are_listed_in_words(hers):
    page = hers.get(TERMS).content.decode()

    assert "Autumn 2026/27" in page
    assert "2 September to 18 December 2026" in page
    assert "26 October to 30 October 2026" in page


def test_the_page_warns_when_nothing_lies_ahead(client_of, lena):
    with time_machine.travel("2028-01-10T10:00:00Z", tick=False):
        assert "No term is entered for today" in client_of(lena).get(TERMS).content.decode()


def test_a_reader_sees_them_without_buttons(client_of, dee):
    page = client_of(dee).get(TERMS).content.decode()

    assert "Autumn 2026/27" in page
    assert "/add/" not in page


def test_a_term_is_added_changed_and_removed(hers):
    assert hers.get(TERMS + "add/").status_code == 200
    assert hers.post(TERMS + "add/", AUTUMN).url == TERMS
    term = Term.objects.get(academic_year=2027)
    here = f"{TERMS}{term.pk}/"
    assert 'value="2027"' in hers.get(here).content.decode()
    assert hers.post(here, {**AUTUMN, **days("3 9 2027", "17 12 2027")}).url == TERMS
    assert Term.objects.get(pk=term.pk).starts_on.day == 3
    assert "Remove the term Autumn 2027/28?" in hers.get(here + "remove/").content.decode()
    assert hers.post(here + "remove/").url == TERMS
    assert not Term.objects.filter(pk=term.pk).exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"academic_year": ""}, "Enter the year in which the school year starts."),
        ({"academic_year": "9" * 40}, "less than or equal to 2100"),
        ({"number": "7"}, "not one of the available choices"),
        ({"starts_on_0": ""}, "Enter the first day."),
        (
            days("1 10 2026", "8 10 2026") | {"academic_year": "2026", "number": "1"},
            "there already",
        ),
    ],
)
def test_what_is_wrong_with_a_term_is_said(hers, changes, sentence):
    page = hers.post(TERMS + "add/", {**AUTUMN, **changes})

    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert "There is a problem" in page.content.decode()
    assert Term.objects.count() == 3


def test_a_change_of_a_term_that_overlaps_is_refused_on_its_page(hers):
    spring = Term.objects.get(number=2)

    page = hers.post(
        f"{TERMS}{spring.pk}/",
        {"academic_year": "2026", "number": "2", **days("1 12 2026", "25 3 2027")},
    )

    assert "overlap the term Autumn 2026/27" in page.content.decode()


def test_days_without_school_are_added_changed_and_removed(hers):
    assert hers.get(CLOSURES + "add/").status_code == 200
    assert hers.post(CLOSURES + "add/", INSET).url == TERMS
    row = Closure.objects.get(kind="inset")
    here = f"{CLOSURES}{row.pk}/"
    assert "Training" in hers.get(here).content.decode()
    assert hers.post(here, {**INSET, "label": "Marking"}).url == TERMS
    assert Closure.objects.get(pk=row.pk).label == "Marking"
    assert "Remove 27 November 2026?" in hers.get(here + "remove/").content.decode()
    assert hers.post(here + "remove/").url == TERMS
    assert not Closure.objects.filter(pk=row.pk).exists()


def test_what_is_wrong_with_days_is_said(hers):
    row = Closure.objects.first()

    added = hers.post(CLOSURES + "add/", {**INSET, **days("27 11 2026", "26 11 2026")})
    changed = hers.post(f"{CLOSURES}{row.pk}/", {**INSET, "kind": ""})

    assert "must not be before the first day" in added.content.decode()
    assert "Choose the kind." in changed.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        TERMS + "999/",
        TERMS + "999/remove/",
        CLOSURES + "999/",
        CLOSURES + "999/remove/",
        TERMS + "9" * 30 + "/",
    ],
)
def test_rows_that_are_not_there_are_not_found(hers, path):
    assert hers.get(path).status_code == 404


def test_another_schools_rows_are_not_found(client_of, boris, oakfield):
    term = Term.objects.first()

    assert client_of(boris).get(f"/brook/settings/terms/{term.pk}/").status_code == 404
