"""Time-stamp tokens (RFC 3161): what an authority is asked, and whether its answer fits. Pure."""

import asyncio
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import algos, cms, pem, tsp, x509

_GRANTED = ("granted", "granted_with_mods")
_MOST_OF_A_NAME = 200


@dataclass(frozen=True)
class Token:
    """A time stamp as it came, the moment it names and who gave it."""

    der: bytes
    stamped_at: datetime
    authority: str


class TokenRefused(Exception):
    """What came is not a time stamp of what was asked for, by somebody who is trusted."""


def question(sha256: str) -> tuple[bytes, int]:
    """What is sent to an authority for a SHA-256 in hex, and the number it has to send back."""
    nonce = secrets.randbits(63)
    imprint = tsp.MessageImprint(
        {
            "hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
            "hashed_message": bytes.fromhex(sha256),
        }
    )
    asked = {"version": 1, "message_imprint": imprint, "nonce": nonce, "cert_req": True}
    return bytes(tsp.TimeStampReq(asked).dump()), nonce


def accepted(answer: bytes, *, sha256: str, nonce: int, trusted: bytes) -> Token:
    """The time stamp in an authority's answer, once everything about it has been checked: it was
    granted, for this SHA-256 and this question, and signed by a certificate for time stamps that
    leads to one of those in `trusted` (PEM). Raises TokenRefused otherwise."""
    try:
        found = tsp.TimeStampResp.load(answer, strict=True)
        granted = found["status"]["status"].native in _GRANTED
        token = found["time_stamp_token"] if granted else None
        same_question = granted and _facts(token)["nonce"].native == nonce
        status = _status(token, sha256, _certificates(trusted)) if same_question else {}
    except Exception as error:  # whatever a stranger's bytes make a parser do
        raise TokenRefused("not a time stamp") from error
    if not granted:
        raise TokenRefused("not granted")
    if not same_question:
        raise TokenRefused("the answer to another question")
    if not _is_of(status):
        raise TokenRefused("of another hash, or its signature does not fit")
    if not (status.get("validation_path") and _may_stamp(status["signing_cert"])):
        raise TokenRefused("not by an authority that is trusted")
    return _read(token)


def read(der: bytes, *, sha256: str) -> Token | None:
    """A token that was kept; None where its signature does not fit, or it is of another SHA-256.

    Whether its signer is trusted was decided when it came: certificates end, tokens stay."""
    try:
        token = cms.ContentInfo.load(der, strict=True)
        return _read(token) if _is_of(_status(token, sha256, [])) else None
    except Exception:  # whatever bytes that were changed by hand make a parser do
        return None


def _may_stamp(signer: x509.Certificate) -> bool:
    """Whether a certificate is for time stamps; pyHanko does not ask one that is trusted itself."""
    use = signer.extended_key_usage_value
    return bool(use and "time_stamping" in use.native)


def _is_of(status: dict[str, Any]) -> bool:
    return bool(status.get("intact") and status.get("valid"))


def _status(token: Any, sha256: str, roots: list[x509.Certificate]) -> dict[str, Any]:
    """What pyHanko finds about a token. Nothing is fetched."""
    from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=roots, allow_fetching=False)

    def expected(algorithm: str) -> bytes:
        return bytes.fromhex(sha256) if algorithm == "sha256" else b""

    return asyncio.run(validate_tst_signed_data(token["content"], context, expected))


def _facts(token: Any) -> Any:
    return token["content"]["encap_content_info"]["content"].parsed


def _read(token: Any) -> Token:
    made = token["content"]["signer_infos"][0]["sid"].chosen
    signers = [one.chosen for one in token["content"]["certificates"]]
    names = [one.subject.native for one in signers if _is_signer(one, made)]
    name = names[0].get("common_name") or names[0].get("organization_name", "")
    return Token(token.dump(), _facts(token)["gen_time"].native, str(name)[:_MOST_OF_A_NAME])


def _is_signer(certificate: x509.Certificate, named: Any) -> bool:
    """Whether a certificate is the one that a token names as its signer's."""
    if isinstance(named, cms.IssuerAndSerialNumber):
        same = certificate.issuer == named["issuer"]
        return bool(same and certificate.serial_number == named["serial_number"].native)
    return bool(certificate.key_identifier == named.native)


def _certificates(trusted: bytes) -> list[x509.Certificate]:
    return [x509.Certificate.load(der) for _kind, _headers, der in pem.unarmor(trusted, True)]
