"""The PDF of a chronology: asked for, masked, made by a job, given to one, and let go of."""

import io
import subprocess
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pikepdf
import pytest
from django.utils import timezone

from esafety import copies, pdf
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import types
from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.schools.models import RoleGrant
from incidents.choices import Part
from incidents.chronology import jobs as chronology_jobs
from incidents.chronology import printing, services
from incidents.chronology.queries import Filters
from incidents.models import ChronologyPrint, Entry, InvolvedPerson
from tests.factories.incidents import make_incident
from tests.factories.people import make_guardian, make_person
from tests.incidents.cases import entry_of, member
from tests.incidents.chronology.lives import make_decision, make_entry, make_life, make_task


@pytest.fixture
def ada(oakfield):
    return make_person(oakfield, "Ada Ash")


@pytest.fixture
def ben(oakfield):
    return make_person(oakfield, "Ben Beech")


def made(person, actor, **options) -> ChronologyPrint:
    """A print whose job has run."""
    row = services.request_print(person=person, by=actor, **options)
    assert jobs.run(str(row.job_id))
    row.refresh_from_db()
    return row


def words_of(data) -> str:
    command = ["pdftotext", "-layout", "-", "-"]
    done = subprocess.run(command, input=bytes(data), capture_output=True, check=True)
    return done.stdout.decode()


def test_a_print_is_asked_for_with_its_job_and_its_event(oakfield, lena, ada, ben):
    (incident,) = make_life(oakfield, ada, ben)
    row = services.request_print(
        person=ada, by=lena, filters=Filters(part="offender"), extra=["shouted"]
    )

    assert row.incidents == [incident.pk]
    assert Job.objects.get(pk=row.job_id).payload == {"print": str(row.key)}
    event = AuditEvent.objects.get(type="chronology.printed")
    data = {"filters": ["part"], "sha256": copies.digest(row.content)}
    assert (event.object, event.data) == (f"chronology:{ada.pk}", data)
    assert row.content_sha256 == data["sha256"]
    assert str(row) == f"chronology_print:{row.pk}"
    # The reader's own words are kept nowhere; what is kept is masked already.
    assert "shouted" not in str(row.content)
    assert "Ben" not in str(row.content)
    assert "Ada Ash [left out] at Child A." in str(row.content)


def test_the_text_on_record_stays_as_it_was(oakfield, lena, ada, ben):
    (incident,) = make_life(oakfield, ada, ben)
    before = list(Entry.objects.values()), incident.description
    made(ada, lena)

    incident.refresh_from_db()
    assert (list(Entry.objects.values()), incident.description) == before
    assert "Ben Beech" in incident.description


def test_every_name_of_others_is_masked_in_the_pdf(oakfield, hari, lena, tom, ada, ben):
    make_guardian(ben, "Bea Beech")
    make_person(oakfield, "Cal Cole")
    incident = make_incident(
        oakfield,
        people=[(ada, "offender"), (ben, "target"), (entry_of(tom), "witness")],
        typed=[("Kim Quince", "other", "witness")],
        description="Ada pushed BEN. Mrs Beech rang; Kim saw Cal Cole's coat. Cal cried.",
        source="child",
        reporter_name="Dora Dale",
        happened_on=date(2026, 11, 3),
    )
    InvolvedPerson.objects.filter(typed_name="Kim Quince").update(contact="07700 900999")
    wrong = make_person(oakfield, "Eve Elm")
    InvolvedPerson.objects.create(
        school=oakfield, incident=incident, kind="child", person=wrong, part=Part.WITNESS,
        removed_at=timezone.now(),
    )  # fmt: skip
    ada_row = incident.involved.order_by("pk").first()
    make_entry(incident, "Tom Thorn told me that Eve was not there, says Dora.",
               entered_by=member(lena), done_by_words="Kim Quince")  # fmt: skip
    change = {"field": "people", "before": "", "after": "Kim Quince, 07700 900999"}
    make_entry(incident, "", kind="correction", changes=[change])
    make_task(incident, ada_row, title="Ring Bea Beech", outcome="Ben's mother was told.")
    make_decision(incident, ada_row)

    row = made(ada, hari)
    text = words_of(row.pdf)

    for name in ("Ben", "BEN", "Beech", "Bea", "Kim", "Quince", "Cal", "Cole", "Eve", "Elm",
                 "Dora", "900999"):  # fmt: skip
        assert name not in text, name
    shown = ("Ada Ash", "Tom Thorn", "Lena Larch", "Hari Hazel", "Child A", "Adult A", "Person A")
    for kept in (*shown, incident.reference, "OFFICIAL", "Oakfield School", "Page 1 of"):
        assert kept in text, kept
    assert row.content == {}


