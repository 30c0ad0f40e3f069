"""Policies in force, reviews and acknowledgements, for the tests of reviews."""

import hashlib
import uuid
from datetime import UTC, date, datetime

from esafety.jobs import services as jobs
from esafety.jobs.models import Job
from esafety.notices.models import Notice
from esafety.schools.models import Membership
from esafety.signatures.models import Signature
from policies.documents import queries as documents
from policies.documents.models import Policy, PolicyRevision
from policies.reviews import tasks  # noqa: F401
from policies.reviews.models import (
    Acknowledgement,
    CalendarFeed,
    PolicyAgreement,
    Review,
    ReviewCall,
    ReviewDraft,
    ReviewReminder,
)
from policies.reviews.queries import reading as readings
from policies.reviews.services import reading

TODAY = "2026-11-02 09:00Z"
LONG_AGO = datetime(2026, 9, 7, 9, tzinfo=UTC)
TABLES = (ReviewCall, Review, ReviewDraft, ReviewReminder, Acknowledgement, PolicyAgreement,
          CalendarFeed, Policy, Signature, Notice)  # fmt: skip


def held():
    return [list(table.objects.order_by("pk").values()) for table in TABLES]


def member(actor) -> Membership:
    return Membership.objects.select_related("school", "user").get(pk=actor.membership_id)


def make_policy(school, code="phones", **facts) -> Policy:
    """A policy in force, unless `revised` is 0, with its first revision."""
    revised, text = facts.pop("revised", 1), facts.pop("text", "## Rule\n\nBe kind.\n")
    known = {
        "title": code.title(),
        "number": f"OAK-{code}",
        "body": "governing_body",
        "cycle": "yearly",
        "state": "published",
        "next_review_on": date(2027, 9, 7),
        "review_set_on": LONG_AGO.date(),
        "made_at": LONG_AGO,
    }
    policy = Policy.objects.create(school=school, code=code, **{**known, **facts})
    for _number in range(revised):
        revise(policy, text=text)
    return documents.policies().get(pk=policy.pk)


def revise(
    policy, *, text="## Rule\n\nBe kind.\n", at=LONG_AGO, material=True, tables=None
) -> PolicyRevision:
    last = documents.current(policy)
    return PolicyRevision.objects.create(
        school_id=policy.school_id,
        policy=policy,
        number=last.number + 1 if last else 1,
        text=text,
        source=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        material=material,
        tables=tables or {},
        facts={"title": policy.title, "document": policy.number, "marking": policy.marking},
        author_ref="member:1",
        approved_by_ref="member:2",
        approved_body="governing_body",
        approved_on=at.date(),
        approved_how="meeting",
        published_at=at,
        published_by_ref="member:1",
    )


def acknowledge(actor, code="phones", kind="policy", **facts) -> Acknowledgement:
    known = {
        "name": actor.display_name,
        "statement": "I have read this.",
        "second_factor": False,
        "ip": "127.0.0.1",
        "browser": "",
        "once_key": uuid.uuid4(),
    }
    item = readings.item_of(actor, kind, code, date(2026, 11, 2))
    return reading.acknowledge(item=item, by=actor, **{**known, **facts})


def work():
    """Do all jobs that are due, and those they make."""
    for _round in range(3):
        for job in Job.objects.filter(pk__in=jobs.due()).order_by("created_at"):
            jobs.run(str(job.pk))


def told(kind=""):
    """Who was told what, in order: (member, kind, thing)."""
    rows = Notice.objects.filter(kind__startswith=kind).order_by("pk")
    return [(n.member.display_name, n.kind, n.object) for n in rows.select_related("member")]
