"""Signatures, the exact words they stand on, and what was made of them later. All insert-only."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from esafety.people.models import Person
from esafety.schools.models import Membership, SchoolOwned
from esafety.signatures.choices import Means, Part


class SignedText(SchoolOwned):
    """The exact words of one version of a document in one language, kept once however many sign."""

    document = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    locale = models.CharField(max_length=12)
    title = models.CharField(max_length=160)
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "document", "version", "locale"], name="signed_text_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document}:{self.version}:{self.locale}"


class Signature(SchoolOwned):
    """That somebody signed. `record` holds every fact as canonical JSON and `sha256` its hash; the
    other columns repeat what is searched for.

    `subject` is whose agreement it is and `signer` who signed, where they are in the directory;
    `member` is the account it was signed with.
    """

    code = models.CharField(max_length=20)
    code_key = models.CharField(max_length=64, unique=True)
    once_key = models.UUIDField()
    text = models.ForeignKey(SignedText, on_delete=models.PROTECT, related_name="signatures")
    part = models.CharField(max_length=10, choices=Part.choices)
    subject = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements_signed"
    )
    signer = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="signatures"
    )
    member = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="signatures"
    )
    name = models.CharField(_("Name"), max_length=120)
    means = models.CharField(max_length=15, choices=Means.choices)
    signed_at = models.DateTimeField()
    record = models.TextField()
    sha256 = models.CharField(max_length=64)
    audit_seq = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "once_key"], name="signature_once"),
            models.CheckConstraint(
                condition=Q(subject__isnull=False) | Q(member__isnull=False),
                name="signature_of_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "subject", "part"], name="signature_by_subject"),
            models.Index(fields=["school", "member"], name="signature_by_member"),
        ]

    def __str__(self) -> str:
        return f"signature:{self.code}"


class Withdrawal(SchoolOwned):
    """That a signature was taken back, with the reason; the signature stays."""

    signature = models.OneToOneField(Signature, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField(_("Reason"))
    withdrawn_at = models.DateTimeField()
    withdrawn_by_ref = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"withdrawal:{self.pk}"


class TimeStamp(SchoolOwned):
    """An authority's word that the hash of a signature's record existed at a moment (RFC 3161).
    `token` is its answer as it came; the other columns repeat what is in it."""

    signature = models.OneToOneField(Signature, on_delete=models.PROTECT, related_name="time_stamp")
    token = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    stamped_at = models.DateTimeField()
    authority = models.CharField(max_length=200)
    kept_at = models.DateTimeField()
    audit_seq = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"time_stamp:{self.pk}"


class Certificate(SchoolOwned):
    """The certificate of a signature as a PDF, made once after it."""

    signature = models.OneToOneField(
        Signature, on_delete=models.PROTECT, related_name="certificate"
    )
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    audit_seq = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"certificate:{self.pk}"
