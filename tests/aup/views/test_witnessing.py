"""A teacher signs with a class."""

import re
import uuid

import pytest

from esafety.signatures.models import Signature
from tests.aup.asked import asked, decline
from tests.factories.people import make_guardian, make_person

URL = "/oakfield/agreements/class/"
CLASS = f"{URL}pupils-primary/4B/"


@pytest.fixture
def asks(agreed):
    names = ("Ada Ash", "Ben Beech")
    return [
        asked(agreed, make_person(agreed, name, year_group="4", tutor_group="4B")) for name in names
    ]


def words(answer):
    return answer.content.decode()


def post(client, *asks, **data):
    facts = {"agree": "on", "name": "Tom Thorn", "once_key": uuid.uuid4()}
    return client.post(CLASS, {**facts, "children": [a.pk for a in asks], **data})


def test_reading_and_signing_for_those_who_were_there(asks, tom, client_of):
    client = client_of(tom)
    assert "2 children have not said yes" in words(client.get(URL))
    page = words(client.get(CLASS))
    assert "Being kind" in page
    assert "I will not share what the school sends me" not in page  # the parents' part
    key = re.search(r'name="once_key" value="([^"]+)"', page)[1]

    answer = post(client, asks[0], once_key=key)

    assert answer.status_code == 302
    assert Signature.objects.get().subject == asks[0].subject
    page = words(client.get(CLASS))
    assert "Ada Ash" not in page
    assert "Ben Beech" in page
    assert "1 child has not said yes" in words(client.get(URL))
    assert Signature.objects.get().code not in words(client.get("/oakfield/agreements/mine/"))


def test_sent_twice_it_is_no_mistake_and_makes_nothing(asks, tom, client_of):
    client, key = client_of(tom), uuid.uuid4()

    assert [post(client, *asks, once_key=key).status_code for _tap in "ab"] == [302, 302]
    assert Signature.objects.count() == 2
    assert "Everyone in this class has said yes" in words(client.get(CLASS))


def test_a_teacher_learns_nothing_but_the_names(asks, tom, client_of):
    parent = make_guardian(asks[0].subject, "Pia Ash", email="pia@ash.example")
    decline(asks[0], "parent", tom, person=parent, reason="We object.")

    page = words(client_of(tom).get(CLASS))

    assert "Ada Ash" in page
    for secret in ("Pia", "pia@", "object", "Refused", "Year 4"):
        assert secret not in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"children": []}, "Tick at least one child."),
        ({"children": ["x"]}, "Choose children of this class."),
        ({"children": ["9999999999999999999"]}, "Choose children of this class."),
        ({"agree": ""}, "Tick the box"),
        ({"name": ""}, "Type your name to sign."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(asks, tom, client_of, data, sentence):
    answer = post(client_of(tom), *asks, **data)

    assert sentence in words(answer)
    if "name" not in data:
        assert 'value="Tom Thorn"' in words(answer)
    assert not Signature.objects.exists()


def test_no_other_class_and_no_other_school(asks, tom, gwen, brook, boris, client_of):
    assert client_of(tom).get(f"{URL}pupils-primary/9Z/").status_code == 404
    assert client_of(tom).get(f"{URL}students/4B/").status_code == 404
    assert client_of(gwen).get(CLASS).status_code == 403
    assert client_of(boris).get(CLASS).status_code == 404


def test_a_child_who_is_not_of_the_class_is_not_signed_for(asks, agreed, tom, client_of):
    other = asked(agreed, make_person(agreed, "Oz Oak", year_group="4", tutor_group="4C"))

    assert "Choose children of this class." in words(post(client_of(tom), *asks, other))


def test_the_page_costs_the_same_for_one_and_for_thirty(
    asks, agreed, tom, client_of, django_assert_max_num_queries
):
    client = client_of(tom)
    for n in range(30):
        asked(agreed, make_person(agreed, f"C {n}", year_group="4", tutor_group="4B"))
    client.get(CLASS)
    for url in (URL, CLASS):
        with django_assert_max_num_queries(9):
            client.get(url)
