"""The office's pages: find a form, print it, enter what came back."""

import re
import uuid

import pytest
from django.test import Client

from aup.choices import AskState
from aup.models import Answer, Ask, PaperCode, PaperPrint
from aup.services import papers
from esafety import pdf
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from tests.aup.asked import asked, sign
from tests.aup.linked import household, words
from tests.aup.services.test_translating import FOR_PUPILS, publish
from tests.factories.people import make_guardian, make_person

PAPER = "/oakfield/agreements/paper/"


@pytest.fixture
def family(oakfield, agreed):
    return household(oakfield, years=("4",))


@pytest.fixture
def office(olu, client_of):
    return client_of(olu)


def form(pia, **data):
    return {
        "said_own": "signed",
        "name_own": "Ada",
        "said_parent": "signed",
        "person": str(pia.pk),
        "name_parent": "P. Ash",
        "day_0": "2",
        "day_1": "11",
        "day_2": "2026",
        "once_key": uuid.uuid4(),
        **data,
    }


def test_the_office_finds_a_form_by_code_or_name(family, office):
    _pia, [ask] = family
    code = papers.code_of(ask).code
    assert "Forms on paper" in words(office.get("/oakfield/agreements/"))
    assert "form is still open: 1." in words(office.get(PAPER))

    for typed in (code, "ada"):
        assert f"{PAPER}{ask.pk}/enter/" in words(office.post(PAPER, {"words": typed}))

    assert "Nobody of this name" in words(office.post(PAPER, {"words": "zoe"}))
    assert "Type the code on the form, or a name." in words(office.post(PAPER, {"words": " "}))


def test_entering_a_form_signed_by_both(family, office):
    pia, [ask] = family
    page = words(office.get(f"{PAPER}{ask.pk}/enter/"))
    assert "Ada Ash: what stands on the form?" in page
    assert "Pia Ash" in page

    done = office.post(f"{PAPER}{ask.pk}/enter/", form(pia), follow=True)

    assert "The form is entered." in words(done)
    assert Ask.objects.get().state == AskState.SIGNED


