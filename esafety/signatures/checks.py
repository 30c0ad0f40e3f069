"""`manage.py check --deploy`: can what signatures stand on be read on this machine?"""

from typing import Any

from asn1crypto import pem
from django.core import checks
from django.core.checks import Tags, register

from esafety import sealing
from esafety.signatures import authority


@register(Tags.security, deploy=True)
def proofs_can_be_read(app_configs: Any, **kwargs: Any) -> list[checks.Warning]:
    """A warning for a seal, or for certificates of a time-stamp authority, that cannot be read."""
    found = []
    if sealing.is_configured() and not _can_seal():
        words = "SEAL_KEY_FILE cannot be opened with SEAL_PASSPHRASE: no certificate will be made."
        found.append(
            checks.Warning(
                words, hint="Name a PKCS#12 file that the worker may read.", id="signatures.W001"
            )
        )
    if authority.is_configured() and not _can_trust():
        words = "TIMESTAMP_CA cannot be read: no time stamp will be accepted."
        found.append(
            checks.Warning(
                words, hint="Name a PEM file that the worker may read.", id="signatures.W002"
            )
        )
    return found


def _can_seal() -> bool:
    try:
        sealing.name_of_key()
    except sealing.SealUnavailable:
        return False
    return True


def _can_trust() -> bool:
    try:
        return bool(pem.detect(authority.trusted()))
    except OSError:
        return False
