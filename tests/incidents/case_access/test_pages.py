"""The pages about who has a case: what they show, what they do, and for whom they are not there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from esafety.access.roles import Role
from esafety.audit.models import AuditEvent
from incidents.cases import panels, queries
from tests.factories.schools import make_member
from tests.incidents.case_access.given import make_out, make_referral, sees, who_sees
from tests.incidents.cases import entry_of, last_entry, make_case, page_of, url

LIST = "/oakfield/incidents/cases/"
CHAIN = "/oakfield/incidents/chain/"
NASTY = "\x00'\"><script>alert(1)</script>" + "x" * 30_000
ACTS = {
    "refer": "lena",
    "exclude": "lena",
    "recuse": "lena",
    "protect": "dee",
    "narrow": "lena",
    "widen": "hari",
    "unprotect": "dee",
}


def text(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_whole_way_of_a_referral(oakfield, lena, tom, client_of):
    incident, member_id = make_case(oakfield, by=lena), str(tom.membership_id)
    asked = {"member": member_id, "extent": "whole", "reason": "Talk to 8K."}

    done = client_of(lena).post(url(incident, "refer"), asked)
    page = page_of(client_of(lena), incident)
    mine = text(client_of(tom).get(LIST))
    record = client_of(tom).get(incident.get_absolute_url())
    client_of(lena).post(url(incident, "end_referral", 1), {"reason": ""})

    assert done["Location"] == f"{incident.get_absolute_url()}#who-has-it"
    assert "Talk to 8K." in page
    assert url(incident, "end_referral", 1) in page
    assert incident.get_absolute_url() in mine
    assert "Talk to 8K." in mine
    assert record.status_code == 200
    assert "Step back from this case" in record.content.decode()
    assert client_of(tom).get(incident.get_absolute_url()).status_code == 404
    assert incident.reference not in text(client_of(tom).get(LIST))


def test_the_technical_part_shows_what_is_needed_and_nothing_of_what_happened(
    oakfield, lena, nat, client_of
):
    incident = make_case(
        oakfield,
        by=lena,
        typed=[("Kim Quince", "child", "target")],
        description="They wrote something cruel.",
        summary="A cruel message.",
        platforms=["whatsapp"],
        platform_words="A group chat",
        evidence="A picture of the chat",
        evidence_held="With the network manager",
        reporter_name="Rita Rowan",
    )
    make_referral(incident, nat, by=lena, technical=True)
    client = client_of(nat)

    page = text(client.get(url(incident, "technical")))

    for shown in ("WhatsApp", "A group chat", "With the network manager", "Talk to the tutor"):
        assert shown in page
    for hidden in ("cruel", "Kim Quince", "Rita Rowan", "picture of the chat", "8 November"):
        assert hidden not in page
    assert client.get(incident.get_absolute_url()).status_code == 404
    event = AuditEvent.objects.get(type="incident.viewed")
    assert (event.actor, event.object, event.data) == (
        nat.ref,
        incident.audit_ref,
        {"part": "technical"},
    )


def test_a_technical_note_is_added_and_what_was_typed_is_never_lost(oakfield, lena, nat, client_of):
    incident = make_case(oakfield)
    make_referral(incident, nat, by=lena, technical=True)
    client = client_of(nat)

    empty = client.post(url(incident, "technical"), {"text": ""})
    sent = client.post(url(incident, "technical"), {"text": "The account is locked."})

    assert "Write the note." in text(empty)
    assert sent.status_code == 302
    assert last_entry(incident).text == "Technical part: The account is locked."


def test_who_steps_back_lands_where_they_may_be(oakfield, lena, dee, tom, client_of):
    incident = make_case(oakfield)
    make_referral(incident, tom, by=lena)

    for somebody in (tom, lena):
        done = client_of(somebody).post(url(incident, "recuse"), {"reason": "My niece."})
        assert done["Location"] == "/oakfield/"
        assert not sees(somebody, incident)


def test_the_last_in_the_school_is_told_to_hand_over(oakfield, hari, cora, client_of):
    incident = make_case(oakfield, people=[(entry_of(hari), "offender")])
    client = client_of(cora)

    refused = client.post(url(incident, "recuse"), {"reason": "My brother."})
    done = client.post(url(incident, "recuse"), {"reason": "My brother.", "handed_over": "on"})

    assert "You are the last in the school" in text(refused)
    assert "My brother." in refused.content.decode()
    assert (done.status_code, sees(cora, incident)) == (302, False)


def test_keeping_out_and_letting_in(oakfield, lena, dee, client_of):
    incident, client = make_case(oakfield), client_of(lena)
    facts = {"member": str(dee.membership_id), "reason": "Her own class."}

    client.post(url(incident, "exclude"), facts)
    during = (sees(dee, incident), url(incident, "readmit", 1) in page_of(client, incident))
    client.post(url(incident, "readmit", 1), {"reason": "Another class."})

    assert (during, sees(dee, incident)) == ((False, True), True)


def test_a_case_that_is_gone_for_its_marker_leads_to_the_log(oakfield, lena, hari, client_of):
    incident = make_case(oakfield)

    done = client_of(lena).post(url(incident, "narrow"), {"reason": "A volunteer."}, follow=True)

    assert done.redirect_chain[-1][0] == "/oakfield/incidents/"
    assert incident.reference not in text(done)
    assert who_sees(incident, lena=lena, hari=hari) == {"hari"}


@pytest.mark.parametrize("name", ACTS)
def test_each_form_opens_and_keeps_what_was_typed(oakfield, lena, dee, hari, cora, client_of, name):
    client = client_of({"lena": lena, "dee": dee, "hari": hari}[ACTS[name]])
    incident = make_case(oakfield)

    opened = text(client.get(url(incident, name)))
    empty = text(client.post(url(incident, name), {"reason": ""}))
    long = client.post(url(incident, name), {"reason": NASTY, "member": "9" * 40, "extent": "x"})

    assert "<h1" in opened
    assert incident.reference in opened
    assert "There is a problem" in empty
    assert "<script>alert" not in text(long)


def test_the_buttons_are_those_that_the_services_allow(oakfield, lena, dee, hari, tom, cora):
    reader = make_member(oakfield, "Sue Sorrel", Role.SENIOR_LEADER)
    ordinary = make_case(oakfield)
    staff = make_case(oakfield, staff_subject=True)
    marked = make_case(oakfield, "closed", child_protection=True)
    make_referral(ordinary, tom, by=lena)
    make_referral(staff, lena, by=hari)

    def buttons(incident, actor) -> set[str]:
        found = panels.panel(incident, actor)["buttons"]
        return {one.url.rstrip("/").rpartition("/")[2] for one in found}

    assert buttons(ordinary, lena) == {"refer", "keep-out", "about-staff", "step-back"}
    assert buttons(ordinary, dee) == {"refer", "protect", "about-staff", "step-back"}
    assert buttons(ordinary, reader) == buttons(ordinary, tom) == {"step-back"}
    assert buttons(staff, hari) == {"refer", "keep-out", "not-about-staff", "step-back"}
    assert buttons(staff, lena) == {"step-back"}
    assert buttons(marked, dee) == {"unprotect", "about-staff", "step-back"}


def test_the_panel_costs_the_same_for_one_and_for_thirty(oakfield, lena, tom):
    one, many, counts = make_case(oakfield), make_case(oakfield), []
    make_referral(one, tom, by=lena)
    make_out(one, make_member(oakfield, "Una Umber", Role.STAFF))
    for number in range(30):
        other = make_member(oakfield, f"N{number} Umber", Role.STAFF)
        make_referral(many, other, by=lena)
        make_out(many, make_member(oakfield, f"M{number} Umber", Role.STAFF))

    for incident in (one, many):
        with CaptureQueriesContext(connection) as asked:
            panels.panel(incident, lena)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_list_costs_the_same_for_one_and_for_thirty(oakfield, lena, tom, nat, client_of):
    make_referral(make_case(oakfield), tom, by=lena)
    for _each in range(30):
        make_referral(make_case(oakfield), nat, by=lena, technical=True)
    counts = []
    for somebody in (tom, nat):
        client = client_of(somebody)
        with CaptureQueriesContext(connection) as asked:
            text(client.get(LIST))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_chain_is_shown_with_who_that_is(oakfield, lena, dee, hari, cora, client_of):
    oakfield.outside_contact = "Lois Lado, 01632 960123"
    oakfield.save()

    page = text(client_of(lena).get(CHAIN))

    for words in ("Lena Larch", "Dee Dogwood", "Hari Hazel", "Cora Cedar", "Lois Lado"):
        assert words in page
    assert "Headteacher only" in page


def test_an_address_of_another_case_is_not_there(oakfield, lena, tom, client_of):
    hidden = make_case(oakfield, people=[(entry_of(lena), "offender")])
    client = client_of(lena)

    for name in ("technical", "refer", "recuse", "exclude", "narrow"):
        real = client.get(url(hidden, name))
        never = client.get(reverse(f"incidents:{name}", args=["oakfield", "OAK-0000-00"]))
        assert (real.status_code, never.status_code) == (404, 404)
        assert real.content == never.content


def test_members_on_offer_are_by_name_and_handle_nothing_themselves(oakfield, lena, tom, nat, olu):
    incident = make_case(oakfield)

    names = [one.display_name for one in queries.may_be_given(incident)]

    assert names == ["Nat Nutmeg", "Olu Oak", "Tom Thorn"]


def test_a_typed_name_that_keeps_somebody_from_the_case_is_shown_where_it_is_referred(
    oakfield, lena, tom, client_of
):
    incident = make_case(oakfield, typed=[("Ben Thorne", "child", "offender")])

    page = client_of(lena).get(url(incident, "refer")).content.decode()

    assert "“Ben Thorne” is like the name of Tom Thorn" in page
    assert url(incident, "clear", 1) in page
    assert "is like the name" not in page_of(client_of(lena), incident)
