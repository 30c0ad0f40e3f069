"""Seals PDFs with this installation's own key, where it has one (docs/signatures.md).

The key is a PKCS#12 file named in the environment. A seal is a PDF signature over the whole file:
any PDF reader finds a byte that was changed after it.
"""

import io
from pathlib import Path
from typing import Any

from django.conf import settings

_FIELD = "Seal"


class SealUnavailable(Exception):
    """A key is named in the environment, and cannot be read or used."""


def is_configured() -> bool:
    """Whether this installation seals its PDFs."""
    return bool(settings.SEAL_KEY_FILE)


def seal(pdf: bytes) -> bytes:
    """The PDF with the seal added behind it: its own bytes and its tags stay as they are. Without
    a key the PDF as it came. Raises SealUnavailable; call it in the worker, outside transactions.
    """
    if not is_configured():
        return pdf
    signer = _signer()
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    facts = signers.PdfSignatureMetadata(
        field_name=_FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    # PDF/UA: a field that shows nothing is hidden, and has a name all the same.
    field = fields.SigFieldSpec(
        _FIELD,
        invis_sig_settings=fields.InvisSigSettings(set_print_flag=False, set_hidden_flag=True),
        readable_field_name="Seal of the installation that made this document",
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    made = signers.sign_pdf(writer, facts, signer=signer, new_field_spec=field)
    return bytes(made.getvalue())


def name_of_key() -> str:
    """What the certificate of the key calls its holder. Raises SealUnavailable."""
    subject = _signer().signing_cert.subject.native
    return str(subject.get("common_name") or subject.get("organization_name", ""))


def _signer() -> Any:
    from pyhanko.sign.signers import SimpleSigner

    try:
        key = Path(settings.SEAL_KEY_FILE).read_bytes()
        phrase = settings.SEAL_PASSPHRASE.encode() or None
        return SimpleSigner.load_pkcs12_data(key, [], passphrase=phrase)
    except (OSError, ValueError, AttributeError, TypeError) as error:
        # Without the cause: it might name the pass phrase or the path in a log.
        raise SealUnavailable(type(error).__name__) from None
