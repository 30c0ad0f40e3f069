"""The school's own list of incident types, and its settings page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scope

from esafety.access.roles import Role
from esafety.audit.models import AuditEvent
from incidents import queries
from incidents.models import IncidentType
from incidents.services import types
from tests.factories.incidents import make_incident, make_type
from tests.factories.schools import make_member
from tests.incidents.cases import audit_that_fails, refused

NEW = {"label": "Phone in class", "group": "conduct"}


@pytest.fixture
def three(oakfield):
    """Bullying, hacking and gambling, in this order."""
    codes = enumerate(("bullying", "hacking", "gambling"), start=1)
    return [make_type(oakfield, code, position=at) for at, code in codes]


def codes_on_offer() -> list[str]:
    return [one.code for one in queries.types_on_report()]


def test_a_type_is_added_at_the_end_with_a_code_of_its_own(oakfield, lena, three):
    added = types.add(by=lena, help="Out and in use.", at_once=True, needs_words=True, **NEW)

    assert (added.code, added.position, added.at_once) == ("phone_in_class", 4, True)
    assert codes_on_offer()[-1] == "phone_in_class"
    event = AuditEvent.objects.get(type="type.changed")
    assert (event.object, event.data) == ("type:phone_in_class", {"act": "added"})


def test_the_first_type_of_a_school_needs_no_others(oakfield, lena):
    assert types.add(by=lena, **NEW).position == 1


@pytest.mark.parametrize("label", ["???", "日本", "Phone in class!", "Phone-in-class"])
def test_a_code_is_never_used_twice(oakfield, lena, label):
    types.add(by=lena, **NEW)
    make_type(oakfield, "type")

    added = types.add(by=lena, label=label, group="conduct")

    assert added.code in ("type_2", "phone_in_class_2")


def test_a_rename_keeps_the_code_and_shows_on_old_incidents(oakfield, lena, three):
    incident = make_incident(oakfield, types=("hacking",))

    types.change(type=three[1], by=lena, label="Breaking in", group="conduct", help="Or trying to")

    renamed = incident.types.get()
    assert (renamed.code, renamed.label, renamed.help) == ("hacking", "Breaking in", "Or trying to")


def test_a_name_is_given_once(oakfield, lena, three):
    with refused("a type with this name already"):
        types.add(by=lena, label="HACKING", group="conduct")
    with refused("a type with this name already"):
        types.change(type=three[0], by=lena, label="hacking", group="conduct")
    types.change(type=three[1], by=lena, label="HACKING", group="contact")


def test_a_retired_type_leaves_the_form_and_stays_on_old_incidents(oakfield, lena, three):
    incident = make_incident(oakfield, types=("hacking",))

    types.retire(type=three[1], by=lena)

    assert codes_on_offer() == ["bullying", "gambling"]
    assert incident.types.get().code == "hacking"
    with refused("retired already"):
        types.retire(type=three[1], by=lena)


def test_a_retired_type_comes_back(oakfield, lena, three):
    types.retire(type=three[1], by=lena)

    types.bring_back(type=three[1], by=lena)

    assert codes_on_offer() == ["bullying", "hacking", "gambling"]
    with refused("not retired"):
        types.bring_back(type=three[1], by=lena)


def test_the_form_keeps_at_least_one_type(oakfield, lena, three):
    for one in three[:2]:
        types.retire(type=one, by=lena)
    with refused("at least one type"):
        types.retire(type=three[2], by=lena)
    with refused("at least one type"):
        types.change(type=three[2], by=lena, label="G", group="commerce", on_report=False)


def test_types_are_put_in_order(oakfield, lena, three):
    types.reorder(type=three[2], by=lena, up=True)
    assert codes_on_offer() == ["bullying", "gambling", "hacking"]
    types.reorder(type=three[0], by=lena, up=False)
    assert codes_on_offer() == ["gambling", "bullying", "hacking"]


def test_the_first_goes_no_higher_and_the_last_no_lower(oakfield, lena, three):
    types.reorder(type=three[0], by=lena, up=True)
    types.reorder(type=three[2], by=lena, up=False)

    assert codes_on_offer() == ["bullying", "hacking", "gambling"]


def test_a_retired_type_is_passed_over_and_has_no_place(oakfield, lena, three):
    types.retire(type=three[1], by=lena)

    types.reorder(type=three[2], by=lena, up=True)

    assert codes_on_offer() == ["gambling", "bullying"]
    with refused("has no place"):
        types.reorder(type=three[1], by=lena, up=True)


def test_only_who_looks_after_the_settings_changes_types(oakfield, three, dee, tom, cora, olu):
    for actor in (dee, tom, cora, olu):
        acts = [
            lambda actor=actor: types.add(by=actor, **NEW),
            lambda actor=actor: types.change(type=three[0], by=actor, **NEW),
            lambda actor=actor: types.retire(type=three[0], by=actor),
            lambda actor=actor: types.bring_back(type=three[0], by=actor),
            lambda actor=actor: types.reorder(type=three[0], by=actor, up=True),
        ]
        for act in acts:
            with refused("You cannot change the types"):
                act()


def test_a_type_of_another_school_is_not_found(oakfield, brook, boris, three):
    with scope(school=brook), refused("This type was not found"):
        types.retire(type=three[0], by=boris)


def test_without_its_audit_row_nothing_is_saved(oakfield, lena, three, monkeypatch):
    gone = make_type(oakfield, "gone", position=9)
    types.retire(type=gone, by=lena)
    acts = [
        lambda: types.add(by=lena, **NEW),
        lambda: types.change(type=three[0], by=lena, **NEW),
        lambda: types.retire(type=three[0], by=lena),
        lambda: types.bring_back(type=gone, by=lena),
        lambda: types.reorder(type=three[0], by=lena, up=False),
    ]
    for act in acts:
        before = list(IncidentType.objects.values())
        with audit_that_fails(monkeypatch):
            act()
        assert list(IncidentType.objects.values()) == before


def test_the_list_is_read_by_who_reads_the_settings_and_changed_by_who_manages_them(
    oakfield, three, lena, dee, tom, client_of
):
    url = reverse("incidents:types", args=["oakfield"])

    assert "Add a type" in client_of(lena).get(url).content.decode()
    assert "Add a type" not in client_of(dee).get(url).content.decode()
    assert client_of(tom).get(url).status_code == 403


def test_the_page_does_what_its_buttons_say(oakfield, three, lena, client_of):
    client, hacking = client_of(lena), three[1].pk
    posts = [
        ("move_type", [hacking], {"up": "1"}, ["hacking", "bullying", "gambling"]),
        ("retire_type", [hacking], {}, ["bullying", "gambling"]),
        ("bring_back_type", [hacking], {}, ["hacking", "bullying", "gambling"]),
        ("change_type", [hacking], NEW | {"on_report": "on"}, ["hacking", "bullying", "gambling"]),
        ("add_type", [], {"label": "Other", "group": "any"}, ["hacking", "bullying", "gambling"]),
    ]
    for name, args, data, offered in posts:
        answer = client.post(reverse(f"incidents:{name}", args=["oakfield", *args]), data)
        assert answer.status_code == 302, name
        assert codes_on_offer() == offered, name
    assert IncidentType.objects.get(pk=hacking).label == "Phone in class"
    page = client.get(reverse("incidents:types", args=["oakfield"])).content.decode()
    assert "On the record only" in page


def test_a_button_pressed_twice_says_so(oakfield, three, lena, client_of):
    url, client = reverse("incidents:retire_type", args=["oakfield", three[0].pk]), client_of(lena)
    client.post(url)

    answer = client.post(url)

    assert answer.status_code == 409
    assert "retired already" in answer.content.decode()
    page = client.get(reverse("incidents:types", args=["oakfield"])).content.decode()
    assert "Bring back" in page


@pytest.mark.parametrize("name", ["retire_type", "bring_back_type", "move_type"])
def test_a_button_is_a_post(oakfield, three, lena, client_of, name):
    url = reverse(f"incidents:{name}", args=["oakfield", three[0].pk])

    assert client_of(lena).get(url).status_code == 405


def test_a_type_of_another_school_has_no_page(oakfield, brook, three, client_of):
    with scope(school=brook):
        boris = make_member(brook, "Bella Birch", Role.LEAD)
    for name in ("change_type", "retire_type", "bring_back_type", "move_type"):
        url = reverse(f"incidents:{name}", args=["brook", three[0].pk])
        assert client_of(boris).post(url).status_code == 404


def test_the_form_shows_what_is_there_and_what_is_wrong(oakfield, three, lena, client_of):
    url = reverse("incidents:change_type", args=["oakfield", three[0].pk])

    assert 'value="Bullying"' in client_of(lena).get(url).content.decode()
    page = client_of(lena).post(url, {"label": "hacking", "group": "conduct"}).content.decode()
    assert "There is a type with this name already" in page
    assert 'value="hacking"' in page
    assert client_of(lena).get(reverse("incidents:add_type", args=["oakfield"])).status_code == 200


def test_the_list_costs_the_same_for_one_and_for_thirty(oakfield, lena, client_of):
    client, counts = client_of(lena), []
    url = reverse("incidents:types", args=["oakfield"])
    for upto in (1, 30):
        for number in range(upto):
            make_type(oakfield, f"type-{number}")
        client.get(url)
        with CaptureQueriesContext(connection) as seen:
            client.get(url)
        counts.append(len(seen))
    assert counts[0] == counts[1]
