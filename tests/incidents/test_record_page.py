"""The record's page: everything of Appendix I, in the same few queries for any size."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from incidents import entries
from incidents.choices import EntryKind, ImmediateAction
from incidents.models import Entry, IncidentType
from incidents.services import identity, involvement, record
from tests.factories.incidents import make_type
from tests.factories.people import make_person
from tests.incidents.cases import (
    events_of,
    make_case,
    member,
    page_of,
    submission,
    url,
)

LINK = "https://example.com/group?x=1"


def test_the_page_shows_the_case_and_its_clock(oakfield, lena, client_of):
    incident = make_case(oakfield, submitted_at=timezone.now() - timedelta(days=90), urgent=True)

    page = page_of(client_of(lena), incident)

    for words in (incident.reference, "Reported", "Urgent", "overdue since", "school hours ago"):
        assert words in page
    assert "Nobody handles it yet" in page
    assert "app-clock--overdue" in page


def test_opening_a_record_is_itself_recorded(oakfield, lena, client_of):
    incident = make_case(oakfield)

    page_of(client_of(lena), incident)

    assert events_of(incident) == [("incident.viewed", {})]


def test_a_link_in_the_words_stays_text(oakfield, lena, client_of):
    incident = make_case(oakfield, description=f"See {LINK} <b>now</b>", evidence=LINK)
    submission(incident, evidence=LINK)
    record.add_note(incident=incident, by=lena, text=LINK)

    page = page_of(client_of(lena), incident)

    assert page.count(LINK) >= 3
    assert f'href="{LINK}' not in page
    assert "&lt;b&gt;now" in page
    assert "Never view, copy, print, forward, save or delete" in page


def test_the_report_stands_beside_the_record_with_differences_in_words(oakfield, lena, client_of):
    ada = make_person(oakfield, "Ada Ash")
    incident = make_case(oakfield, people=[(ada, "target")], place="both", platforms=["x"])
    row = {"kind": "child", "name": "ada a", "person": str(ada.pk), "contact": "", "part": "target"}
    kim = {"kind": "child", "name": "Kim", "person": "", "contact": "", "part": "offender"}
    submission(incident, people=[row, kim], time="13:10", places=["inside", "outside"])

    page = " ".join(page_of(client_of(lena), incident).split())

    assert "13:10" in page
    assert "Taken out" in page
    assert page.count("Corrected") == 3  # the time, the platforms and the people
    assert "Ada Ash, Child or young person, Target (T) Kim, Child" in page
    assert "ada a" not in page


def test_without_a_difference_the_page_says_so(oakfield, lena, client_of):
    incident = make_case(oakfield)
    submission(incident, people=[{"kind": "unknown", "name": "", "person": "", "part": "unclear"}])

    page = page_of(client_of(lena), incident)

    assert "Corrected" not in page
    assert page.count("No correction") == 7


def test_actions_and_chronology_are_shown_with_who_and_when(oakfield, lena, client_of):
    incident = make_case(oakfield, "acknowledged", by=lena)
    then = timezone.now() - timedelta(days=3)
    record.add_action(
        incident=incident,
        by=lena,
        action=ImmediateAction.PARENTS,
        who="Olu Oak",
        happened_at=then,
        text="By telephone.",
    )
    record.correct(incident=incident, by=lena, reason="The bus.", place="outside")
    record.write_summary(incident=incident, by=lena, summary="A summary.")
    entries.write(incident, by=lena, kind=EntryKind.SUBMITTED, to_status="submitted")
    Entry.objects.create(
        school=oakfield,
        incident=incident,
        kind=EntryKind.NOTE,
        text="Joined by itself.",
        happened_at=then,
        entered_at=then,
    )

    page = page_of(client_of(lena), incident)

    for words in (
        "Olu Oak (written down by Lena Larch)",
        "By telephone.",
        "8 actions not recorded",
        "Corrected: Where it took place",
        "was “Inside school”, is now “Outside school”",
        "Written: Summary",
        "Summary: A summary.",
        "the system",
        "Entered",
    ):
        assert words in page, words


def test_the_record_costs_the_same_for_one_and_for_thirty(oakfield, lena, dee, client_of):
    few, many = make_case(oakfield), make_case(oakfield)
    for incident, number in ((few, 1), (many, 30)):
        submission(incident)
        for n in range(number):
            name = f"Ann Larch{'abcdefghij'[n % 10]}"
            person = make_person(oakfield, f"Ann Ash{n}") if n % 2 else None
            typed = "" if person else name
            involvement.add_person(
                incident=incident,
                by=dee,
                person=person,
                typed_name=typed,
                kind="child",
                part="witness",
                reason="Named by Tom.",
            )
            record.add_note(incident=incident, by=dee, text="Words")
            make_type(oakfield, f"type-{n}")
        for one in incident.involved.filter(person=None).exclude(typed_name=""):
            identity.clear(involved=one, member=member(lena), by=dee, reason="A pupil.")
        incident.types.set(IncidentType.objects.all())
    client, counts = client_of(lena), []
    for incident in (few, many):
        client.get(url(incident))  # what told of it is read
    for incident in (few, many):
        with CaptureQueriesContext(connection) as seen:
            page_of(client, incident)
        counts.append(len(seen))

    assert counts[0] == counts[1] <= 53
