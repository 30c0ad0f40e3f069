"""Messages on the record, and writing one: for who handles the case, and not for others."""

from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from incidents.concerns import panels
from incidents.models import Message
from tests.factories.incidents import make_incident
from tests.incidents.cases import entry_of, make_case, member, url
from tests.incidents.concerns.concerns import raise_one


def words(answer) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def incident(school):
    return raise_one(school, name="Ada Ash", reach="7B").incident


def test_the_record_shows_who_raised_it_as_far_as_they_said_and_ways_to_write(
    incident, lena, client_of
):
    page = words(client_of(lena).get(url(incident)))

    assert "Raised without an account: A child or young person." in page
    assert "Name as typed: Ada Ash." in page
    assert "How to reach them: 7B." in page
    for way in ("?say=seen", "?say=dealt-with", "?say=closed", "/message/"):
        assert way in page


def test_a_signed_in_report_says_so_and_one_without_a_reporter_has_no_panel(school, lena, tom):
    mine = make_incident(school, reporter=member(tom))

    assert panels.panel(mine, lena)["without_account"] is False
    assert panels.panel(make_incident(school), lena) is None


def test_who_only_reads_has_no_way_to_write(school, incident):
    from esafety.access.roles import Role
    from tests.factories.schools import make_member

    sima = make_member(school, "Sima Sycamore", Role.SENIOR_LEADER)

    assert panels.panel(incident, sima)["ways"] == []


def test_the_panel_asks_the_same_for_one_message_and_for_thirty(school, incident, lena):
    counts = []
    for number in (1, 29):
        Message.objects.bulk_create(
            Message(
                school=school,
                incident=incident,
                from_reporter=False,
                text="Words.",
                sent_at=timezone.now(),
                sent_by_id=lena.membership_id,
                once_key=uuid4(),
            )
            for _n in range(number)
        )
        with CaptureQueriesContext(connection) as found:
            panels.panel(incident, lena)
        counts.append(len(found))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("say", ["seen", "dealt-with", "closed", "", "nonsense"])
def test_a_ready_wording_is_there_to_be_changed(incident, lena, client_of, say):
    page = words(client_of(lena).get(url(incident, "write_message") + f"?say={say}"))

    assert ("Thank you for telling us" in page) == (say in ("seen", "closed"))


def test_the_lead_writes_in_their_own_words(incident, lena, client_of):
    web = client_of(lena)
    facts = {"text": "We talked to Kim.", "once_key": uuid4()}

    answer = web.post(url(incident, "write_message"), facts, follow=True)

    assert "Your message is there." in words(answer)
    assert "We talked to Kim." in words(answer)
    assert Message.objects.get().text == "We talked to Kim."


@pytest.mark.parametrize("text", ["", "\x00", "x" * 5001])
def test_bad_words_are_said_and_kept(incident, lena, client_of, text):
    answer = client_of(lena).post(url(incident, "write_message"), {"text": text})

    assert answer.status_code == 200
    assert "There is a problem" in words(answer)
    assert text.strip("\x00") in words(answer)


def test_for_who_is_named_the_page_is_not_there(school, lena, client_of):
    incident = make_case(school, source="child", people=[(entry_of(lena), "offender")])
    web = client_of(lena)

    assert web.get(url(incident, "write_message")).status_code == 404
    assert web.post(url(incident, "write_message"), {"text": "x"}).status_code == 404


def test_ready_words_that_end_in_the_middle_are_to_be_finished(incident, lena, client_of):
    web, ready = (
        client_of(lena),
        "Thank you for telling us. We have finished. Here is what you may know:",
    )
    page = words(web.get(url(incident, "write_message") + "?say=closed"))
    assert ready in page

    refused = words(web.post(url(incident, "write_message"), {"text": f"{ready} "}))
    assert "Say what they may know, or take those words out." in refused
    assert not Message.objects.exists()

    web.post(url(incident, "write_message"), {"text": f"{ready} the pictures are gone."})
    assert Message.objects.get().text.endswith("the pictures are gone.")
