"""The forms that hang from the record: what each does, and where it leads."""

import pytest
from django.utils import timezone

from incidents.models import Incident
from incidents.services import identity
from tests.factories.people import make_person
from tests.incidents.cases import ON_A_PERSON, PAGES, make_case, member, page_of, url


def test_a_plain_case_takes_at_most_twelve_pages_and_nothing_twice(oakfield, lena, client_of):
    client, incident, pages = client_of(lena), make_case(oakfield), []

    def visit(address, data=None):
        answer = client.get(address) if data is None else client.post(address, data, follow=True)
        pages.append(address)
        assert answer.status_code == 200
        return answer.content.decode()

    assert url(incident, "acknowledge") in visit(url(incident))
    assert url(incident, "add_actions") in visit(url(incident, "acknowledge"), {})
    form = visit(url(incident, "add_actions"))
    assert 'value="Lena Larch"' in form
    now = timezone.localtime()
    facts = {"on": f"{now:%Y-%m-%d}", "at": "00:00", "who": "Lena Larch"}
    told = {f"parents-{name}": value for name, value in facts.items()}
    police = {f"police_ceop-{name}": value for name, value in facts.items()}
    told |= police | {"parents-done": "on", "parents-text": "By phone.", "police_ceop-done": "on"}
    assert "7 actions not recorded" in visit(url(incident, "add_actions"), told)
    visit(url(incident, "summary"))
    visit(url(incident, "summary"), {"summary": "Unkind words.", "investigation": "Both heard."})
    form = visit(url(incident, "close"))
    assert "Unkind words." in form
    assert "Both heard." in form
    data = {"summary": "Unkind words.", "outcome": "talk", "outcome_words": "They made up."}
    assert "Closed" in visit(url(incident, "close"), data | {"investigation": "Both heard."})

    assert len(pages) <= 8
    assert Incident.objects.get(pk=incident.pk).status == "closed"


def test_moves_and_handler_by_their_pages(oakfield, lena, dee, client_of):
    client, incident = client_of(dee), make_case(oakfield)
    why = {"reason": "It was agreed."}
    posts = [
        ("acknowledge", {"note": "Seen."}, "acknowledged"),
        ("start", {}, "investigating"),
        ("begin_action", {}, "in_action"),
        ("start", why, "investigating"),
        ("handler", {"handler": lena.membership_id}, "investigating"),
        ("add_note", {"text": "A note.", "on": "2026-09-03", "at": "10:00"}, "investigating"),
        ("not_incident", why, "not_incident"),
        ("reopen", why, "acknowledged"),
    ]
    for name, data, status in posts:
        answer = client.post(url(incident, name), data)
        assert answer.status_code == 302, name
        assert Incident.objects.get(pk=incident.pk).status == status, name
    assert Incident.objects.get(pk=incident.pk).handler == member(lena)
    assert "Handled by <strong>Lena Larch</strong>" in page_of(client, incident)


def test_a_refusal_stands_on_the_form_with_what_was_typed(oakfield, lena, client_of):
    incident = make_case(oakfield)

    answer = client_of(lena).post(url(incident, "reopen"), {"reason": "Words not to be lost."})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "cannot become" in page
    assert "Words not to be lost." in page


def test_the_record_is_corrected_on_its_page(oakfield, lena, client_of):
    incident = make_case(oakfield, "investigating")
    data = {
        "place": "outside",
        "when": "range",
        "happened_on": "2026-11-02",
        "happened_until": "2026-11-04",
        "types": ["bullying"],
        "description": "A clearer description.",
        "platforms": ["other"],
        "platform_words": "A forum",
        "urgent": "on",
        "reason": "It was told again.",
    }
    answer = client_of(lena).post(url(incident, "correct"), data)

    assert answer.status_code == 302
    saved = Incident.objects.get(pk=incident.pk)
    assert (saved.place, str(saved.happened_until), saved.urgent) == ("outside", "2026-11-04", True)


