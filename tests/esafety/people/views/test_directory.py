"""The directory's pages: who may open them, and that no name gets into an address."""

import pytest
from django.utils import timezone
from django_scopes import scope

from tests.factories.people import make_person

URL = "/oakfield/people/"


def test_those_who_handle_people_open_the_directory(
    oakfield, client_of, lena, dee, olu, tom, gwen, boris
):
    answers = [client_of(a).get(URL).status_code for a in (lena, dee, olu, tom, gwen, boris)]

    assert answers == [200, 200, 200, 403, 403, 404]


def test_the_search_answers_staff_by_post_only(oakfield, client_of, tom, gwen):
    make_person(oakfield, "Ada Ash", left_on=timezone.localdate())
    mine = client_of(tom)

    answer = mine.post(URL + "search/", {"q": "as ad", "kind": "child"})

    (found,) = answer.json()["results"]
    assert found["label"] == "Ada Ash"
    assert found["detail"].startswith("Year 8, 8K (left ")
    assert mine.get(URL + "search/?q=ada").status_code == 405
    assert client_of(gwen).post(URL + "search/", {"q": "ada"}).status_code == 403


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        ("", ["Ada Ash", "Ann Ash", "Art Ash"]),
        ("child", ["Ada Ash"]),
        ("pupil", ["Ada Ash"]),
        ("adult", ["Ann Ash", "Art Ash"]),
        ("other", ["Art Ash"]),
        ("guardian", ["Ann Ash"]),
        ("anything", ["Ada Ash", "Ann Ash", "Art Ash"]),
    ],
)
def test_the_search_is_for_the_kind_asked(oakfield, client_of, tom, kind, labels):
    for name, of in (("Ada Ash", "pupil"), ("Ann Ash", "guardian"), ("Art Ash", "visitor")):
        make_person(oakfield, name, kind=of)

    answer = client_of(tom).post(URL + "search/", {"q": "ash", "kind": kind})

    assert [found["label"] for found in answer.json()["results"]] == labels


@pytest.mark.parametrize("q", ["\x00", "%", "<b>", "x" * 5000, ""])
def test_odd_words_find_nobody(oakfield, client_of, tom, q):
    assert client_of(tom).post(URL + "search/", {"q": q}).json() == {"results": []}


def test_a_name_looked_for_stays_out_of_the_address(oakfield, client_of, lena, olu):
    make_person(oakfield, "Ada Ash")
    make_person(oakfield, "Ben Beech")
    mine = client_of(olu)

    there = mine.post(URL + "?kind=pupil&page=2", {"q": "Ada"})
    page = mine.get(there["Location"]).content.decode()

    assert "ada" not in there["Location"].lower()
    assert "kind=pupil" in there["Location"]
    assert "page" not in there["Location"]
    assert ("Ash, Ada" in page, "Beech, Ben" in page) == (True, False)
    assert "Ash, Ada" in client_of(lena).get(there["Location"]).content.decode()
    assert "Beech, Ben" in client_of(lena).get(there["Location"]).content.decode()


def test_an_empty_search_shows_everyone_and_only_some_are_kept(oakfield, client_of, olu):
    mine = client_of(olu)

    assert mine.post(URL, {"q": " "})["Location"] == URL
    for n in range(15):
        mine.post(URL, {"q": f"name {n}"})
    assert len(mine.session["searches"]) == 10


def test_filters_stand_in_the_address_and_nonsense_counts_as_none(oakfield, client_of, olu):
    make_person(oakfield, "Ada Ash", year_group="8")
    make_person(oakfield, "Ben Beech", year_group="9")
    mine = client_of(olu)

    page = mine.get(URL + "?kind=pupil&year=9").content.decode()
    assert ("Ash, Ada" in page, "Beech, Ben" in page) == (False, True)
    assert "Ash, Ada" in mine.get(URL + "?kind=x&year=%00&tutor=%27&page=zz").content.decode()
    assert "No one in the directory" in mine.get(URL + "?kind=governor").content.decode()


def test_nobody_found_is_said(oakfield, client_of, olu):
    mine = client_of(olu)

    assert "Nobody found" in mine.get(mine.post(URL, {"q": "zzz"})["Location"]).content.decode()


def test_the_list_takes_the_same_queries_for_one_and_for_thirty(
    oakfield, client_of, olu, django_assert_num_queries
):
    mine = client_of(olu)
    mine.get(URL)
    with django_assert_num_queries(8):
        mine.get(URL)
    for n in range(30):
        make_person(oakfield, f"Ada Ash{n}")
    with django_assert_num_queries(8):
        page = mine.get(URL)
    assert page.content.decode().count("Ash") >= 30


def test_fifty_stand_on_a_page(oakfield, client_of, olu):
    for n in range(120):
        make_person(oakfield, f"Ada Ash{n:03}")
    mine = client_of(olu)

    assert "People 1 to 50 of 121" in mine.get(URL).content.decode()
    last = mine.get(URL + "?page=3").content.decode()
    assert "People 101 to 121 of 121" in last
    assert 'rel="prev"' in last
    assert "First page" in last


def test_names_are_escaped(oakfield, client_of, olu):
    make_person(oakfield, "<script>alert(1)</script> Ash")

    assert "<script>alert" not in client_of(olu).get(URL).content.decode()


def test_schools_never_meet(oakfield, brook, client_of, olu, boris):
    with scope(school=brook):
        make_person(brook, "Bea Birch")

    assert "Bea" not in client_of(olu).get(URL).content.decode()
    assert client_of(olu).get("/brook/people/").status_code == 404
    assert "Bea" in client_of(boris).get("/brook/people/").content.decode()
