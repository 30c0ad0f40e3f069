"""The written policies of a school: what is known of each, its revisions, and its next text."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esafety.schools.models import Membership, SchoolOwned
from policies.documents.choices import MONTHS, ApprovingBody, Cycle, How, Marking, State


def _member() -> Any:
    """A member, or nobody: the system itself gives a new school its first policy."""
    return models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )


def _both_or_neither(act: str, name: str) -> models.CheckConstraint:
    """That `<act>_at` and `<act>_by` are either both known or both not."""
    neither = Q(**{f"{act}_at__isnull": True, f"{act}_by__isnull": True})
    both = Q(**{f"{act}_at__isnull": False, f"{act}_by__isnull": False})
    return models.CheckConstraint(condition=neither | both, name=f"{name}_{act}_at_and_by")


class Policy(SchoolOwned):
    """One policy. What it says is in its revisions; the next text is in its draft."""

    code = models.SlugField(max_length=40)
    title = models.CharField(_("Title"), max_length=120)
    number = models.CharField(_("Document number"), max_length=40)
    owner = models.ForeignKey(
        Membership,
        verbose_name=_("Owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    body = models.CharField(_("Approved by"), max_length=20, choices=ApprovingBody.choices)
    cycle = models.CharField(_("Reviewed"), max_length=10, choices=Cycle.choices)
    cycle_months = models.PositiveSmallIntegerField(_("Number of months"), null=True, blank=True)
    next_review_on = models.DateField(_("Next review"), null=True, blank=True)
    # On which day, on the school's calendar, somebody set that date. A reminder whose day was not
    # after it never was.
    review_set_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=15, choices=State.choices, default=State.DRAFT)
    marking = models.CharField(
        _("Protective marking"), max_length=10, choices=Marking.choices, default=Marking.NONE
    )
    public = models.BooleanField(_("On the public page"), default=False)
    acknowledged = models.BooleanField(_("Staff read and acknowledge each revision"), default=False)
    review_reason = models.TextField(_("Why it is reviewed"), blank=True, default="")
    made_at = models.DateTimeField()
    made_by = _member()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = _member()
    withdrawn_words = models.TextField(_("Why it was withdrawn"), blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="policy_once_per_school"),
            models.UniqueConstraint(fields=["school", "number"], name="policy_number_once"),
            models.CheckConstraint(
                condition=Q(cycle=Cycle.OTHER, cycle_months__gte=1)
                | (~Q(cycle=Cycle.OTHER) & Q(cycle_months__isnull=True)),
                name="policy_months_of_other_cycle",
            ),
            models.CheckConstraint(
                condition=~Q(public=True, marking=Marking.SENSITIVE),
                name="policy_sensitive_not_public",
            ),
            models.CheckConstraint(
                condition=Q(state=State.WITHDRAWN, withdrawn_at__isnull=False)
                | (~Q(state=State.WITHDRAWN) & Q(withdrawn_at__isnull=True)),
                name="policy_withdrawn_says_when",
            ),
            _both_or_neither("withdrawn", "policy"),
        ]

    def __str__(self) -> str:
        return f"policy:{self.code}"

    def get_absolute_url(self) -> str:
        return self.url("policy")

    def url(self, page: str, *more: object) -> str:
        """The address of one of this policy's pages."""
        return reverse(f"documents:{page}", args=[self.school.slug, self.code, *more])

    @property
    def months(self) -> int:
        """The months between two reviews."""
        return MONTHS.get(Cycle(self.cycle)) or self.cycle_months or 12


