"""The settings at a glance, and the change of details."""

import pytest

from esafety.access.roles import Role
from esafety.schools.models import School
from tests.factories.schools import make_member

SETTINGS, CHANGE = "/oakfield/settings/", "/oakfield/settings/details/"
FACTS = {
    "name": "Oakfield High",
    "phase": "secondary",
    "day_starts": "08:45",
    "day_ends": "15:15",
    "emergency_contact": "Room 4, extension 12",
    "outside_contact": "",
    "handling_mark": "",
}


def test_the_page_says_who_is_told_instead_of_whom(client_of, lena, dee, hari, cora):
    page = client_of(lena).get(SETTINGS)

    steps = [(s.when, s.names) for s in page.context["chain"]]
    assert steps == [
        ("None of the people below", ("Lena Larch",)),
        ("The eSafety lead", ("Dee Dogwood", "Hari Hazel")),
        ("The headteacher", ("Cora Cedar",)),
        ("The headteacher and the chair", ()),
    ]
    assert page.content.decode().count("Nobody</strong>") == 1


def test_the_contact_outside_ends_the_chain(client_of, lena, oakfield):
    School.objects.filter(pk=oakfield.pk).update(outside_contact="The council, 01632 960000")

    chain = client_of(lena).get(SETTINGS).context["chain"]

    assert chain[-1].names == ("The council, 01632 960000",)


def test_somebody_with_two_roles_on_one_step_is_named_once(client_of, lena, oakfield):
    make_member(oakfield, "Dev Dock", Role.DSL, Role.HEAD)

    assert client_of(lena).get(SETTINGS).context["chain"][1].names == ("Dev Dock",)


def test_who_only_reads_the_settings_gets_no_buttons(client_of, dee):
    page = client_of(dee).get(SETTINGS).content.decode()

    assert "Change details" not in page
    assert "/settings/members/" not in page


def test_a_school_without_a_term_is_shown(client_of, lena):
    from esafety.schools.models import Term

    Term.objects.all().delete()

    assert "No term has begun yet" in client_of(lena).get(SETTINGS).content.decode()


def test_details_are_changed(client_of, lena, oakfield):
    client = client_of(lena)
    assert client.get(CHANGE).status_code == 200

    assert client.post(CHANGE, FACTS).url == SETTINGS
    assert School.objects.get(pk=oakfield.pk).name == "Oakfield High"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Enter the name of the school."),
        ({"day_starts": "25:00"}, "Enter an hour, such as 08:30."),
        ({"day_ends": "08:00"}, "The school day must end after it starts."),
        ({"phase": ""}, "Choose the phase."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client_of, lena, changes, sentence):
    page = client_of(lena).post(CHANGE, {**FACTS, **changes})

    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert "Room 4, extension 12" in page.content.decode()
    assert School.objects.get().name == "Oakfield School"


def test_a_reader_of_the_settings_changes_nothing(client_of, dee):
    assert client_of(dee).post(CHANGE, FACTS).status_code == 403
