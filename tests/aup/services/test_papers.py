"""Forms on paper: their codes, their PDFs, and what the office enters."""

import io
import json
import uuid
from datetime import date, timedelta

import pikepdf
import pytest
from django.db import DatabaseError
from django.utils import timezone

from aup import queries
from aup.choices import AskState
from aup.models import Answer, Ask, PaperCode, PaperPrint
from aup.queries import paper as reads
from aup.services import papers, who
from aup.services.papers import Entry
from esafety import pdf
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.signatures import codes, verify
from esafety.signatures.choices import Part
from esafety.signatures.models import Signature
from tests.aup.asked import asked
from tests.aup.linked import household, signing
from tests.factories.people import make_guardian, make_person

DAY = date(2026, 11, 2)


@pytest.fixture
def family(oakfield, agreed):
    return household(oakfield, years=("4",))


def entry(ask, person, part="parent", *, signed=True, **changes):
    facts = {"name": person.name, "statement": "I agree."} if signed else {"reason": "Not ours."}
    return Entry(part=Part(part), person=person, signed=signed, **{**facts, **changes})


def enter(ask, *entries, by, day=DAY, key=None):
    return papers.enter(ask=ask, entries=entries, day=day, once_key=key or uuid.uuid4(), by=by)


def state(ask):
    return Ask.objects.get(pk=ask.pk).state


def test_a_code_has_eight_signs_and_is_printed_again_until_it_was_used(family):
    _pia, [ask] = family

    code = papers.code_of(ask)

    assert len(code.code) == 9
    assert set(code.code.replace("-", "")) <= set(codes.ALPHABET)
    assert papers.code_of(ask) == code
    assert reads.working_code(f" {code.code.lower().replace('-', '')}") == code
    who.use_code(
        code=code, name="Pia Ash", born=None, used_key=uuid.uuid4(), by=signing(ask.school)
    )
    assert papers.code_of(ask) != code


def test_a_code_that_is_too_old_replaced_or_unknown_is_nothing(family):
    _pia, [ask] = family
    code, long_ago = papers.code_of(ask).code, timezone.now() - timedelta(days=90)
    assert reads.working_code("2345-6789") is None
    Ask.objects.update(state=AskState.SUPERSEDED)
    assert reads.working_code(code) is None
    Ask.objects.update(state=AskState.ASKED)
    PaperCode.objects.update(made_at=long_ago, expires_at=long_ago + timedelta(days=1))

    assert reads.working_code(code) is None


def test_a_code_that_another_form_has_is_not_given_again(family, monkeypatch):
    _pia, [ask] = family
    other = asked(ask.school, make_person(ask.school, "Ben Beech", year_group="4"))
    first = papers.code_of(other)
    drawn = iter([f"{first.code}-2222-2222", "CCCC-DDDD-2222-2222"])
    monkeypatch.setattr(codes, "new", lambda: next(drawn))
    assert papers.code_of(ask).code == "CCCC-DDDD"

    monkeypatch.setattr(codes, "new", lambda: f"{first.code}-2222-2222")
    PaperCode.objects.filter(ask=ask).delete()
    with pytest.raises(RuntimeError, match="No free code"):
        papers.code_of(ask)


def test_a_form_holds_the_words_the_lines_and_the_way_to_sign(family, settings, olu):
    settings.SITE_URL = "https://esafety.oakfield.example"
    _pia, [ask] = family

    [code] = papers.print_forms(asks=[ask], by=olu)
    html = papers.html_of([code])

    for words in (
        "Ada Ash",
        code.code,
        "esafety.oakfield.example/oakfield/sign/paper/",
        "Talk about this together",
        "Being kind",
        "The child signs here",
        "The parent or carer signs here",
        "If you do not want to sign",
    ):
        assert words in html
    event = AuditEvent.objects.get(type="agreement.paper_printed")
    assert (event.object, event.data) == (str(ask), {"number": 1})


@pytest.mark.parametrize(("year", "pages"), [("1", 2), ("4", 2), ("9", 2)])
def test_a_form_is_one_sheet_and_a_tagged_pdf(oakfield, agreed, year, pages):
    _pia, [ask] = household(oakfield, years=(year,))

    made = pikepdf.open(io.BytesIO(pdf.render(papers.html_of([papers.code_of(ask)]))))

    assert len(made.pages) <= pages
    assert made.Root.MarkInfo.Marked


def test_the_forms_of_a_class_are_made_by_a_job_once(oakfield, agreed, olu):
    _pia, asks = household(oakfield)
    asked_for = papers.request_print(asks=asks, by=olu)
    job = Job.objects.get(kind="agreement.paper")
    assert job.payload == {"print": str(asked_for.key)}
    Ask.objects.filter(pk=asks[0].pk).update(state=AskState.SUPERSEDED)

    assert jobs.run(str(job.pk))
    made = reads.print_of(olu, asked_for.key)
    papers.make(key=asked_for.key, progress=lambda percent: None)
    papers.make(key=uuid.uuid4(), progress=lambda percent: None)

    assert bytes(made.pdf).startswith(b"%PDF")
    assert PaperCode.objects.count() == 2
    assert PaperPrint.objects.get().made_at == made.made_at


def test_where_no_pdf_can_be_made_the_row_says_so(family, olu, monkeypatch):
    _pia, asks = family
    asked_for = papers.request_print(asks=asks, by=olu)

    def none(html):
        raise pdf.PdfUnavailable

    monkeypatch.setattr(pdf, "render", none)
    papers.make(key=asked_for.key, progress=lambda percent: None)

    assert reads.print_of(olu, asked_for.key).unavailable


