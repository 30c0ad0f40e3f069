"""Beginning a policy, changing its details, and writing its next text."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools import queries as schools
from esafety.schools.models import Membership
from policies import codes
from policies import queries as rules
from policies.documents import permissions, queries, wording, workflow
from policies.documents.blanks import NAMES
from policies.documents.choices import State
from policies.documents.models import Policy, PolicyDraft
from policies.documents.services import held
from policies.guidance import queries as guidance


@transaction.atomic
def make(
    *,
    title: str,
    number: str,
    owner: Membership | None,
    body: str,
    cycle: str,
    cycle_months: int | None,
    marking: str,
    public: bool,
    acknowledged: bool,
    by: Actor,
) -> Policy:
    """Begin a policy with its details and an empty text to write. Its document number must be free.
    Its code, for its address, is made of the title once."""
    permissions.check_can_write(by)
    _check_number(number, None)
    taken = {one.replace("-", "_") for one in queries.policies().values_list("code", flat=True)}
    code = codes.made_from(title, taken, otherwise="policy").replace("_", "-")
    policy: Policy = Policy.objects.create(
        school_id=by.school_id,
        code=code,
        title=title,
        number=number,
        owner=owner,
        body=body,
        cycle=cycle,
        cycle_months=cycle_months,
        marking=marking,
        public=public,
        acknowledged=acknowledged,
        made_at=timezone.now(),
        made_by_id=by.membership_id,
    )
    audit.record(by=by, type="policy.made", object=str(policy), data={"number": number})
    start_text(policy=policy, text=f"## {title}\n", by=by)
    return policy


@transaction.atomic
def change_details(
    *,
    policy: Policy,
    title: str,
    number: str,
    owner: Membership | None,
    body: str,
    cycle: str,
    cycle_months: int | None,
    next_review_on: date | None,
    marking: str,
    public: bool,
    acknowledged: bool,
    by: Actor,
) -> Policy:
    """Change what is known of a policy. What its revisions say of it stays as it was. While a text
    is being approved, or once the policy is withdrawn, nothing changes."""
    permissions.check_can_write(by)
    row = held.policy(policy)
    if row.state in (State.APPROVED, State.WITHDRAWN) or held.is_proposed(held.draft(row)):
        raise Refused(_("The details cannot be changed while it is being approved or withdrawn."))
    _check_number(number, row)
    row.title, row.number, row.owner, row.body = title, number, owner, body
    row.cycle, row.cycle_months = cycle, cycle_months
    if next_review_on != row.next_review_on:
        row.next_review_on = next_review_on
        row.review_set_on = schools.local_today(row.school) if next_review_on else None
    row.marking, row.public, row.acknowledged = marking, public, acknowledged
    row.save()
    facts = {"public": public, "marking": marking, "owner": str(owner or ""), "body": body}
    facts["next_review_on"] = next_review_on.isoformat() if next_review_on else ""
    audit.record(by=by, type="policy.changed", object=str(row), data=facts)
    return row


@transaction.atomic
def begin(*, policy: Policy, by: Actor) -> PolicyDraft:
    """Begin the next text with that of the newest revision; where one is begun, it is given."""
    permissions.check_can_write(by)
    row = held.policy(policy)
    present = held.draft(row)
    workflow.check_can_write(row.state, proposed=held.is_proposed(present))
    if present is not None:
        return present
    revision = queries.current(row)
    text = revision.source if revision else f"## {row.title}\n"
    return start_text(policy=row, text=text, by=by)


@transaction.atomic
def change(*, policy: Policy, text: str, revision: int, by: Actor) -> PolicyDraft:
    """Put other words in the text. Refused where somebody changed it after the page with that
    `revision` was opened, while it waits for approval, and where it cannot be a policy. What
    changes nothing is nobody's change."""
    permissions.check_can_write(by)
    row = held.policy(policy)
    workflow.check_can_write(row.state, proposed=held.is_proposed(held.draft(row)))
    draft = held.current_draft(row, revision)
    words = wording.tidy(text)
    if sentence := problem(words):
        raise Refused(sentence)
    if words == draft.text:
        return draft
    draft.text, draft.revision = words, draft.revision + 1
    return _kept(draft, by)


@transaction.atomic
def drop(*, policy: Policy, revision: int, by: Actor) -> PolicyDraft:
    """Give up a text for a policy that has a revision, so that its review can end without a
    change. Where there is none yet, the policy is withdrawn instead."""
    permissions.check_can_write(by)
    row = held.policy(policy)
    workflow.check_can_write(row.state, proposed=held.is_proposed(held.draft(row)))
    draft = held.current_draft(row, revision)
    if queries.current(row) is None:
        raise Refused(_("The policy has no revision yet. Withdraw it instead."))
    empty(draft)
    return _kept(draft, by)


def problem(words: str) -> str:
    """Why tidied words cannot be the text of a policy; nothing where they can."""
    tables = rules.tables().values_list("code", flat=True)
    return wording.problem(words, blanks=NAMES, tables=tables, guidance=guidance.codes())


@transaction.atomic
def start_text(*, policy: Policy, text: str, by: Actor) -> PolicyDraft:
    """The row of the policy's text with its first words; whoever calls it has asked who may."""
    now = timezone.now()
    row = PolicyDraft.objects.filter(policy=policy).first()
    draft: PolicyDraft = row or PolicyDraft(school_id=policy.school_id, policy=policy, revision=0)
    draft.text, draft.revision = text, draft.revision + 1
    draft.begun_at, draft.begun_by_id = now, by.membership_id
    return _kept(draft, by)


def empty(draft: PolicyDraft) -> None:
    """Take the words and everything about their approval out of the row, which stays."""
    draft.text = draft.comment = draft.sent_back_words = ""
    draft.sent_back_at = draft.sent_back_by = None
    draft.material, draft.revision = True, draft.revision + 1
    unapprove(draft)


def unapprove(draft: PolicyDraft) -> None:
    """Take back that it was sent for approval and, where it was, approved."""
    draft.proposed_at = draft.proposed_by = draft.approved_at = draft.approved_by = None
    draft.approved_on = None
    draft.approved_body = draft.approved_how = draft.approving_words = draft.approved_sha256 = ""


def _kept(draft: PolicyDraft, by: Actor) -> PolicyDraft:
    draft.changed_at, draft.changed_by_id = timezone.now(), by.membership_id
    draft.save()
    facts = {"revision": draft.revision}
    audit.record(by=by, type="policy.draft_changed", object=str(draft.policy), data=facts)
    return draft


def _check_number(number: str, policy: Policy | None) -> None:
    others = queries.policies().filter(number=number)
    if others.exclude(pk=policy.pk if policy else 0).exists():
        raise Refused(_("Another policy has this document number."))