def test_entering_a_refusal_and_an_empty_part(family, office):
    pia, [ask] = family
    data = form(pia, said_own="nothing", said_parent="refused", name_parent="", reason="No phones.")

    office.post(f"{PAPER}{ask.pk}/enter/", data)

    answer = Answer.objects.get()
    assert (answer.kind, answer.means) == ("declined", "paper")
    assert answer.reason.startswith("No phones.")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"said_own": ""}, "choose what stands on the form."),
        ({"name_own": " "}, "Type the name as it is written."),
        ({"person": ""}, "Choose who filled in the form."),
        ({"person": "999"}, "Choose from this list."),
        ({"said_parent": "refused"}, "Type the reason"),
        ({"said_own": "nothing", "said_parent": "nothing"}, "Nobody signed or refused."),
        ({"day_0": "99"}, "day that exists"),
        ({"day_2": "2190"}, "still to come"),
        ({"day_0": "", "day_1": "", "day_2": ""}, "Enter the day, month and year."),
        ({"name_parent": "x" * 121}, "Use 120 characters or fewer."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(family, office, data, sentence):
    pia, [ask] = family

    page = words(office.post(f"{PAPER}{ask.pk}/enter/", form(pia, **data)))

    assert sentence in page
    if "name_parent" not in data:
        assert 'value="P. Ash"' in page
    assert not Answer.objects.exists()


def test_a_form_that_was_replaced_meanwhile(family, office):
    pia, [ask] = family
    Ask.objects.update(state=AskState.SUPERSEDED)

    assert "newer version" in words(office.post(f"{PAPER}{ask.pk}/enter/", form(pia)))


def test_a_visitors_form_has_one_part(oakfield, agreed, office):
    ask = asked(oakfield, make_person(oakfield, "Vic Vetch", kind="visitor"))
    assert "parent or carer" not in words(office.get(f"{PAPER}{ask.pk}/enter/"))
    data = form(ask.subject, name_own="Vic Vetch")

    office.post(f"{PAPER}{ask.pk}/enter/", data)

    assert Ask.objects.get().state == AskState.SIGNED


def test_one_form_and_a_few_are_printed_at_once(family, office):
    _pia, [ask] = family

    for url in (f"{PAPER}{ask.pk}/form.pdf", f"{PAPER}print/"):
        answer = office.post(url)
        assert answer.content.startswith(b"%PDF")
        assert answer["Cache-Control"] == "private, no-store"

    assert PaperCode.objects.count() == 1


def test_many_forms_are_made_by_a_job(oakfield, family, office, monkeypatch):
    monkeypatch.setattr(papers, "AT_ONCE", 0)
    url = office.post(f"{PAPER}print/")["Location"]
    assert "being made" in words(office.get(url))
    assert "It is the next to be made." in words(office.get(url))
    assert office.get(f"{url}state/").json()["state"] == "waiting"
    assert office.get(f"{url}forms.pdf").status_code == 404

    jobs.run(str(Job.objects.get(kind="agreement.paper").pk))

    assert "forms are ready" in words(office.get(url))
    assert office.get(f"{url}forms.pdf").content.startswith(b"%PDF")


def test_the_making_of_many_forms_is_cancelled_and_tried_again(family, office, monkeypatch):
    monkeypatch.setattr(papers, "AT_ONCE", 0)
    url = office.post(f"{PAPER}print/")["Location"]
    job = Job.objects.get(kind="agreement.paper")

    office.post(f"/oakfield/jobs/{job.pk}/cancel/", {"next": url})
    assert "You cancelled it" in words(office.get(url))

    office.post(f"/oakfield/jobs/{job.pk}/again/", {"next": url})
    jobs.run(str(job.pk))
    assert "forms are ready" in words(office.get(url))


def test_only_those_without_an_address_and_one_class(oakfield, family, office):
    _pia, [ask] = family
    make_guardian(ask.subject, "Pit Ash", email="pit@home.example")

    assert "Nobody in this choice" in words(office.post(f"{PAPER}print/", {"without_email": "on"}))
    assert "Choose from this list." in words(office.post(f"{PAPER}print/", {"tutor_group": "9Z"}))
    answer = office.post(f"{PAPER}print/", {"tutor_group": "8K"})
    assert answer["Content-Type"] == "application/pdf"


def test_too_many_for_one_pdf(family, office, monkeypatch):
    monkeypatch.setattr(papers, "AT_ONCE", 0)
    monkeypatch.setattr(papers, "MOST", 0)

    assert "Choose a class" in words(office.post(f"{PAPER}print/"))
    assert not PaperPrint.objects.exists()


def test_where_no_pdf_can_be_made_the_page_says_so(family, office, monkeypatch):
    _pia, [ask] = family

    def none(html):
        raise pdf.PdfUnavailable

    monkeypatch.setattr(pdf, "render", none)

    assert "cannot make PDFs" in words(office.post(f"{PAPER}{ask.pk}/form.pdf"))
    PaperPrint.objects.create(
        school=ask.school,
        requested_by_id=_member(),
        requested_at=ask.asked_at,
        unavailable=True,
    )
    assert "cannot make PDFs" in words(office.get(f"{PAPER}print/{PaperPrint.objects.get().key}/"))


def _member():
    from esafety.schools.models import Membership

    return Membership.objects.get(display_name="Olu Oak").pk


def test_nothing_of_it_without_the_role(family, tom, client_of):
    _pia, [ask] = family

    for path in ("", f"{ask.pk}/enter/", f"{ask.pk}/form.pdf"):
        assert client_of(tom).get(PAPER + path).status_code == 403
        assert Client().get(PAPER + path).status_code == 302
    assert "Forms on paper" not in words(client_of(tom).get("/oakfield/agreements/"))
    assert client_of(tom).post(f"{PAPER}999/form.pdf").status_code == 403


def test_what_is_not_there(family, office):
    for path in ("999/enter/", f"print/{uuid.uuid4()}/"):
        assert office.get(PAPER + path).status_code == 404


def test_the_language_is_asked_where_there_is_one(family, office, lena):
    pia, [ask] = family
    assert 'name="locale"' not in office.get(PAPER).content.decode()
    publish(lena, FOR_PUPILS, version=ask.version)
    assert "Each family’s own" in words(office.get(PAPER))
    assert "Choose from this list." in words(office.post(f"{PAPER}print/", {"locale": "xx"}))
    enter = f"{PAPER}{ask.pk}/enter/"
    assert 'name="locale"' not in office.get(enter).content.decode()

    office.post(f"{PAPER}print/", {"locale": "pl"})

    page = office.get(enter).content.decode()
    assert re.search(r'value="pl"[^>]* checked', page)
    assert "Choose the language of the form." in words(office.post(enter, form(pia)))
    office.post(enter, form(pia, locale="pl"))
    assert {one.signature.text.locale for one in Answer.objects.all()} == {"pl"}


def test_a_later_answer_is_said_beside_the_field_and_nothing_typed_is_lost(family, office, olu):
    pia, [ask] = family
    sign(ask, "parent", olu, person=pia)
    url = f"{PAPER}{ask.pk}/enter/"
    filled = form(pia, said_parent="refused", reason="Not <ours>.", day_2="2020")

    answer = office.post(url, filled)

    [sentence] = answer.context["form"].errors["said_parent"]
    assert "Pia Ash answered later than this form, on " in sentence
    assert "id_said_parent" in words(answer)
    assert "Not &lt;ours&gt;." in words(answer)
    assert Answer.objects.count() == 1
    office.post(url, filled | {"said_parent": "nothing"})
    assert Ask.objects.get().state == AskState.SIGNED
