"""My agreements: read, sign, refuse, take back, and my own copies."""

import json
import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from aup import queries
from aup.choices import AskState
from aup.models import Ask
from aup.services import asking
from esafety.access.roles import Role
from esafety.audit.models import AuditEvent
from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.signatures.models import Signature
from tests.aup.asked import FAR, asked, sign, version_of
from tests.factories.people import make_guardian
from tests.factories.schools import make_member

URL = "/oakfield/agreements/"
MINE, SIGN = f"{URL}mine/", f"{URL}staff/sign/"


@pytest.fixture
def ask(agreed, tom, olu):
    """Tom is asked to sign the staff agreement."""
    [row] = asking.ask(
        version=version_of("staff"), people=[queries.person_of(tom)], by=olu, due_on=FAR
    )
    return row


def post(client, url=SIGN, **data):
    return client.post(url, {"agree": "on", "name": "Tom Thorn", "once_key": uuid.uuid4(), **data})


def words(answer):
    return answer.content.decode()


def test_reading_and_signing(ask, tom, client_of):
    client = client_of(tom)
    assert "Please sign by 1 July 2027" in words(client.get(MINE))
    page = words(client.get(SIGN))
    assert "What I never look for" in page
    key = re.search(r'name="once_key" value="([^"]+)"', page)[1]

    answer = client.post(SIGN, {"agree": "on", "name": "Tom Thorn", "once_key": key}, follow=True)

    assert "You have signed" in words(answer)
    assert Ask.objects.get().state == AskState.SIGNED
    facts = json.loads(Signature.objects.get().record)
    assert facts["identified"] == "account"
    assert facts["statement"] == "I have read this agreement and I will keep to it."
    assert facts["account"] == f"member:{tom.membership_id}"


def test_nobody_is_asked_for_a_day_that_is_over(ask, tom, client_of):
    client, today = client_of(tom), timezone.localdate()
    for days, asked_for in ((0, True), (1, False)):
        Ask.objects.update(due_on=today - timedelta(days=days))
        page = words(client.get(MINE))
        assert ("Please sign by" in page) is asked_for
        assert "Read and sign" in page


def test_with_a_second_factor_the_record_says_so(ask, tom, client_of, monkeypatch):
    monkeypatch.setattr("aup.views.signing.has_second_factor", lambda user: True)

    post(client_of(tom))

    assert Signature.objects.get().means == "second_factor"


