"""The authority of the installation is asked at its address alone, and may be away."""

import hashlib

import pytest

from esafety.signatures import authority as source
from esafety.signatures.tokens import TokenRefused
from tests.factories.keys import TIME

SHA256 = hashlib.sha256(b"a record").hexdigest()


def test_a_stamp_comes_over_http(authority):
    token = source.stamp(SHA256)

    assert token.authority == TIME
    [question] = authority.asked
    assert question["message_imprint"]["hashed_message"].hex() == SHA256


@pytest.mark.parametrize("code", [404, 500, 503])
def test_an_authority_that_says_it_cannot_is_one_that_did_not_answer(authority, code):
    authority.answer_with = (code, b"no")

    with pytest.raises(source.NotAnswered, match=str(code)):
        source.stamp(SHA256)


def test_it_may_not_send_us_on(authority):
    authority.answer_with = (302, b"")

    with pytest.raises(source.NotAnswered, match="302"):
        source.stamp(SHA256)
    assert len(authority.asked) == 1


def test_nobody_at_the_address_is_no_answer(authority, settings):
    settings.TIMESTAMP_URL = "http://127.0.0.1:9/"

    with pytest.raises(source.NotAnswered):
        source.stamp(SHA256)


def test_a_page_instead_of_a_stamp_is_refused(authority):
    authority.answer_with = (200, b"<html>Sign in to the network</html>")

    with pytest.raises(TokenRefused):
        source.stamp(SHA256)


def test_without_an_address_there_is_none():
    assert not source.is_configured()
