"""The pages of sheets and marks, with all that people may type into them."""

import re

import pytest
from django.utils import timezone

from esafety.access.roles import Role
from esafety.audit.models import AuditEvent
from incidents.models import Entry, Exclusion, Incident, Referral, Sheet
from incidents.sheets.choices import SheetKind
from tests.factories.people import make_person
from tests.factories.schools import make_member
from tests.incidents.cases import held, make_case, member, page_of, url
from tests.incidents.sheets.papers import FACTS, facts, write_sheet


@pytest.fixture
def case(oakfield, lena):
    ada, ben = make_person(oakfield, "Ada Ash"), make_person(oakfield, "Ben Beech")
    people = [(ada, "target"), (ben, "offender")]
    return make_case(oakfield, "acknowledged", by=lena, people=people)


def words(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("kind", SheetKind)
def test_each_kind_is_written_read_and_corrected_by_its_pages(case, lena, client_of, kind):
    client = client_of(lena)
    add = url(case, "add_sheet", kind.value)
    assert client.get(add).status_code == 200

    answer = client.post(add, FACTS[kind])
    assert answer.status_code == 302
    assert answer["Location"].endswith("#sheets")
    sheet = Sheet.objects.get()
    assert sheet.facts == FACTS[kind]

    read = words(client.get(url(case, "sheet", kind.value, 1)))
    assert "Written by Lena Larch" in read
    fix = url(case, "correct_sheet", kind.value, 1)
    assert 'name="revision" value="1"' in words(client.get(fix))
    changed = {**FACTS[kind], "revision": 1, "correction": "A slip.", **_another(kind)}
    assert client.post(fix, changed).status_code == 302
    read = words(client.get(url(case, "sheet", kind.value, 1)))
    for text in ("Revision 2", "What it said before", "Revision 1", "A slip."):
        assert text in read


def _another(kind):
    names = {"search": "place", "breach": "happened", "disclosure": "to"}
    return {names.get(kind.value, "by"): "Somebody else"}


def test_a_form_starts_with_now_and_with_the_writers_name(case, lena, client_of, time_machine):
    time_machine.move_to("2026-11-24T14:10:00+00:00")
    page = words(client_of(lena).get(url(case, "add_sheet", "referral")))

    for value in ('value="2026-11-24"', 'value="14:10"', 'value="Lena Larch"'):
        assert value in page
    # A part that only some answers ask for can be hidden by a script, and is there without one.
    assert '<div data-reveal-on="yes" data-reveal-name="parents">' in page
    assert '<noscript><p class="govuk-hint">Only if the answer was: Yes</p></noscript>' in page
    assert page.count("<div") == page.count("</div>")


def test_what_is_missing_stands_at_its_field_and_nothing_is_lost(case, lena, client_of):
    given = facts("referral", reason=None, to=None, spoken_to="Ms Quill")
    page = words(client_of(lena).post(url(case, "add_sheet", "referral"), given))

    assert "Fill in “Reason for the decision”." in page
    assert "Choose an answer to “To whom”." in page
    assert 'value="Ms Quill"' in page
    assert Sheet.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "changes", "sentence"),
    [
        ("referral", {"on": "31/02/2026"}, "Enter a date, such as 14/9/2026."),
        ("referral", {"on": "0001-01-01"}, "from the year 2000 on"),
        ("referral", {"on": "2999-01-01"}, "Enter a day that has been"),
        ("referral", {"at": "25:99"}, "Enter a time, such as 14:30."),
        ("referral", {"answer_at": "10:00"}, "Enter the day as well."),
        ("referral", {"to": "mars"}, "Choose from this list."),
        ("referral", {"to": "other"}, "Fill in “Who that is”."),
        ("referral", {"by": "x" * 400}, "at most 300"),
        ("referral", {"parents": "yes"}, "Fill in “Day they were told”."),
        ("referral", {"parents": "no"}, "Fill in “Why they were not told”."),
        ("breach", {"people": "1" * 400}, "Enter a number up to ten million."),
        ("breach", {"people": "many"}, "Enter a whole number"),
        ("breach", {"people": "-1"}, "Enter a whole number, such as 25."),
        ("breach", {"ico": "told"}, "Fill in “Reason for this decision”."),
        ("breach", {"whose": ["pupils", "aliens"]}, "Choose from this list."),
        ("search", {"pupil": "99"}, "Choose from this list."),
        ("search", {"pupil": "other"}, "Fill in “Name of the pupil”."),
        ("search", {"searched": ["bag", "nothing"]}, "Tick what was searched, or that nothing"),
        ("search", {"searched": ["nothing"]}, "Say what became of the device"),
        ("search", {"device": "police"}, "Fill in “Police reference, and who took it”."),
        ("restorative", {"people": []}, "Tick or write down who took part."),
        ("restorative", {"review_on": "2200-01-01"}, "Enter a day between 2000 and 2099."),
    ],
)
def test_absurd_input_is_answered_by_a_sentence(case, lena, client_of, kind, changes, sentence):
    answer = client_of(lena).post(url(case, "add_sheet", kind), facts(kind, **changes))

    assert answer.status_code == 200
    assert sentence in words(answer)
    assert Sheet.objects.count() == 0


