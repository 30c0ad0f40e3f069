"""Finding one's own entry, and the office's list of accounts without one."""

import pytest

from aup.services import seeding
from esafety.access.roles import Role
from esafety.notices.models import Notice
from esafety.people.models import Person
from tests.factories.people import make_person
from tests.factories.schools import make_member

MINE = "/oakfield/agreements/mine/"
LIST = "/oakfield/people/accounts/"


@pytest.fixture
def new(oakfield):
    actor = make_member(oakfield, "Nia Nettle", Role.STAFF)
    Person.objects.filter(membership=actor.membership_id).delete()
    return actor


def words(answer):
    return answer.content.decode()


def test_my_agreements_say_that_i_am_not_known_and_find_me(oakfield, new, tom, client_of):
    assert "Find me in the directory" not in words(client_of(tom).get(MINE))
    client = client_of(new)
    assert "Find me in the directory" in words(client.get(MINE))
    make_person(oakfield, "Nia Nettle", "staff", email="nia@oakfield.example")

    page = words(client.post(f"{LIST}me/", follow=True))

    assert "We found you in the directory." in page
    assert "Find me in the directory" not in page
    assert client.post(f"{LIST}me/").status_code == 409


def test_the_office_is_told_and_its_notice_leads_to_the_list(oakfield, new, olu, client_of):
    page = words(client_of(new).post(f"{LIST}me/", follow=True))
    assert "The office is told." in page
    assert Notice.objects.get().member_id == olu.membership_id

    office = client_of(olu)
    assert LIST in words(office.get("/oakfield/notices/"))
    assert "Nia Nettle" in words(office.get(LIST))


def test_the_office_connects_or_enters(oakfield, new, olu, client_of):
    office, entry = client_of(olu), make_person(oakfield, "Nia Nettle", "staff", job_title="Cook")
    assert "This is Nia Nettle, Cook" in words(office.get(LIST))

    answer = office.post(f"{LIST}{new.membership_id}/", {"person": entry.pk}, follow=True)

    assert "Every account has its entry." in words(answer)
    entry.refresh_from_db()
    assert entry.membership_id == new.membership_id


def test_the_office_enters(oakfield, new, olu, client_of):
    client_of(olu).post(f"{LIST}{new.membership_id}/", {"person": ""})

    assert Person.objects.get(membership=new.membership_id).name == "Nia Nettle"


def test_nobody_elses_entry(oakfield, new, olu, tom, client_of):
    taken = Person.objects.get(membership=tom.membership_id)
    office = client_of(olu)

    answer = office.post(f"{LIST}{new.membership_id}/", {"person": taken.pk})
    assert answer.status_code == 404
    assert office.post(f"{LIST}999999/", {}).status_code == 404
    assert client_of(tom).get(LIST).status_code == 403


def test_a_pupil_signs_their_own_part_with_their_account(oakfield, client_of):
    import uuid

    from django.db import transaction

    from aup.models import Answer
    from esafety.access.actor import Actor
    from tests.aup.asked import asked

    with transaction.atomic():
        seeding.agreements(Actor.for_system("setup", school_id=oakfield.pk))
    pip = make_member(oakfield, "Pip Pear", Role.PUPIL, kind="pupil")
    Person.objects.filter(membership=pip.membership_id).update(year_group="8")
    asked(oakfield, Person.objects.get(membership=pip.membership_id))
    client = client_of(pip)
    home = words(client.get("/oakfield/"))
    assert "My agreements" in home
    assert "/oakfield/agreements/students/sign/" in home
    assert "/oakfield/concern/" in home
    data = {"agree": "on", "name": "Pip Pear", "once_key": uuid.uuid4()}

    client.post("/oakfield/agreements/students/sign/", data)

    assert Answer.objects.get().part == "own"
    assert "You have nothing to sign." in words(client.get("/oakfield/"))
    mine = words(client.get(MINE))
    assert "A parent or carer still has to" in mine
    assert "Read and sign" not in mine
