"""For whoever may not see an incident, none of its pages exists."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django_scopes import scope

from esafety.access.roles import Role
from incidents.models import Incident
from incidents.services import involvement, triage
from tests.factories.schools import make_member
from tests.incidents.cases import PAGES, entry_of, held, make_case, member, page_of, url


@pytest.mark.parametrize(("name", "of_a_person"), PAGES)
def test_whoever_is_named_finds_what_everybody_finds_who_mistypes(
    oakfield, lena, client_of, name, of_a_person
):
    incident = make_case(oakfield, people=[(entry_of(lena), "witness")])
    more = [1] if of_a_person else []
    address = url(incident, name, *more)
    nowhere = address.replace(incident.reference, "OAK-0000-00")
    client, before = client_of(lena), held()

    for method in (client.get, client.post):
        hidden, unknown = method(address), method(nowhere)
        assert (hidden.status_code, unknown.status_code) == (404, 404)
        assert hidden.content == unknown.content
        assert dict(hidden.headers) == dict(unknown.headers)
    assert held() == before


# Whoever the whole case was referred to may do these as well.
BY_REFERRAL = ("add_note", "add_actions")


def addresses(incident, school="oakfield") -> list[str]:
    """Every page that hangs from the incident."""
    return [url(incident, name, *([1] if own else []), school=school) for name, own in PAGES]


def test_another_school_has_no_such_page(oakfield, brook, boris, client_of):
    client, incident = client_of(boris), make_case(oakfield)
    for address in addresses(incident, "brook") + addresses(incident):
        assert client.get(address).status_code == 404, address
        assert client.post(address, {"reason": "Why"}).status_code == 404, address


@pytest.mark.parametrize("who", ["tom", "gwen", "olu"])
def test_those_without_the_role_are_refused_alike_for_any_reference(
    oakfield, client_of, request, who
):
    incident, client = make_case(oakfield), client_of(request.getfixturevalue(who))
    # A case may be referred to staff, so to them these say what they say of any other.
    given = {url(incident, name) for name in ("record", *BY_REFERRAL)}
    for address in addresses(incident):
        told = 404 if address in given and who != "gwen" else 403
        for each in (address, address.replace(incident.reference, "OAK-0000-00")):
            assert client.get(each).status_code == client.post(each).status_code == told, each


def test_who_reads_without_handling_opens_the_record_and_no_form(oakfield, client_of):
    reader = make_member(oakfield, "Sue Sorrel", Role.SENIOR_LEADER)
    incident, client = make_case(oakfield), client_of(reader)

    given = {url(incident, name) for name in BY_REFERRAL}

    page = page_of(client, incident)

    assert "Only those who handle incidents can do this." in page
    for address in addresses(incident)[1:]:
        assert f'"{address}"' not in page
        told = 404 if address in given else 403
        assert client.get(address).status_code == client.post(address).status_code == told


def test_the_chair_handles_what_names_the_head(oakfield, hari, cora, client_of):
    incident = make_case(oakfield, people=[(entry_of(hari), "offender")])

    client = client_of(cora)

    assert "Acknowledge" in page_of(client, incident)
    assert client.post(url(incident, "acknowledge")).status_code == 302
    assert Incident.objects.get(pk=incident.pk).handler == member(cora)


@pytest.mark.parametrize("typed", ["nonsense", "%00", "OAK", "x" * 300, "…"])
def test_an_address_that_cannot_be_one_is_not_found(oakfield, lena, client_of, typed):
    assert client_of(lena).get(f"/oakfield/incidents/{typed}/").status_code == 404


def test_a_merged_incident_tells_nothing_of_one_the_reader_may_not_see(
    oakfield, lena, dee, client_of
):
    incident, other = make_case(oakfield), make_case(oakfield)
    triage.merge(incident=incident, by=dee, into=other.reference, reason="The same.")
    involvement.add_person(
        incident=other,
        by=dee,
        person=entry_of(lena),
        kind="staff",
        part="witness",
        reason="She was there.",
    )

    # "Merged into another incident" would tell of that one.
    assert client_of(lena).get(url(incident)).status_code == 404


def test_an_unknown_and_an_unseen_reference_read_the_same(oakfield, lena, hari, client_of):
    incident = make_case(oakfield)
    hidden = make_case(oakfield, people=[(entry_of(hari), "offender")])
    client = client_of(lena)

    def answer(into):
        page = client.post(url(incident, "merge"), {"into": into, "reason": "Same."})
        return page.content.decode().replace(into, "").split("csrfmiddlewaretoken")

    shown = [[part[64 + 20 :] for part in answer(r)] for r in (hidden.reference, "OAK-0000-00")]
    assert shown[0] == shown[1]


def test_whoever_names_themselves_is_led_to_the_log_without_a_word_on_why(
    oakfield, lena, client_of
):
    incident = make_case(oakfield)
    data = {"name": "L. Larch", "kind": "staff", "part": "offender", "reason": "It was me."}

    answer = client_of(lena).post(url(incident, "add_person"), data)

    assert (answer.status_code, answer.url) == (302, reverse("incidents:log", args=["oakfield"]))
    assert [str(m) for m in get_messages(answer.wsgi_request)] == ["Your change is saved."]
    assert client_of(lena).get(url(incident)).status_code == 404


def test_rows_of_another_school_are_untouched_by_all_this(oakfield, brook, lena, client_of):
    with scope(school=brook):
        make_case(brook)
        before = held()
    incident = make_case(oakfield)
    client_of(lena).post(url(incident, "acknowledge"))
    with scope(school=brook):
        assert held()[:-1] == before[:-1]
