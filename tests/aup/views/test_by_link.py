"""The pages of a link: opening is not using, one browser alone, nothing lost, nothing told."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from aup.models import AgreementSettings, Letter, Link
from aup.services import links, papers
from aup.views import held, link_pages
from esafety import limits
from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.people.models import Person
from esafety.signatures.models import Signature
from tests.aup.linked import HOME, Phone, household, linked, words

GONE = "This link does not work any more"


@pytest.fixture
def family(oakfield, agreed):
    return household(oakfield, years=("4", "1", "8"))


@pytest.fixture
def phone(family):
    """Pia's phone, on which she has said who she is."""
    pia, _asks = family
    found = Phone(linked(pia))
    assert found.says()["Location"] == f"{HOME}me/"
    return found


def facts():
    return list(Link.objects.values_list()), AuditEvent.objects.count(), Job.objects.count()


def test_a_scanner_may_open_it_any_number_of_times(family):
    pia, _asks = family
    phone = Phone(linked(pia))
    before = facts()

    for method in ("get", "head", "get"):
        answer = getattr(Client(), method)(phone.url)
        assert answer.status_code == 200

    assert facts() == before
    page = words(Client().get(phone.url))
    assert "Oakfield School asks you to read and sign" in page
    for name in ("Pia", "Ada", "Ben", "Cem", "Ash"):
        assert name not in page
    assert phone.says().status_code == 302


def test_pages_are_kept_nowhere_and_the_secret_leaves_the_address(family):
    pia, _asks = family
    phone = Phone(linked(pia))
    answer = phone.says()

    cookie = answer.cookies[held.NAME]
    assert cookie["httponly"]
    assert cookie["path"] == HOME
    assert cookie["samesite"] == "Lax"
    token = links.token_of(phone.link)
    page = phone.opens("me/")
    assert token not in words(page) + cookie.value + answer["Location"]
    for one in (answer, page, Client().get(phone.url)):
        assert "no-store" in one["Cache-Control"]
        assert one["Referrer-Policy"] == "same-origin"


def test_another_browser_is_told_to_ask_for_a_new_one(phone):
    other = Client()
    assert other.get(phone.url).status_code == 410
    answer = other.post(phone.url, {"name": "Pia Ash", "once_key": uuid.uuid4()})

    assert (answer.status_code, GONE in words(answer)) == (410, True)
    assert phone.web.get(phone.url)["Location"] == f"{HOME}me/"


def test_who_are_you_sent_twice_is_one_use(family):
    pia, _asks = family
    phone, key = Phone(linked(pia)), str(uuid.uuid4())
    first = phone.web.post(phone.url, {"name": "Pia Ash", "once_key": key})
    phone.web.cookies.clear()  # the answer was lost on the way

    again = phone.web.post(phone.url, {"name": "Pia Ash", "once_key": key})

    assert first.status_code == again.status_code == 302
    assert phone.opens("me/").status_code == 200
    assert AuditEvent.objects.filter(type="agreement.link_used").count() == 1


@pytest.mark.parametrize("way", ["unknown", "ended", "expired", "left"])
def test_all_that_does_not_work_is_one_page(family, way):
    pia, _asks = family
    phone, long_ago = Phone(linked(pia)), timezone.now() - timedelta(days=90)
    url = f"{HOME}{'x' * 43}/" if way == "unknown" else phone.url
    if way == "ended":
        Link.objects.update(ended_at=timezone.now())
    if way == "expired":
        Link.objects.update(made_at=long_ago, expires_at=long_ago + timedelta(days=1))
    if way == "left":
        Person.objects.filter(pk=pia.pk).update(left_on=timezone.localdate())

    page = Client().get(url)

    assert page.status_code == 410
    plain = re.sub(r'value="[^"]*"', "", words(page))
    unknown = words(Client().get(f"{HOME}{'z' * 43}/"))
    assert plain == re.sub(r'value="[^"]*"', "", unknown)
    sent = {words(Client().post(f"{HOME}again/", {"token": t})) for t in ("x", "", "y" * 5000)}
    assert len(sent) == 1


def test_a_new_link_is_asked_for_and_sent(phone):
    token = links.token_of(phone.link)

    answer = Client().post(f"{HOME}again/", {"token": token})
    for job in Job.objects.filter(kind="agreement.again"):
        jobs.run(str(job.pk))

    assert "Look in your email" in words(answer)
    assert Letter.objects.filter(kind="again").count() == 1
    assert phone.opens("me/").status_code == 410
    assert Client().get(f"{HOME}again/").status_code == 405


def test_asking_again_without_end_sends_nothing_more_and_says_the_same(oakfield, agreed):
    answers = {words(Client().post(f"{HOME}again/", {"token": "x"})) for _n in range(32)}

    assert len(answers) == 1
    assert Job.objects.filter(kind="agreement.again").count() == 30


def test_a_wrong_name_is_said_beside_the_field_and_not_for_ever(family):
    pia, _asks = family
    phone = Phone(linked(pia))

    page = phone.says("Zoe <b>Zinnia")
    assert "The school has another name here" in words(page)
    assert 'value="Zoe &lt;b&gt;Zinnia"' in words(page)
    assert "Type your name." in words(phone.says(" "))
    for _n in range(9):
        phone.says("Zoe Zinnia")

    stopped = phone.says("Pia Ash")
    assert stopped.status_code == 429
    assert "Wait 1 hour, then try again." in words(stopped)
    assert Link.objects.get().used_at is None