@pytest.mark.parametrize(("name", "of_a_person"), PAGES)
def test_each_page_opens_with_what_the_record_has(oakfield, lena, client_of, name, of_a_person):
    incident = make_case(oakfield, "acknowledged", by=lena, summary="Words that are there.")
    more = [1] if of_a_person else []

    answer = client_of(lena).get(url(incident, name, *more))

    assert answer.status_code == 200
    if name in ("close", "summary", "record"):
        assert "Words that are there." in answer.content.decode()


def test_a_merged_incident_leads_to_the_other_one(oakfield, lena, client_of):
    incident, other = make_case(oakfield), make_case(oakfield)
    client = client_of(lena)

    answer = client.post(
        url(incident, "merge"), {"into": other.reference.lower(), "reason": "The same."}
    )

    assert answer.url == url(other)
    assert f'href="{url(other)}"' in page_of(client, incident)
    assert incident.reference in page_of(client, other)


def test_a_person_is_picked_from_the_directory_and_needs_no_kind(oakfield, lena, client_of):
    ada, incident = make_person(oakfield, "Ada Ash"), make_case(oakfield)
    data = {"name": "Ada Ash", "person": str(ada.pk), "part": "target", "reason": "Tom said so."}

    answer = client_of(lena).post(url(incident, "add_person"), data)

    assert answer.url == url(incident) + "#people"
    one = incident.involved.get(removed_at=None)
    assert (one.person, one.kind, one.year_group) == (ada, "child", "8")


@pytest.mark.parametrize("number", ["0", "999999", "9" * 19, "abc", "-1"])
def test_an_id_that_is_nobodys_is_an_error_beside_the_name(oakfield, lena, client_of, number):
    data = {"name": "Ada Ash", "person": number, "part": "target", "reason": "Tom said so."}

    answer = client_of(lena).post(url(make_case(oakfield), "add_person"), data)

    assert "Choose the person again." in answer.content.decode()


def test_a_typed_name_is_found_in_the_directory_later(oakfield, lena, client_of):
    ada = make_person(oakfield, "Ada Ash")
    incident = make_case(oakfield, typed=[("Ada Ash", "child", "target")])
    client = client_of(lena)
    page = client.get(url(incident, "change_person", 1)).content.decode()
    assert "Ada Ash, Year 8, 8K" in page

    data = {"who": ada.pk, "kind": "child", "part": "target", "reason": "Known now."}
    answer = client.post(url(incident, "change_person", 1), data)

    assert answer.status_code == 302
    assert incident.involved.get().person == ada


def test_somebody_is_taken_off_the_record(oakfield, lena, client_of):
    incident = make_case(oakfield, people=[(make_person(oakfield, "Ada Ash"), "target")])
    client = client_of(lena)

    client.post(url(incident, "remove_person", 1), {"reason": "A mistake."})

    page = page_of(client, incident)
    assert "Taken off the record" in page
    assert "Not known" in page
    for name in ("change_person", "remove_person"):
        assert client.get(url(incident, name, 1)).status_code == 404


def test_a_number_that_nobody_has_is_no_page(oakfield, lena, client_of):
    incident, _other = make_case(oakfield), make_case(oakfield)
    for name in ON_A_PERSON:
        for number in (0, 2, 10**9):
            assert client_of(lena).get(url(incident, name, number)).status_code == 404


def test_the_page_of_a_cleared_name_has_nothing_left_to_choose(oakfield, lena, dee, client_of):
    row = make_case(oakfield, typed=[("Ben Larch", "child", "target")]).involved.get()
    identity.clear(involved=row, member=member(lena), by=dee, reason="A pupil.")

    answer = client_of(dee).post(url(row.incident, "clear", 1), {"reason": "Again."})

    assert "Choose who it is not." in answer.content.decode()


def test_a_typed_name_that_could_be_staff_is_asked_about(oakfield, lena, dee, client_of):
    incident = make_case(oakfield, typed=[("Ben Larch", "child", "offender")])
    client = client_of(dee)
    assert "Could this be a member of staff?" in page_of(client, incident)

    answer = client.post(
        url(incident, "clear", 1), {"member": lena.membership_id, "reason": "In year 9."}
    )

    assert answer.status_code == 302
    page = page_of(client, incident)
    assert "Could this be" not in page
    assert "Not Lena Larch, says Dee Dogwood" in page
    assert client_of(lena).get(url(incident)).status_code == 200
