"""`check --deploy` says what cannot be read."""

import pytest

from esafety.signatures.checks import proofs_can_be_read
from tests.factories.keys import PHRASE, TIME, pem_of, pkcs12_of


def found():
    return [one.id for one in proofs_can_be_read(None)]


def test_nothing_is_said_where_nothing_is_set():
    assert found() == []


def test_nothing_is_said_where_both_can_be_read(settings, tmp_path):
    (tmp_path / "seal.p12").write_bytes(pkcs12_of("Oakfield invented seal"))
    (tmp_path / "ca.pem").write_bytes(pem_of(TIME, stamps=True))
    settings.SEAL_KEY_FILE, settings.SEAL_PASSPHRASE = str(tmp_path / "seal.p12"), PHRASE
    settings.TIMESTAMP_URL, settings.TIMESTAMP_CA = "https://a.example/", str(tmp_path / "ca.pem")

    assert found() == []


@pytest.mark.parametrize("words", [None, b"no certificate"])
def test_what_cannot_be_read_is_named(settings, tmp_path, words):
    if words is not None:
        (tmp_path / "file").write_bytes(words)
    settings.SEAL_KEY_FILE = settings.TIMESTAMP_CA = str(tmp_path / "file")
    settings.TIMESTAMP_URL = "https://a.example/"

    assert found() == ["signatures.W001", "signatures.W002"]
