"""Signatures for tests."""

import uuid

from esafety.signatures.choices import Means, Part
from esafety.signatures.services.signing import Hand, Words, sign

WORDS = Words("agreement:staff", 3, "en-gb", "Staff agreement", "# Staff agreement\n\nI promise.\n")
PROMISE = "I have read these words and keep to them."


def hand(actor, **changes) -> Hand:
    facts = {
        "name": actor.display_name,
        "statement": PROMISE,
        "part": Part.OWN,
        "means": Means.ACCOUNT,
        "ip": "127.0.0.9",
        "browser": "A browser",
        **changes,
    }
    return Hand(**facts)


def signed(school, actor, *, words=WORDS, once_key=None, member=None, **changes):
    """A signature of the actor's with their account."""
    from esafety.schools.models import Membership

    member = member or Membership.objects.get(pk=actor.membership_id)
    return sign(
        school=school,
        words=words,
        hand=hand(actor, member=member, **changes),
        once_key=once_key or uuid.uuid4(),
        by=actor,
    )
