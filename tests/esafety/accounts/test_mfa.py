"""Authenticator secrets in the database are encrypted."""

import pytest
from allauth.mfa.adapter import get_adapter
from cryptography.fernet import InvalidToken


def test_a_secret_is_kept_encrypted_and_read_again():
    kept = get_adapter().encrypt("JBSWY3DPEHPK3PXP")

    assert "JBSWY3DPEHPK3PXP" not in kept
    assert get_adapter().decrypt(kept) == "JBSWY3DPEHPK3PXP"


def test_after_the_key_was_changed_the_former_one_still_reads(settings):
    kept = get_adapter().encrypt("JBSWY3DPEHPK3PXP")
    former, settings.SECRET_KEY = settings.SECRET_KEY, "a-new-key"

    with pytest.raises(InvalidToken):
        get_adapter().decrypt(kept)

    settings.SECRET_KEY_FALLBACKS = [former]
    assert get_adapter().decrypt(kept) == "JBSWY3DPEHPK3PXP"