def test_staff_who_are_involved_are_masked_and_those_who_act_are_not(oakfield, hari, tom, ada):
    made_of = [(ada, "target"), (entry_of(tom), "offender")]
    make_incident(oakfield, people=made_of, description="Tom Thorn shouted. Hari Hazel heard.")

    content = str(services.request_print(person=ada, by=hari).content)

    assert "Adult A shouted. Hari Hazel heard." in content


def test_the_same_typed_name_is_the_same_person_as_in_the_directory(oakfield, lena, ada, ben):
    first = make_incident(oakfield, people=[(ada, "target"), (ben, "offender")],
                          description="Ben again.", happened_on=date(2026, 10, 1))  # fmt: skip
    facts = {"happened_on": date(2026, 10, 2), "people": [(ada, "target")]}
    make_incident(oakfield, typed=[("ben beech", "child", "offender")], description="And Ben.",
                  **facts)  # fmt: skip
    make_incident(oakfield, description="Ben Beech.", typed=[("Ada Ash", "child", "witness")],
                  happened_on=date(2026, 10, 3), people=[(ada, "target")])  # fmt: skip

    shown = printing.masked(lena, ada)

    assert [case.reported for case in shown.chronology.cases] == [
        "Child A again.", "And Child A.", "Child A."
    ]  # fmt: skip
    assert shown.incidents[0] == first.pk


def test_the_pdf_is_tagged_and_every_page_has_its_number(oakfield, lena, ada, ben):
    for incident in make_life(oakfield, ada, ben, 6):
        make_entry(incident, "A long story about Ben. " * 150)

    row = made(ada, lena)
    opened = pikepdf.open(io.BytesIO(bytes(row.pdf)))
    pages = words_of(row.pdf).strip("\f").split("\f")

    assert opened.Root.MarkInfo.Marked
    assert str(opened.Root.Lang) == "en-GB"
    assert str(opened.docinfo["/Title"]) == "Chronology of Ada Ash"
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "OFFICIAL-SENSITIVE" in page
        assert "For Lena Larch" in page
    assert row.content_sha256 in pages[-1]


def test_its_readers_name_and_the_time_are_across_each_page(oakfield, lena, ada, ben):
    make_life(oakfield, ada, ben)
    row = services.request_print(person=ada, by=lena)
    at = datetime(2026, 7, 3, 9, 30, tzinfo=UTC)

    shown = printing.html(row, printed_at=at)

    summer = at.astimezone(ZoneInfo("Europe/London"))
    address = copies.across("Lena Larch", summer)
    assert f'@page {{ background: url("{address}") center no-repeat; }}' in shown
    assert f"kept in the school’s audit log: {row.content_sha256}" in shown
    assert "For Lena Larch, 3 July 2026, 10:30" in shown


def test_what_was_asked_for_before_hashes_were_kept_is_printed_without(oakfield, lena, ada):
    row = services.request_print(person=ada, by=lena)
    ChronologyPrint.objects.update(content_sha256="")
    row.refresh_from_db()

    assert "SHA-256" not in printing.html(row, printed_at=timezone.now())


def test_a_person_without_incidents_can_be_printed(oakfield, lena, ada):
    assert "No incident is recorded" in words_of(made(ada, lena).pdf)


def test_more_than_a_pdf_holds_is_refused(oakfield, lena, ada, ben, monkeypatch):
    monkeypatch.setattr(printing, "MOST", 1)
    make_life(oakfield, ada, ben, 2)

    with pytest.raises(Refused, match="up to 1 incidents"):
        services.request_print(person=ada, by=lena)
    assert ChronologyPrint.objects.count() == Job.objects.count() == 0


