"""The code by which the person who raised a concern comes back, such as 7K3-P9X-2MD-H4T.

Pure code. The page of the form carries a random key, its seed. The code and the keyed hash that is
kept are made of the seed and of the server's secret, so the same form sent twice has the same
code, though neither the code nor the seed is kept anywhere.
"""

import hmac
import uuid

from django.conf import settings
from django.utils.crypto import salted_hmac

# 24 signs of which none is easily read as another; no vowels, so that no code is a word.
ALPHABET = "23456789CDFHJKMNPQRTVWXY"
LENGTH, GROUP = 12, 3
"""24 to the power of 12 codes: 55 bits (docs/concerns.md says what that means for guessing)."""

_MISREAD = str.maketrans("BGSUZ", "865V2")
_SALT = "incidents.concerns.codes."


def code_of(seed: uuid.UUID) -> str:
    """The code that belongs to a form's seed."""
    number = int.from_bytes(_keyed("code", seed.bytes))
    signs = []
    for _place in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[rest])
    return written("".join(signs))


def once_key_of(seed: uuid.UUID) -> uuid.UUID:
    """What is kept of the seed, to know the same form again; the code cannot be made of it."""
    return uuid.UUID(bytes=_keyed("once", seed.bytes)[:16])


def hash_of(code: str) -> str:
    """The keyed hash of a code (64 hex digits), however it was typed; any text has one."""
    return _keyed("kept", folded(code).encode()).hex()


def hashes_of(code: str) -> list[str]:
    """As `hash_of`, by today's secret and by those it replaced (SECRET_KEY_FALLBACKS)."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [_keyed("kept", folded(code).encode(), secret).hex() for secret in secrets]


def folded(text: str) -> str:
    """The signs of a code as somebody typed it: capitals, misread ones put right, no gaps."""
    signs = text[:200].upper().translate(_MISREAD)
    return "".join(sign for sign in signs if sign in ALPHABET)


def written(signs: str) -> str:
    """The signs in groups of three, easy to read out."""
    return "-".join(signs[n : n + GROUP] for n in range(0, len(signs), GROUP))


def is_same(one: str, other: str) -> bool:
    """Whether two hashes are equal, in the same time for any two."""
    return hmac.compare_digest(one, other)


def _keyed(purpose: str, value: bytes, secret: str | None = None) -> bytes:
    return salted_hmac(_SALT + purpose, value, secret=secret, algorithm="sha256").digest()
