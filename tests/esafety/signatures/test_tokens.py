"""A time stamp counts only where everything about it fits."""

import hashlib

import pytest
from asn1crypto import core, tsp

from esafety.signatures import tokens
from tests.factories.keys import TIME, Authority, asn1_of, pem_of

SHA256 = hashlib.sha256(b"a record").hexdigest()
OTHER = hashlib.sha256(b"another record").hexdigest()


def answered(authority=None, sha256=SHA256):
    """An authority's answer to the question for a hash, and the number it has to hold."""
    question, nonce = tokens.question(sha256)
    return (authority or Authority()).answer(question)[1], nonce


def accepted(answer, nonce, **changes):
    facts = {"sha256": SHA256, "nonce": nonce, "trusted": pem_of(TIME, stamps=True), **changes}
    return tokens.accepted(answer, **facts)


def test_a_real_token_is_accepted_and_read():
    answer, nonce = answered()

    token = accepted(answer, nonce)

    assert token.authority == TIME
    assert token.stamped_at.utcoffset().total_seconds() == 0
    assert tokens.read(token.der, sha256=SHA256) == token


def test_a_question_holds_the_hash_and_a_new_number_and_nothing_else():
    first, second = (tsp.TimeStampReq.load(tokens.question(SHA256)[0]).native for _n in "ab")

    assert first["message_imprint"]["hashed_message"] == bytes.fromhex(SHA256)
    assert first["nonce"] != second["nonce"]
    assert {name for name, value in first.items() if value is not None} == {
        "version", "message_imprint", "nonce", "cert_req",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"sha256": OTHER}, "another hash"),
        ({"nonce": 1}, "another question"),
        ({"trusted": pem_of("Somebody else", stamps=True)}, "not by an authority that is trusted"),
        ({"trusted": b"no certificate"}, "not a time stamp"),
    ],
)
def test_what_does_not_fit_is_refused(change, why):
    answer, nonce = answered()

    with pytest.raises(tokens.TokenRefused, match=why):
        accepted(answer, **{"nonce": nonce, **change})


def test_a_certificate_that_is_not_for_time_stamps_is_not_trusted():
    answer, nonce = answered(Authority("Ordinary key", stamps=False))

    with pytest.raises(tokens.TokenRefused, match="not by an authority that is trusted"):
        accepted(answer, nonce, trusted=pem_of("Ordinary key"))


@pytest.mark.parametrize(
    "answer",
    [b"", bytes.fromhex("30053003020102"), b"<html>Gateway</html>", b"\x30\x80" * 50, bytes(1000)],
)
def test_garbage_is_refused(answer):
    with pytest.raises(tokens.TokenRefused, match="not a time stamp"):
        accepted(answer, 1)


def test_an_authority_that_says_no_is_refused():
    answer, nonce = answered()
    found = tsp.TimeStampResp.load(answer)
    found["status"]["status"] = "rejection"

    with pytest.raises(tokens.TokenRefused, match="not granted"):
        accepted(found.dump(force=True), nonce)


def test_a_kept_token_with_any_changed_byte_is_none_or_says_the_same():
    """The certificates that come along hold bytes that nobody signed; all others count."""
    answer, nonce = answered()
    token = accepted(answer, nonce)

    for place in range(0, len(token.der), 7):
        changed = bytearray(token.der)
        changed[place] ^= 1
        found = tokens.read(bytes(changed), sha256=SHA256)
        assert found is None or found.stamped_at == token.stamped_at


def test_a_kept_token_of_another_record_is_none():
    answer, nonce = answered()

    assert tokens.read(accepted(answer, nonce).der, sha256=OTHER) is None


def test_a_signer_may_be_named_by_the_number_of_its_key():
    certificate = asn1_of(TIME, stamps=True)

    assert tokens._is_signer(certificate, core.OctetString(certificate.key_identifier))
    assert not tokens._is_signer(certificate, core.OctetString(b"another"))
