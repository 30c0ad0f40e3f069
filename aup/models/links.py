"""Links by which somebody without an account signs, and the letters that carry them."""

import hashlib
import uuid

from django.db import models
from django.db.models import Q

from aup.choices import LetterKind
from aup.models.asking import Campaign
from aup.models.paper import PaperCode
from esafety.people.models import Person
from esafety.schools.models import SchoolOwned


class Link(SchoolOwned):
    """A way in for one person without an account, for all their children at once.

    Only the hash of its secret is kept; the secret itself is made of `key` and the server's own
    when a letter is written (`services.links`). Opening it is not using it: `used_at` is when the
    person first said who they are; from then on it works in that browser alone: `used_key` came
    with the page on which they said so, and their cookie holds it. `paper_code` is the code of the
    printed form by which somebody came who had no letter.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_key = models.UUIDField(null=True, blank=True, editable=False)
    paper_code = models.ForeignKey(
        PaperCode, null=True, blank=True, on_delete=models.PROTECT, related_name="links"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")), name="link_expires_later"
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True, used_key__isnull=True)
                | Q(used_at__isnull=False, used_key__isnull=False),
                name="link_used_with_its_key",
            ),
        ]

    def __str__(self) -> str:
        return f"link:{self.pk}"


class Letter(SchoolOwned):
    """That one message was to go to one person, once for each `once_key`; `sent_at` once the
    mail server has taken it, `failed` where it did not.

    `message_number` is the number in the mail's Message-ID, by which a notice that it did not
    arrive finds the letter; `returned_at` is when such a notice was read, with its status code
    (5.1.1), or when somebody said so. Of the address it went to only a mark is kept, which tells
    whether it is still the person's.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="letters")
    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="letters")
    campaign = models.ForeignKey(
        Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="letters"
    )
    kind = models.CharField(max_length=10, choices=LetterKind.choices)
    once_key = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    failed = models.CharField(max_length=120, blank=True)
    message_number = models.CharField(max_length=40, null=True, blank=True, unique=True)
    address_mark = models.CharField(max_length=64, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_status = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "once_key"], name="letter_once_per_key"),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=False) | Q(returned_status=""),
                name="letter_returned_with_its_status",
            ),
        ]

    def __str__(self) -> str:
        return f"letter:{self.pk}"

    @property
    def to_an_old_address(self) -> bool:
        """Whether the person's address has changed since; not known of letters before the mark."""
        return self.address_mark not in ("", mark_of(self.message_number or "", self.person.email))


def mark_of(number: str, address: str) -> str:
    """What is kept of the address of one mail: enough to compare, useless for anything else."""
    return hashlib.sha256(f"{number}:{address.strip().casefold()}".encode()).hexdigest()