def test_who_may_not_take_copies_asks_for_none(oakfield, tom, cora, ada):
    for actor in (tom, cora):
        with pytest.raises(Refused, match="cannot take a copy"):
            services.request_print(person=ada, by=actor)


def test_what_its_reader_may_not_see_any_more_is_neither_made_nor_given(oakfield, lena, ada, ben):
    (incident,) = make_life(oakfield, ada, ben)
    asked = services.request_print(person=ada, by=lena)
    ready = made(ada, lena)
    InvolvedPerson.objects.create(
        school=oakfield, incident=incident, kind="staff", part="witness", person=entry_of(lena)
    )

    assert not jobs.run(str(asked.job_id))
    asked.refresh_from_db()
    assert asked.made_at is None
    with pytest.raises(Refused, match="has changed since"):
        services.open_pdf(asked=ready, by=lena)
    assert not AuditEvent.objects.filter(type="chronology.pdf_opened").exists()


def test_it_is_given_to_nobody_else(oakfield, lena, dee, ada):
    row = made(ada, lena)

    with pytest.raises(Refused, match="has changed since"):
        services.open_pdf(asked=row, by=dee)
    assert services.open_pdf(asked=row, by=lena).startswith(b"%PDF")
    assert AuditEvent.objects.filter(type="chronology.pdf_opened").count() == 1


def test_for_a_member_who_lost_the_role_nothing_is_made(oakfield, lena, ada):
    row = services.request_print(person=ada, by=lena)
    RoleGrant.objects.update(ended_at=timezone.now(), ended_by="system:tests")

    assert not jobs.run(str(row.job_id))


def test_the_job_is_safe_to_run_twice_and_where_nothing_is(oakfield, lena, ada):
    row = made(ada, lena)
    before = row.sha256
    chronology_jobs.make_print(row.job)
    row.refresh_from_db()
    assert row.sha256 == before

    asked = services.request_print(person=ada, by=lena)
    ChronologyPrint.objects.all().delete()
    assert jobs.run(str(asked.job_id))


def test_without_pango_a_page_is_offered(oakfield, lena, ada, ben, monkeypatch):
    def missing(_html):
        raise pdf.PdfUnavailable

    monkeypatch.setattr(pdf, "render", missing)
    make_life(oakfield, ada, ben)
    row = made(ada, lena)

    assert (row.unavailable, row.made_at) == (True, None)
    shown = services.open_page(asked=row, by=lena)
    assert "Child A" in str(shown["cases"])
    assert shown["reader"] == "Lena Larch"


def test_without_its_audit_row_nothing_happens(oakfield, lena, ada, monkeypatch, time_machine):
    time_machine.move_to("2026-12-01 12:00")
    row = made(ada, lena)
    system = Actor.for_system("chronology", school_id=oakfield.pk)
    before = ChronologyPrint.objects.count(), Job.objects.count()
    monkeypatch.setattr(types, "_WORDS", {})

    acts = [
        lambda: services.request_print(person=ada, by=lena),
        lambda: services.open_pdf(asked=row, by=lena),
        lambda: services.open_page(asked=row, by=lena),
    ]
    for act in acts:
        with pytest.raises(types.UnknownEventType):
            act()
    time_machine.move_to("2026-12-08 12:00")
    with pytest.raises(types.UnknownEventType):
        services.remove_old(school=oakfield, by=system)
    assert (ChronologyPrint.objects.count(), Job.objects.count()) == before


def test_old_ones_are_let_go_of_and_that_is_recorded(oakfield, lena, ada, time_machine):
    time_machine.move_to("2026-12-01 12:00")
    services.request_print(person=ada, by=lena)
    time_machine.move_to("2026-12-03 13:00")
    fresh = services.request_print(person=ada, by=lena)

    chronology_jobs.remove_old_prints(oakfield)
    chronology_jobs.remove_old_prints(oakfield)

    assert list(ChronologyPrint.objects.all()) == [fresh]
    assert AuditEvent.objects.get(type="chronology.pdfs_removed").actor == "system:chronology"
