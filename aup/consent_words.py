"""The words of the consent to images, apart from every agreement."""

from functools import cache
from pathlib import Path

from esafety.signatures.services.signing import Words

_TEXT = Path(__file__).resolve().parent / "seeds" / "consent" / "image-consent.md"
VERSION = 1
"""To be raised with every change of the words: who signed them before signed those of before."""


@cache
def current() -> Words:
    """The words that a parent signs now."""
    body = _TEXT.read_text(encoding="utf-8")
    title = body.partition("\n")[0].removeprefix("# ")
    return Words(document="consent:images", version=VERSION, locale="en-gb", title=title, body=body)