def test_a_moment_still_to_come_is_refused(case, lena, client_of, time_machine):
    time_machine.move_to("2026-11-03T10:00:00+00:00")
    page = words(client_of(lena).post(url(case, "add_sheet", "referral"), FACTS["referral"]))

    assert "This time has not come yet." in page


def test_hostile_text_is_kept_as_text(case, lena, client_of):
    text = "<script>alert(1)</script> https://bad.example/a.jpg data:image/png;base64,AAAA\x00"
    given = facts("referral", reason=text)
    client = client_of(lena)
    assert client.post(url(case, "add_sheet", "referral"), given).status_code == 302

    kept = Sheet.objects.get().facts["reason"]
    assert "[picture removed]" in kept
    assert "\x00" not in kept
    page = words(client.get(url(case, "sheet", "referral", 1)))
    assert "<script>alert" not in page
    assert 'href="https://bad' not in page


def test_somebody_elses_correction_is_a_sentence_and_nothing_is_lost(case, lena, dee, client_of):
    write_sheet(case, lena, "referral")
    fix = url(case, "correct_sheet", "referral", 1)
    first = {**FACTS["referral"], "revision": "1", "correction": "One.", "reference": "A/1"}
    assert client_of(dee).post(fix, first).status_code == 302

    second = first | {"correction": "Two.", "reference": "B/2"}
    page = words(client_of(lena).post(fix, second))

    assert "Somebody else corrected this sheet" in page
    assert 'value="B/2"' in page
    assert Sheet.objects.count() == 2
    for revision in ("", "x", "-1", "9" * 40):
        page = words(client_of(lena).post(fix, second | {"revision": revision}))
        assert "Somebody else corrected this sheet" in page


def test_people_are_picked_from_the_record(case, lena, client_of):
    page = words(client_of(lena).get(url(case, "add_sheet", "search")))
    assert "Ada Ash" in page
    assert "Another pupil" in page
    write_sheet(case, lena, "search", pupil="2")
    write_sheet(case, lena, "restorative", people=["1", "2"])
    case.involved.filter(pk=case.involved.last().pk).update(removed_at=timezone.now())

    assert "Ben Beech" in words(client_of(lena).get(url(case, "sheet", "search", 1)))
    assert "Ada Ash, Ben Beech" in words(client_of(lena).get(url(case, "sheet", "restorative", 1)))
    # Whom a sheet names already can still be chosen when it is corrected, and in no new one.
    assert "Ben Beech" in words(client_of(lena).get(url(case, "correct_sheet", "search", 1)))
    assert "Ben Beech" not in words(client_of(lena).get(url(case, "add_sheet", "search")))


def test_marks_are_set_on_their_page(case, lena, client_of):
    client, page = client_of(lena), url(case, "change_marks")
    assert "Role in bullying: Ada Ash" in words(client.get(page))

    given = {"ai_generated": "on", "strands": ["race", "sex"], "role-1": "target", "stamp": ""}
    assert client.post(page, given).status_code == 302
    row = Incident.objects.get()
    assert (row.ai_generated, row.strands) == (True, ["race", "sex"])
    assert [one.bullying_role for one in row.involved.all()] == ["target", ""]
    shown = page_of(client, case)
    for text in ("AI made or simulated something", "Ada Ash: Target", "Sex, including misogyny"):
        assert text in shown
    late = client.post(page, {"strands": ["race"], "stamp": ""})
    assert "Somebody changed the marks since you opened the page." in words(late)
    assert "Ada Ash: Target" in words(late)
    assert Incident.objects.get().ai_generated
    seen = re.search(r'name="stamp" value="([^"]*)"', words(late))[1]
    assert client.post(page, {"strands": ["race"], "stamp": seen}).status_code == 302
    assert not Incident.objects.get().ai_generated
    wrong = client.post(page, {"strands": ["x"], "role-1": "king"})
    assert words(wrong).count("Choose from this list.") >= 2