def test_one_pdf_holds_at_most_so_many(family, olu, monkeypatch):
    _pia, asks = family
    monkeypatch.setattr(papers, "MOST", 0)

    for many in ([], asks):
        with pytest.raises(Refused, match="Choose a class"):
            papers.request_print(asks=many, by=olu)


def test_a_print_is_its_members_alone_and_goes_after_two_days(family, olu, lena):
    _pia, asks = family
    asked_for = papers.request_print(asks=asks, by=olu)
    assert reads.print_of(lena, asked_for.key) is None
    assert papers.remove_old(by=signing(olu_school(asks))) == 0
    PaperPrint.objects.update(requested_at=timezone.now() - timedelta(days=3))

    assert papers.remove_old(by=signing(olu_school(asks))) == 1
    assert AuditEvent.objects.filter(type="agreement.paper_removed").count() == 1


def olu_school(asks):
    return asks[0].school


def test_the_office_enters_what_stands_on_the_form(family, olu):
    pia, [ask] = family

    done = enter(ask, entry(ask, ask.subject, "own"), entry(ask, pia), by=olu)

    assert (done, state(ask)) == (2, AskState.SIGNED)
    facts = json.loads(Signature.objects.get(part="parent").record)
    assert facts["identified"] == "paper"
    assert facts["entered_by"]["name"] == "Olu Oak"
    assert facts["answers"] == {"day_on_paper": "2026-11-02"}
    assert facts["name"] == "Pia Ash"
    assert verify.verify(ask.school_id) == (2, [])


def test_sent_twice_a_form_is_entered_once(family, olu):
    pia, [ask] = family
    key = uuid.uuid4()
    parts = [entry(ask, ask.subject, "own"), entry(ask, pia, signed=False)]

    for _time in range(2):
        enter(ask, *parts, by=olu, key=key)

    assert [row.kind for row in queries.answers_of(ask)] == ["signed", "declined"]
    assert Answer.objects.last().reason == "Not ours."
    assert Answer.objects.last().day_on_paper == DAY
    assert state(ask) == AskState.DECLINED


def test_what_cannot_stand_on_a_form_is_refused(family, olu):
    pia, [ask] = family
    zoe = make_person(ask.school, "Zoe Zinnia", kind="guardian")
    carer = make_guardian(ask.subject, "Cal Carer")
    carer.children.update(parental_responsibility=False)
    tomorrow = timezone.localdate() + timedelta(days=1)

    for wrong in (entry(ask, zoe), entry(ask, carer), entry(ask, pia, "own")):
        with pytest.raises(Refused, match="may not sign"):
            enter(ask, wrong, by=olu)
    with pytest.raises(Refused, match="Say what stands"):
        enter(ask, by=olu)
    with pytest.raises(Refused, match="still to come"):
        enter(ask, entry(ask, pia), by=olu, day=tomorrow)
    with pytest.raises(Refused, match="Say why"):
        enter(ask, entry(ask, pia, signed=False, reason=" "), by=olu)

    assert not Answer.objects.exists()


def test_only_those_who_look_after_agreements(family, olu, tom):
    pia, [ask] = family
    acts = [
        lambda: papers.print_forms(asks=[ask], by=tom),
        lambda: papers.request_print(asks=[ask], by=tom),
        lambda: enter(ask, entry(ask, pia), by=tom),
    ]

    for act in acts:
        with pytest.raises(Refused, match="Your role"):
            act()


@pytest.mark.parametrize("act", ["enter", "print", "request", "remove"])
def test_without_an_audit_row_nothing_is_kept(family, olu, monkeypatch, act):
    pia, [ask] = family
    papers.request_print(asks=[ask], by=olu)
    PaperPrint.objects.update(requested_at=timezone.now() - timedelta(days=3))

    def fail(**facts):
        raise DatabaseError

    monkeypatch.setattr(audit, "record", fail)
    acts = {
        "enter": lambda: enter(ask, entry(ask, pia), by=olu),
        "print": lambda: papers.print_forms(asks=[ask], by=olu),
        "request": lambda: papers.request_print(asks=[ask], by=olu),
        "remove": lambda: papers.remove_old(by=signing(ask.school)),
    }
    with pytest.raises(DatabaseError):
        acts[act]()

    assert not Answer.objects.exists()
    assert not PaperCode.objects.exists()
    assert PaperPrint.objects.count() == 1


def test_a_form_is_found_by_its_code_or_by_a_name(family):
    _pia, [ask] = family
    code = papers.code_of(ask).code

    assert reads.asks_named(code) == reads.asks_named("ada as") == [ask]
    assert reads.asks_named("Zoe") == reads.asks_named("!") == []


def test_who_needs_paper(oakfield, agreed):
    _pia, [ada, ben] = household(oakfield, years=("4", "4"))
    make_guardian(ben.subject, "Pit Ash", email="pit@home.example")
    type(ada.subject).objects.filter(pk=ada.subject_id).update(tutor_group="4K")
    today = timezone.localdate()

    assert reads.asks_for_paper(today) == [ada, ben]
    assert reads.asks_for_paper(today, without_email=True) == [ada]
    assert reads.asks_for_paper(today, tutor_group="4K") == [ada]
