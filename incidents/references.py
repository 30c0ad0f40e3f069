"""Incident references such as OAK-7K3P-9X: short, random, with a check character.

Never a running number: a gap would tell of a case one may not see.
"""

import secrets

# 31 signs (a prime, so that one wrong sign or two swapped ones are always found), none of
# which is easily read as another: no I, L, O, S, U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRTVWXYZ"
_LENGTH = 5


def new(code: str) -> str:
    """A fresh reference for the school with these letters. The caller checks it is unused."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(_LENGTH))
    return _write(code, body + check_character(body))


def check_character(body: str) -> str:
    """The sign that makes the weighted sum of the whole divisible by 31."""
    total = sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(body, start=2))
    return ALPHABET[-total % len(ALPHABET)]


def tidy(text: str) -> str | None:
    """A reference as somebody typed it, in its proper form; None when it cannot be one."""
    signs = "".join(c for c in text.upper() if c.isalnum())
    code, body = signs[: -_LENGTH - 1], signs[-_LENGTH - 1 :]
    body = body.translate(str.maketrans("ILOSU", "1105V"))
    if len(body) != _LENGTH + 1 or not code.isalpha() or any(c not in ALPHABET for c in body):
        return None
    return _write(code, body) if check_character(body[:-1]) == body[-1] else None


def _write(code: str, body: str) -> str:
    return f"{code}-{body[:4]}-{body[4:]}"
