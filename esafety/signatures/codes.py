"""The code on a certificate, by which anyone it is shown to can check the signature.

Sixteen signs in groups of four, such as 7K3P-9X2M-DH4T-QRW6. Pure code.
"""

import hashlib
import secrets

# 24 signs of which none is easily read as another; no vowels, so that no code is a word.
ALPHABET = "23456789CDFHJKMNPQRTVWXY"
LENGTH, GROUP = 16, 4
"""24 to the power of 16 codes: 73 bits, which nobody guesses."""

_MISREAD = str.maketrans("BGSUZ", "865V2")


def new() -> str:
    """A code nobody can foresee."""
    return written("".join(secrets.choice(ALPHABET) for _place in range(LENGTH)))


def folded(text: str) -> str:
    """A code as somebody typed it, written as on the certificate: capitals, misread signs put
    right, gaps and all else left out."""
    signs = text[:200].upper().translate(_MISREAD)
    return written("".join(sign for sign in signs if sign in ALPHABET))


def key_of(code: str) -> str:
    """By what a signature is looked up: the SHA-256 of its code. How long the database compares
    it tells nothing about the code."""
    return hashlib.sha256(folded(code).encode()).hexdigest()


def written(signs: str) -> str:
    return "-".join(signs[n : n + GROUP] for n in range(0, len(signs), GROUP))
