"""The page on which anyone checks a certificate by its code."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from esafety.accounts import addresses
from esafety.signatures import views
from esafety.signatures.services.stamping import stamp
from esafety.signatures.services.withdrawing import withdraw
from tests.esafety.signatures.signed import signed
from tests.factories.keys import TIME

URL = "/verify/"


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


def told(client, code, **extra):
    return client.post(URL, {"code": code}, **extra)


def test_it_is_open_to_anyone_and_kept_nowhere(client, db):
    answer = client.get(URL)

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert reverse("verify") == URL


def test_a_valid_signature_names_nobody(client, oakfield, tom):
    signature = signed(oakfield, tom)

    page = told(client, signature.code.lower().replace("-", " ")).content.decode()

    assert "Valid" in page
    assert "Staff agreement" in page
    assert signature.sha256 in page
    assert "Tom" not in page
    assert "Thorn" not in page


def test_a_withdrawn_and_a_replaced_one_say_so(client, oakfield, tom):
    first, second = signed(oakfield, tom), signed(oakfield, tom)
    assert "Replaced by a later signature" in told(client, first.code).content.decode()

    withdraw(signature=second, reason="Private.", by=tom)
    page = told(client, second.code).content.decode()

    assert "Withdrawn on" in page
    assert "Private" not in page


def test_a_time_stamp_is_told(client, oakfield, tom, authority):
    signature = signed(oakfield, tom)
    assert "time-stamped" not in told(client, signature.code).content.decode()

    stamp(signature_id=signature.pk)

    page = told(client, signature.code).content.decode()
    assert f"The record was time-stamped by {TIME} on" in page


def test_an_unknown_code_is_not_known(client, db):
    page = told(client, "7K3P-9X2M-DH4T-QRW6")

    assert page.status_code == 200
    assert "There is no signature with this code" in page.content.decode()


@pytest.mark.parametrize("code", ["", "7K3P", "x" * 61, "7K3P-9X2M-DH4T-QRW6-7"])
def test_what_cannot_be_a_code_is_said_beside_the_field(client, db, code):
    page = told(client, code).content.decode()

    assert "govuk-error-message" in page
    assert "no signature with this code" not in page


def test_whoever_tries_many_waits_and_keeps_what_was_typed(client, oakfield, tom):
    signature = signed(oakfield, tom)
    unknown = "7K3P-9X2M-DH4T-QRW6"
    for _time in range(views._TRIES.most):
        assert told(client, unknown).status_code == 200

    page = told(client, unknown)

    assert page.status_code == 429
    assert "Wait 10 minutes" in page.content.decode()
    assert unknown in page.content.decode()
    assert told(client, unknown, REMOTE_ADDR="127.0.0.8").status_code == 200
    assert "Staff agreement" in told(client, signature.code).content.decode()
    assert told(client, unknown).status_code == 429  # a right one wipes nothing out


def test_a_proxy_that_is_not_trusted_counts_as_one_address(client, oakfield, monkeypatch):
    from django.core.exceptions import PermissionDenied

    class Adapter:
        def __init__(self, request):
            pass

        def get_client_ip(self, request):
            raise PermissionDenied

    monkeypatch.setattr(addresses, "get_adapter", Adapter)

    assert told(client, "7K3P-9X2M-DH4T-QRW6").status_code == 200