def test_two_taps_are_one_signature(ask, tom, client_of):
    client, key = client_of(tom), uuid.uuid4()

    assert [post(client, once_key=key).status_code for _tap in "ab"] == [302, 302]
    assert Signature.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"agree": ""}, "Tick the box to show that you agree."),
        ({"name": " "}, "Type your name to sign."),
        ({"name": "x" * 121}, "Use 120 characters or fewer."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(ask, tom, client_of, data, sentence):
    answer = post(client_of(tom), **data)

    assert answer.status_code == 200
    assert sentence in words(answer)
    if "agree" in data:
        assert 'value="Tom Thorn"' in words(answer)
    assert not Signature.objects.exists()


@pytest.mark.parametrize("key", ["", "x", "1" * 999])
def test_a_key_that_is_none_is_no_error_page(ask, tom, client_of, key):
    assert post(client_of(tom), once_key=key).status_code == 200
    assert not Signature.objects.exists()


def test_a_version_that_was_replaced_meanwhile_is_not_signed(ask, tom, client_of):
    client = client_of(tom)
    Ask.objects.update(state=AskState.SUPERSEDED)

    assert "newer version" in words(post(client))


def test_saying_no_and_signing_later(ask, tom, client_of):
    client = client_of(tom)
    assert "Say why" in words(client.post(f"{URL}staff/decline/", {"reason": ""}))

    client.post(f"{URL}staff/decline/", {"reason": "I have a question."})
    assert Ask.objects.get().state == AskState.DECLINED
    assert "Refused" in words(client.get(MINE))
    post(client)

    assert Ask.objects.get().state == AskState.SIGNED


def test_taking_it_back(ask, tom, client_of):
    client = client_of(tom)
    refused = client.post(f"{URL}staff/withdraw/", {"reason": "I leave."})
    assert "You have not signed" in words(refused)
    post(client)

    client.post(f"{URL}staff/withdraw/", {"reason": "I leave."})

    assert Ask.objects.get().state == AskState.WITHDRAWN
    assert "Withdrawn" in words(client.get(MINE))


def test_my_copies(ask, tom, client_of):
    client = client_of(tom)
    post(client)
    code = Signature.objects.get().code
    certificate = f"{URL}copies/{code}/certificate.pdf"
    assert client.get(certificate).status_code == 202

    for job in Job.objects.filter(kind="signature.certify"):
        assert jobs.run(str(job.pk))
    answer = client.get(certificate)

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert code in answer["Content-Disposition"]
    evidence = json.loads(client.get(f"{URL}copies/{code}/evidence.json").content)
    assert json.loads(evidence["record"])["code"] == code
    assert len(evidence["audit"]) == 2
    read = AuditEvent.objects.filter(type="signature.read").values_list("object", flat=True)
    assert list(read) == [f"signature:{code}"] * 2


def test_nobody_elses_agreement_or_copy(ask, tom, olu, lena, client_of):
    post(client_of(tom))
    code = Signature.objects.get().code

    for path in ("staff/sign/", "staff/decline/", f"copies/{code}/certificate.pdf"):
        assert client_of(lena).get(f"{URL}{path}").status_code == 404
    assert code not in words(client_of(lena).get(MINE))


def test_who_is_asked_nothing_is_told_so(agreed, gwen, client_of):
    assert "Nothing to sign" in words(client_of(gwen).get(MINE))


def test_the_list_costs_the_same_for_one_and_many(
    ask, tom, client_of, django_assert_max_num_queries
):
    client = client_of(tom)
    for _time in range(3):
        post(client)
        client.post(f"{URL}staff/withdraw/", {"reason": "By mistake."})
        client.get(MINE)
        with django_assert_max_num_queries(8):
            client.get(MINE)
    assert Signature.objects.count() == 3


def test_a_second_window_shows_the_signature_that_is_there(ask, tom, client_of):
    client = client_of(tom)
    pages = [client.get(SIGN) for _window in "ab"]
    keys = [page.context["form"]["once_key"].value() for page in pages]

    answers = [post(client, once_key=key) for key in keys]

    assert [answer["Location"] for answer in answers] == [MINE, MINE]
    page = words(client.get(MINE))
    assert "You have signed" in page
    assert Signature.objects.get().code in page


@pytest.mark.parametrize("others", [(), ("parent",)])
def test_a_pupil_is_offered_to_take_back_their_own(agreed, olu, client_of, others):
    pip = make_member(agreed, "Pip Pear", Role.PUPIL, kind="pupil")
    child = queries.person_of(pip)
    child.year_group = "8"
    child.save()
    row, client = asked(agreed, child), client_of(pip)
    url = f"{URL}{row.agreement.code}/"
    post(client, f"{url}sign/", name="Pip Pear")
    for part in others:
        sign(row, part, olu, person=make_guardian(child, "Pia Pear"))

    assert f'{url}withdraw/"' in words(client.get(MINE))
    client.post(f"{url}withdraw/", {"reason": "I leave."})

    assert Ask.objects.get().state == AskState.WITHDRAWN
    page = words(client.get(MINE))
    assert f'{url}withdraw/"' not in page
    assert f'{url}sign/"' in page


@pytest.mark.parametrize("part", ["parent", "witness"])
def test_a_pupil_is_not_offered_to_take_back_what_others_signed(agreed, olu, client_of, part):
    pip = make_member(agreed, "Pip Pear", Role.PUPIL, kind="pupil")
    child = queries.person_of(pip)
    child.year_group = "1" if part == "parent" else "4"
    child.save()
    row = asked(agreed, child)
    sign(row, part, olu, person=make_guardian(child, "Pia Pear") if part == "parent" else None)

    page = words(client_of(pip).get(MINE))

    assert row.agreement.title in page
    assert "withdraw/" not in page
