"""PDFs sealed with the installation's own key: found whole, or found changed."""

import io

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from esafety import pdf, sealing
from tests.esafety.test_pdf import page
from tests.factories.keys import PHRASE, asn1_of, pkcs12_of

HOLDER = "Oakfield invented seal"
PLAIN = pdf.render(page("<h1>A certificate</h1><p>Signed.</p>"))


@pytest.fixture
def key(settings, tmp_path):
    """An installation with a key of its own."""
    file = tmp_path / "seal.p12"
    file.write_bytes(pkcs12_of(HOLDER))
    settings.SEAL_KEY_FILE, settings.SEAL_PASSPHRASE = str(file), PHRASE
    return file


def is_whole(sealed: bytes) -> bool:
    """What pyHanko's validator says of the only seal, trusting the certificate of the key."""
    [found] = PdfFileReader(io.BytesIO(sealed)).embedded_signatures
    context = ValidationContext(trust_roots=[asn1_of(HOLDER)], allow_fetching=False)
    return validate_pdf_signature(found, context).bottom_line


def test_without_a_key_a_pdf_stays_as_it_is():
    assert not sealing.is_configured()
    assert sealing.seal(PLAIN) == PLAIN


def test_a_sealed_pdf_is_whole_and_begins_with_its_own_bytes(key):
    sealed = sealing.seal(PLAIN)

    assert is_whole(sealed)
    assert sealed.startswith(PLAIN)
    assert sealing.name_of_key() == HOLDER


def test_a_changed_byte_of_the_document_is_found(key):
    sealed = sealing.seal(PLAIN)

    for place in range(20, len(PLAIN) - 20, len(PLAIN) // 25):
        changed = bytearray(sealed)
        changed[place] ^= 1
        try:
            whole = is_whole(bytes(changed))
        except Exception:  # so broken that it cannot be opened
            whole = False
        assert not whole, place


def test_what_is_added_behind_the_seal_is_found(key):
    sealed = io.BytesIO(sealing.seal(PLAIN))
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(sealed)
    writer.root["/Lang"] = generic.pdf_string("fr")
    writer.update_root()
    writer.write_in_place()

    assert not is_whole(sealed.getvalue())


def test_the_tags_survive(key):
    with pikepdf.open(io.BytesIO(sealing.seal(PLAIN))) as made:
        assert made.Root.MarkInfo.Marked
        assert made.Root.StructTreeRoot.K
        assert str(made.Root.Lang) == "en-GB"
        assert str(made.docinfo["/Title"]) == "The log"
        assert made.Root.ViewerPreferences.DisplayDocTitle
        with made.open_metadata() as facts:
            assert facts["pdfuaid:part"] == "1"
        [field] = made.pages[0].Annots
        assert int(field.F) & 2, "PDF/UA: a field without a place in the tags is hidden"
        assert str(field.TU)


@pytest.mark.parametrize("fault", ["missing", "phrase", "garbage"])
def test_a_key_that_cannot_be_used_says_so_and_names_no_secret(key, settings, fault):
    if fault == "missing":
        key.unlink()
    elif fault == "garbage":
        key.write_bytes(b"no key")
    else:
        settings.SEAL_PASSPHRASE = "wrong-phrase"

    with pytest.raises(sealing.SealUnavailable) as told:
        sealing.seal(PLAIN)

    assert "phrase" not in str(told.value)
    assert str(key) not in str(told.value)


def test_a_key_may_have_no_phrase(settings, tmp_path):
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.serialization import pkcs12

    from tests.factories.keys import key_pair

    open_lock = serialization.NoEncryption()
    file = tmp_path / "open.p12"
    file.write_bytes(
        pkcs12.serialize_key_and_certificates(b"seal", *key_pair(HOLDER), None, open_lock)
    )
    settings.SEAL_KEY_FILE, settings.SEAL_PASSPHRASE = str(file), ""

    assert is_whole(sealing.seal(PLAIN))