def test_the_panel_shows_the_sheets_and_the_clock(case, lena, client_of, time_machine):
    time_machine.move_to("2026-11-04T10:00:00+00:00")
    write_sheet(case, lena, "breach")
    shown = page_of(client_of(lena), case)

    assert "Data breach 1" in shown
    assert "Decide by 14:10, Friday 6 November 2026" in shown
    assert url(case, "sheet", "breach", 1) in shown
    assert url(case, "add_sheet", "referral") in shown


def test_who_only_reads_is_offered_nothing_to_write(oakfield, case, lena, client_of):
    sue = make_member(oakfield, "Sue Sorrel", Role.SENIOR_LEADER)
    assert "Sheets of the record" not in page_of(client_of(sue), case)
    write_sheet(case, lena, "referral")

    shown = page_of(client_of(sue), case)
    assert "Referral 1" in shown
    assert url(case, "add_sheet", "referral") not in shown
    read = words(client_of(sue).get(url(case, "sheet", "referral", 1)))
    assert "Correct this sheet" not in read
    assert client_of(sue).get(url(case, "add_sheet", "referral")).status_code == 403


def test_a_closed_record_offers_nothing_and_says_why(oakfield, lena, client_of):
    case = make_case(oakfield, "closed", by=lena)
    client = client_of(lena)
    assert url(case, "add_sheet", "referral") not in page_of(client, case)
    page = words(client.post(url(case, "add_sheet", "referral"), FACTS["referral"]))

    assert "only after it is reopened" in page


def pages(case, school="oakfield"):
    own = [("sheet", "referral", 1), ("correct_sheet", "referral", 1), ("add_sheet", "referral")]
    return [url(case, *one, school=school) for one in (*own, ("change_marks",))]


def test_for_whoever_may_not_see_the_incident_no_sheet_exists(
    oakfield, brook, case, lena, dee, boris, client_of
):
    write_sheet(case, lena, "referral")
    facts_ = {"kind": "excluded", "reason": "Why.", "made_at": timezone.now()}
    Exclusion.objects.create(
        school=oakfield, incident=case, member=member(dee), made_by=member(lena), **facts_
    )
    before = held(Sheet, Incident, Entry)

    for client, school in ((client_of(dee), "oakfield"), (client_of(boris), "oakfield"),
                           (client_of(boris), "brook")):  # fmt: skip
        for address in pages(case, school):
            assert client.get(address).status_code == 404, address
            assert client.post(address, FACTS["referral"]).status_code == 404, address
    assert held(Sheet, Incident, Entry) == before


def test_what_is_not_there_is_not_found(case, lena, client_of):
    client = client_of(lena)
    for more in (("sheet", "referral", 1), ("sheet", "poem", 1), ("sheet", "referral", 0),
                 ("sheet", "referral", 10**30), ("correct_sheet", "referral", 7),
                 ("add_sheet", "poem")):  # fmt: skip
        assert client.get(url(case, *more)).status_code == 404, more


def test_a_referral_opens_the_sheets_for_reading(oakfield, case, lena, tom, client_of):
    write_sheet(case, lena, "referral")
    assert client_of(tom).get(url(case, "sheet", "referral", 1)).status_code == 404
    given = {"reason": "Their tutor.", "given_at": timezone.now(), "given_by": member(lena)}
    Referral.objects.create(school=oakfield, incident=case, member=member(tom), **given)

    assert client_of(tom).get(url(case, "sheet", "referral", 1)).status_code == 200
    assert client_of(tom).get(url(case, "correct_sheet", "referral", 1)).status_code == 403


def test_opening_a_sheet_is_an_event(case, lena, client_of):
    write_sheet(case, lena, "referral")
    client_of(lena).get(url(case, "sheet", "referral", 1))

    event = AuditEvent.objects.filter(type="incident.viewed").latest("seq")
    assert (event.object, event.data) == (case.audit_ref, {"sheet": "referral", "number": 1})