def test_guessing_secrets_ends_in_waiting_and_a_real_one_from_there_still_opens(family):
    pia, [ada, *_others] = family
    phone, web = Phone(linked(pia)), Client()
    for n in range(60):
        assert web.get(f"{HOME}guess-{n}/").status_code == 410

    stopped = web.get(f"{HOME}guess/")
    assert stopped.status_code == 429
    assert "Wait 10 minutes, then try again." in words(stopped)
    assert "One that works still opens" in words(stopped)
    assert web.get(f"{HOME}paper/2222-2222/").status_code == 429
    assert Client().get(f"{HOME}paper/{papers.code_of(ada).code}/").status_code == 200
    assert phone.says()["Location"] == f"{HOME}me/"
    assert web.get(phone.url).status_code == 429  # used: in any other browser it is none


def test_many_wrong_names_behind_one_address_let_right_ones_in(family):
    pia, _asks = family
    phone = Phone(linked(pia))
    for _n in range(60):
        limits.count(link_pages.WRONG_BY_ADDRESS, "127.0.0.1")

    stopped = phone.says("Zoe Zinnia")
    assert stopped.status_code == 429
    assert "One that works still opens" in words(stopped)
    assert phone.says()["Location"] == f"{HOME}me/"


def test_the_birth_date_of_a_child_where_the_school_wants_it(oakfield, family):
    pia, [ask, *_others] = family
    AgreementSettings.objects.create(school=oakfield, ask_birth_date=True)
    Person.objects.filter(pk=ask.subject_id).update(date_of_birth=date(2017, 5, 4))
    phone = Phone(linked(pia))
    right = {"born_0": "4", "born_1": "5", "born_2": "2017"}

    assert "When was your child born?" in words(phone.web.get(phone.url))
    assert "Type the day, the month and the year" in words(phone.says())
    assert "date of birth that the school has" in words(phone.says(**{**right, "born_0": "5"}))
    assert "day that exists" in words(phone.says(**{**right, "born_0": "99"}))

    assert phone.says(**right).status_code == 302


def test_the_code_of_a_form_stands_for_a_link(family):
    _pia, [ada, *_others] = family
    code = papers.code_of(ada).code
    phone = Phone()
    assert "Type the code on your form." in words(phone.web.post(f"{HOME}paper/", {}))
    typed = phone.web.post(f"{HOME}paper/", {"code": code.lower().replace("-", " ")})
    assert typed["Location"] == f"{HOME}paper/{code}/"
    page = words(phone.web.get(typed["Location"]))
    assert "Who are you?" in page
    assert "Ada" not in page
    assert "Ash" not in page

    assert phone.says("Pia Ash", url=typed["Location"])["Location"] == f"{HOME}me/"
    assert words(phone.opens("me/")).count("Please sign") == 1
    phone.signs(ada)

    assert set(Signature.objects.values_list("means", flat=True)) == {"code"}
    other = Phone().says("Pia Ash", url=typed["Location"])
    assert other.status_code == 410
    assert "This code does not work" in words(other)


def test_a_wrong_code_is_told_as_one_that_is_too_old(family):
    _pia, [ada, *_others] = family
    code, long_ago = papers.code_of(ada), timezone.now() - timedelta(days=90)
    type(code).objects.update(made_at=long_ago, expires_at=long_ago + timedelta(days=1))
    web = Client()

    pages = {words(web.get(f"{HOME}paper/{one}/")) for one in (code.code, "2222-2222", "-")}

    assert len(pages) == 1
    nothing = web.post(f"{HOME}paper/", {"code": "!!!"})
    assert nothing["Location"] == f"{HOME}paper/-/"


def test_guessing_names_ends_in_waiting_at_that_code(family):
    _pia, [ada, ben, *_others] = family
    url = f"{HOME}paper/{papers.code_of(ada).code}/"
    phone = Phone()
    for _n in range(10):
        phone.says("Zoe Zinnia", url=url)

    stopped = phone.says(url=url)
    assert stopped.status_code == 429
    assert "still opens" not in words(stopped)
    assert Phone().says(url=f"{HOME}paper/{papers.code_of(ben).code}/").status_code == 302


def test_guessing_codes_ends_in_none_being_looked_at(family):
    _pia, [ada, *_others] = family
    url, web = f"{HOME}paper/{papers.code_of(ada).code}/", Client()
    for _n in range(299):
        limits.count(link_pages.CODES, "127.0.0.1")
    assert web.get(url).status_code == 200

    assert web.get(f"{HOME}paper/2222-2222/").status_code == 410

    assert web.get(url).status_code == 429
    assert Client(REMOTE_ADDR="127.0.0.8").get(url).status_code == 200


def test_coming_back_is_limited_as_well(family, phone):
    for _n in range(10):
        phone.web.post(f"{HOME}back/", {"name": "Zoe"})

    assert phone.web.post(f"{HOME}back/", {"name": "Pia Ash"}).status_code == 429


def test_a_school_that_is_none_and_another_schools_link(family, brook):
    pia, _asks = family
    token = links.token_of(linked(pia))

    assert Client().get(f"/nowhere/sign/{token}/").status_code == 404
    assert Client().get(f"/brook/sign/{token}/").status_code == 410
