"""The receipt and "My reports": for the reporter alone, and the same whoever is told."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from esafety.people.models import Person
from incidents.choices import Status
from incidents.concerns.services import messages
from incidents.models import Incident, Message
from tests.factories.incidents import make_incident
from tests.factories.reports import make_draft

MINE = "/oakfield/incidents/mine/"
OUTSIDE = "Local authority designated officer, 01632 960 100"


@pytest.fixture
def chain(oakfield, lena, dee, hari, cora):
    oakfield.outside_contact = OUTSIDE
    oakfield.save()
    return oakfield


def entry_of(actor):
    return Person.objects.get(membership_id=actor.membership_id)


def reported(tom, oakfield, **facts):
    return make_incident(oakfield, reporter_id=tom.membership_id, **facts)


def receipt(web, incident):
    return web.get(f"/oakfield/incidents/sent/{incident.reference}/")


def words(answer, incident):
    """The page without what differs by itself: reference, token and time."""
    text = answer.content.decode().replace(incident.reference, "REF")
    text = re.sub(r'name="(csrfmiddlewaretoken|once_key)" value="[^"]*"', "", text)
    return re.sub(r"Sent on [^.]*\.", "", text)


def test_the_reporter_sees_the_reference_and_what_happens_next(chain, tom, client_of):
    incident = reported(tom, chain, description="Rude words.")

    text = receipt(client_of(tom), incident).content.decode()

    assert incident.reference in text
    assert "What happens next" in text
    assert "Dee Dogwood" in text  # who to go to in person, whatever was reported
    assert "onfidential" not in text
    assert "Rude words" not in text
    assert OUTSIDE not in text


def test_the_receipt_is_the_same_whoever_is_named_and_told(chain, tom, lena, dee, client_of):
    web = client_of(tom)
    plain = reported(tom, chain)
    cases = [
        reported(tom, chain, people=[(entry_of(lena), "offender")]),
        reported(tom, chain, people=[(entry_of(dee), "offender")]),
        reported(tom, chain, typed=[("Ms Larch", "staff", "offender")], urgent=True),
    ]

    for case in cases:
        assert words(receipt(web, case), case) == words(receipt(web, plain), plain)


def test_a_report_about_the_head_goes_to_the_chair(chain, tom, hari, client_of):
    incident = reported(tom, chain, people=[(entry_of(hari), "offender")])

    text = receipt(client_of(tom), incident).content.decode()

    assert "goes to the chair of governors" in text
    assert OUTSIDE not in text


def test_where_nobody_inside_may_read_it_the_reporter_is_told_whom_to_reach(
    chain, tom, hari, cora, client_of
):
    incident = reported(
        tom, chain, people=[(entry_of(hari), "offender"), (entry_of(cora), "offender")]
    )

    assert OUTSIDE in receipt(client_of(tom), incident).content.decode()
    chain.outside_contact = ""
    chain.save()
    assert "designated officer (LADO)" in receipt(client_of(tom), incident).content.decode()


@pytest.mark.parametrize("who", ["lena", "dee", "hari", "gwen", "boris"])
def test_nobody_else_has_the_receipt(request, chain, tom, client_of, who):
    incident = reported(tom, chain)
    other = client_of(request.getfixturevalue(who))

    assert receipt(other, incident).status_code == 404
    assert receipt(other, incident).content.count(incident.reference.encode()) == 0


def test_a_reference_that_does_not_exist_is_not_there(chain, tom, client_of):
    assert client_of(tom).get("/oakfield/incidents/sent/OAK-0000-00/").status_code == 404


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (Status.SUBMITTED, "Reported"),
        (Status.ACKNOWLEDGED, "Being dealt with"),
        (Status.INVESTIGATING, "Being dealt with"),
        (Status.IN_ACTION, "Being dealt with"),
        (Status.NOT_INCIDENT, "Closed"),
    ],
)
def test_the_reporter_learns_three_words_of_how_it_stands(chain, tom, client_of, status, shown):
    incident = reported(tom, chain, status=status)
    web = client_of(tom)

    for page in (receipt(web, incident), web.get(MINE)):
        assert f">{shown}</strong>" in page.content.decode()


def test_a_merged_report_is_closed_and_does_not_tell_into_which(chain, tom, client_of):
    other = make_incident(chain)
    incident = reported(tom, chain, status=Status.MERGED, merged_into=other)

    text = client_of(tom).get(MINE).content.decode()

    assert ">Closed</strong>" in text
    assert incident.reference in text
    assert other.reference not in text


def test_my_reports_are_mine_alone_with_my_drafts(chain, tom, lena, client_of):
    mine, others = reported(tom, chain), make_incident(chain, reporter_id=lena.membership_id)
    draft, hers = make_draft(tom), make_draft(lena)

    text = client_of(tom).get(MINE).content.decode()

    assert mine.reference in text
    assert others.reference not in text
    assert str(draft.key) in text
    assert str(hers.key) not in text


def test_who_has_sent_nothing_is_told_so(chain, tom, gwen, client_of):
    assert "You have not sent a report yet" in client_of(tom).get(MINE).content.decode()
    assert "Report an incident</a>" not in client_of(gwen).get(MINE).content.decode()


def test_the_list_takes_the_same_queries_for_one_and_for_thirty(chain, tom, client_of):
    web, counts = client_of(tom), []
    web.get(MINE)
    for _round in range(2):
        reported(tom, chain)
        with CaptureQueriesContext(connection) as found:
            web.get(MINE)
        counts.append(len(found))
        for _n in range(29):
            reported(tom, chain)
            make_draft(tom)

    assert counts[0] == counts[1]


def test_fifty_are_on_a_page(chain, tom, client_of):
    for _n in range(51):
        reported(tom, chain)
    then = timezone.now() - timedelta(days=1)
    oldest = Incident.objects.order_by("pk").first()
    Incident.objects.filter(pk=oldest.pk).update(submitted_at=then)
    web = client_of(tom)

    first, second = web.get(MINE).content.decode(), web.get(f"{MINE}?page=2").content.decode()

    assert "Reports 1 to 50 of 51" in first
    assert (oldest.reference in first, oldest.reference in second) == (False, True)
    assert "Previous page" in second
    assert web.get(f"{MINE}?page=nonsense").status_code == 200


def test_a_receipt_cannot_be_posted_to(chain, tom, client_of):
    assert client_of(tom).post(MINE).status_code == 405


def test_the_reporter_reads_the_schools_words_without_a_name(chain, tom, lena, client_of):
    incident = reported(tom, chain)
    messages.write(incident=incident, by=lena, text="We have read it.", once_key=uuid4())

    text = receipt(client_of(tom), incident).content.decode()

    assert "The school wrote" in text
    assert "We have read it." in text
    assert "Larch" not in text


def test_the_reporter_adds_to_the_report_once_and_it_stays_as_it_was_sent(chain, tom, client_of):
    incident, web, key = reported(tom, chain, description="As sent."), client_of(tom), uuid4()
    address = f"/oakfield/incidents/sent/{incident.reference}/"

    for _press in range(2):
        answer = web.post(address, {"text": "There is more.", "once_key": key}, follow=True)

    assert "Your message is added to the report." in answer.content.decode()
    assert [(m.text, m.from_reporter) for m in Message.objects.all()] == [("There is more.", True)]
    assert Incident.objects.get(pk=incident.pk).description == "As sent."


@pytest.mark.parametrize("text", ["", "\x00", "x" * 5001])
def test_bad_words_are_said_and_kept(chain, tom, client_of, text):
    incident = reported(tom, chain)

    answer = client_of(tom).post(f"/oakfield/incidents/sent/{incident.reference}/", {"text": text})

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert text.strip("\x00") in answer.content.decode()
    assert not Message.objects.exists()


def test_nobody_else_adds_to_it(chain, tom, lena, client_of):
    incident = reported(tom, chain)
    address = f"/oakfield/incidents/sent/{incident.reference}/"

    assert client_of(lena).post(address, {"text": "Not mine."}).status_code == 404
    assert not Message.objects.exists()


def test_a_receipt_takes_the_same_queries_for_one_message_and_for_thirty(
    chain, tom, lena, client_of
):
    incident, web, counts = reported(tom, chain), client_of(tom), []
    receipt(web, incident)
    for number in (1, 29):
        Message.objects.bulk_create(
            Message(
                school=chain,
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
            receipt(web, incident)
        counts.append(len(found))

    assert counts[0] == counts[1]
