"""The report to senior leaders: every case by name, what was decided, what is overdue."""

import subprocess
from datetime import date, timedelta

import pytest
from django.utils import timezone

from esafety.access.refused import Refused
from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from esafety.people.models import Person
from incidents.models import Decision, InvolvedPerson, Measure, Task
from reports.choices import PaperKind
from reports.models import Paper
from reports.papers import leaders
from reports.services import papers
from tests.factories.incidents import make_incident
from tests.factories.people import make_person
from tests.reports.papers.drawn import paper_of, refer, text_of

DAYS = {"since": "2026-11-02", "until": "2026-12-18"}


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-12-01 12:00", tick=False)


def shown(school, actor, **asked):
    paper = paper_of(school, actor, PaperKind.LEADERS, **(DAYS | asked))
    html, ids = leaders.show(paper, actor, timezone.now())
    return text_of(html), ids


def test_it_names_people_state_and_who_has_the_case(oakfield, lena):
    ada = make_person(oakfield, "Ada Ash")
    one = make_incident(
        oakfield, people=[(ada, "target")], place="outside", handler_id=lena.membership_id
    )
    text, ids = shown(oakfield, lena)

    for words in (one.reference, "Ada Ash", "Target", "Bullying", "Outside school", "Lena Larch",
                  "Reported", "OFFICIAL-SENSITIVE", "2 November 2026 to 18 December"):  # fmt: skip
        assert words in text
    assert ids == [one.pk]


def test_what_was_decided_is_there(oakfield, lena, version_of_a_grid):
    ada = make_person(oakfield, "Ada Ash")
    one = make_incident(oakfield, people=[(ada, "offender")], handler_id=lena.membership_id)
    refer(one, lena)
    facts = {"version": version_of_a_grid, "grid": "x", "misuse": "y", "row": {}}
    decision = Decision.objects.create(
        school=oakfield, incident=one, involved=one.involved.get(), misuse_words="Unkind messages",
        decided_at=timezone.now(), decided_by_id=lena.membership_id, **facts,
    )  # fmt: skip
    for taken, words in ((True, "A warning"), (False, "A detention")):
        Measure.objects.create(
            school=oakfield, decision=decision, code=words, words=words, proposed=taken, taken=taken
        )
    text, _ids = shown(oakfield, lena)

    assert "Ada Ash: Unkind messages: A warning" in text
    assert "A detention" not in text
    assert "Referred: Police" in text


def test_a_decision_without_measures_is_named_alone(oakfield, lena, version_of_a_grid):
    one = make_incident(oakfield, typed=[("Kim Quince", "other", "offender")])
    Decision.objects.create(
        school=oakfield, incident=one, involved=one.involved.get(), misuse_words="Unkind messages",
        decided_at=timezone.now(), decided_by_id=lena.membership_id, version=version_of_a_grid,
        grid="x", misuse="y", row={},
    )  # fmt: skip

    assert "Kim Quince: Unkind messages" in shown(oakfield, lena)[0]


def test_what_is_overdue_is_said_of_the_case_and_of_its_tasks(oakfield, lena):
    now = timezone.now()
    one = make_incident(
        oakfield, status="investigating", submitted_at=now, acknowledged_at=now,
        acknowledged_by_id=lena.membership_id,
    )  # fmt: skip
    quiet = make_incident(oakfield, submitted_at=now - timedelta(days=20))
    facts = {"school": oakfield, "incident": one, "given_at": now, "owner_id": lena.membership_id}
    Task.objects.create(
        **facts, key="0" * 31 + "1", title="Write to parents", due_on=date(2026, 11, 20)
    )
    Task.objects.create(**facts, key="0" * 31 + "2", title="Not yet", due_on=date(2026, 12, 20))
    text, _ids = shown(oakfield, lena)

    assert "Write to parents: Was due on 20 November" in text
    assert "Not yet" not in text
    assert "Not acknowledged: overdue since" in text
    assert "With something overdue 2" in text
    assert quiet.reference in text


def test_cases_of_earlier_days_are_there_while_they_are_open(oakfield, lena):
    old = make_incident(oakfield, happened_on=date(2026, 9, 10))
    over = make_incident(oakfield, happened_on=date(2026, 9, 11), status="not_incident")
    later = make_incident(oakfield, happened_on=date(2026, 12, 30))
    text, ids = shown(oakfield, lena)

    assert ids == [old.pk]
    assert old.reference in text
    assert over.reference not in text
    assert later.reference not in text


def test_it_holds_what_its_reader_may_see_and_nothing_else(oakfield, lena, dee):
    seen = make_incident(oakfield)
    protected = make_incident(oakfield, child_protection=True)
    against = make_incident(oakfield)
    InvolvedPerson.objects.create(
        school=oakfield, incident=against, kind="staff", part="offender",
        person=Person.objects.get(membership_id=lena.membership_id),
    )  # fmt: skip

    text, ids = shown(oakfield, lena)
    assert ids == [seen.pk]
    assert "Incidents of these days 1" in text
    assert protected.pk in shown(oakfield, dee)[1]


def test_who_may_not_export_or_asks_for_too_much_is_refused(oakfield, lena, tom, monkeypatch):
    with pytest.raises(Refused):
        leaders.check(tom, DAYS)
    make_incident(oakfield)
    leaders.check(lena, DAYS)
    monkeypatch.setattr(leaders, "MOST", 0)
    with pytest.raises(Refused) as refused:
        leaders.check(lena, DAYS)
    assert "up to 0 incidents" in refused.value.sentence


def test_the_pdf_is_tagged_marked_and_watermarked_on_every_page(oakfield, lena):
    for day in range(2, 30):
        make_incident(oakfield, happened_on=date(2026, 11, day), place_words="Room. " * 30)
    row = papers.ask(school=oakfield, kind=PaperKind.LEADERS, asked=DAYS, by=lena)
    assert jobs.run(str(row.job_id))
    row = Paper.objects.get(pk=row.pk)
    command = ["pdftotext", "-layout", "-", "-"]
    made = subprocess.run(command, input=bytes(row.pdf), capture_output=True, check=True)
    pages = made.stdout.decode().strip("\f").split("\f")

    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert "OFFICIAL-SENSITIVE" in page
        assert f"Page {number} of {len(pages)}" in page
        assert "Made for Lena Larch" in page
    assert AuditEvent.objects.get(type="leaders.printed").data == {"asked": ["since", "until"]}
    assert papers.open_pdf(paper=row, by=lena).startswith(b"%PDF")