class PolicyRevision(SchoolOwned):
    """One published revision, insert-only. `text` is what readers see, its blanks filled in and its
    tables named with their versions; `source` is the same with the blanks; `facts` holds the title,
    the marking and whatever else stood on its title page that day."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    source = models.TextField()
    sha256 = models.CharField(max_length=64)
    comment = models.TextField(_("What changed and why"), blank=True)
    material = models.BooleanField(default=True)
    tables: Any = models.JSONField(default=dict)
    facts: Any = models.JSONField(default=dict)
    author_ref = models.CharField(max_length=60)
    approved_by_ref = models.CharField(max_length=60)
    approved_body = models.CharField(max_length=20, choices=ApprovingBody.choices)
    approved_on = models.DateField()
    approved_how = models.CharField(max_length=15, choices=How.choices)
    approving_words = models.TextField(blank=True)
    published_at = models.DateTimeField()
    published_by_ref = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_revision_once"),
            models.CheckConstraint(
                condition=~Q(approved_by_ref=F("author_ref")), name="revision_approved_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.policy}:{self.number}"

    def get_absolute_url(self) -> str:
        return self.policy.url("policy_revision", self.number)


class PolicyDraft(SchoolOwned):
    """The text that may become the next revision, one row a policy.

    `text` is empty while nobody writes one. The row stays and `revision` only goes up, so that a
    page that was left open can never save over other work.
    """

    policy = models.OneToOneField(Policy, on_delete=models.PROTECT, related_name="draft")
    text = models.TextField(_("Text"), blank=True)
    comment = models.TextField(_("What changed and why"), blank=True)
    material = models.BooleanField(_("A change that matters to readers"), default=True)
    revision = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()
    begun_by = _member()
    changed_at = models.DateTimeField()
    changed_by = _member()
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = _member()
    sent_back_at = models.DateTimeField(null=True, blank=True)
    sent_back_by = _member()
    sent_back_words = models.TextField(_("Reason"), blank=True, default="")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = _member()
    approved_body = models.CharField(
        max_length=20, choices=ApprovingBody.choices, blank=True, default=""
    )
    approved_on = models.DateField(_("Day of approval"), null=True, blank=True)
    approved_how = models.CharField(_("How"), max_length=15, choices=How.choices, blank=True)
    approving_words = models.TextField(_("Words of the approval"), blank=True, default="")
    approved_sha256 = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = [
            *(_both_or_neither(act, "policy_draft") for act in ("proposed", "sent_back")),
            _both_or_neither("approved", "policy_draft"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | (
                    (Q(changed_by__isnull=True) | ~Q(approved_by=F("changed_by")))
                    & (Q(begun_by__isnull=True) | ~Q(approved_by=F("begun_by")))
                    & (Q(proposed_by__isnull=True) | ~Q(approved_by=F("proposed_by")))
                ),
                name="policy_draft_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.policy}:draft"


class Consultation(SchoolOwned):
    """Once asking people what they think of a draft. `text` is what they were asked about;
    `asked_roles` is ",staff,governor,": who reads and answers it on the page."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="consultations")
    draft_revision = models.PositiveIntegerField()
    text = models.TextField()
    asked = models.TextField(_("Who is asked"))
    asked_roles = models.CharField(max_length=400, blank=True, default="")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    closes_on = models.DateField(_("Last day"))
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = _member()
    closing_words = models.TextField(_("What follows from it"), blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["policy"],
                condition=Q(closed_at__isnull=True),
                name="one_open_consultation_per_policy",
            ),
            _both_or_neither("closed", "consultation"),
        ]

    def __str__(self) -> str:
        return f"{self.policy}:consultation:{self.pk}"


class ConsultationReply(SchoolOwned):
    """What one person or group said, insert-only: a member for themselves, or entered for others,
    who are then named in words."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="replies")
    member = _member()
    said_by = models.CharField(_("Who said it"), max_length=120, blank=True)
    words = models.TextField(_("What they said"))
    said_at = models.DateTimeField()
    entered_by_ref = models.CharField(max_length=60)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=True) & ~Q(said_by="")
                | Q(member__isnull=False, said_by=""),
                name="consultation_reply_says_whose",
            )
        ]

    def __str__(self) -> str:
        return f"{self.consultation}:reply:{self.pk}"


class PolicyBlanks(SchoolOwned):
    """What the school fills into the blanks of its policies, by the name of each blank."""

    values: Any = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = _member()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school"], name="policy_blanks_once")]

    def __str__(self) -> str:
        return "policy:blanks"
