"""Writing the next version of an agreement: beginning, changing, dropping and publishing."""

import hashlib
from datetime import date, timedelta
from typing import cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aup import permissions, queries, wording
from aup.models import Agreement, AgreementDraft, AgreementVersion
from aup.parts import title_of
from aup.queries import texts
from aup.services import translating
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.schools import queries as schools

FURTHEST = timedelta(days=2 * 366)
"""How far ahead a version may begin."""


@transaction.atomic
def begin(*, agreement: Agreement, by: Actor) -> AgreementDraft:
    """Begin the next version with the words of the newest; where one is begun, it is given."""
    permissions.check_can_write(by)
    held = _held(agreement)
    draft: AgreementDraft | None = AgreementDraft.objects.filter(agreement=held).first()
    if draft is not None and draft.base_id is not None:
        return draft
    base = texts.versions(held).first()
    if base is None:
        raise Refused(_("This agreement has no version yet."))
    draft = draft or AgreementDraft(school_id=held.school_id, agreement=held, revision=0)
    draft.base = base
    return _kept(draft, base.text, by)


@transaction.atomic
def change(*, draft: AgreementDraft, text: str, revision: int, by: Actor) -> AgreementDraft:
    """Put other words in the draft. Refused where somebody changed it after the page with that
    `revision` was opened, and where the words cannot be an agreement. What changes nothing is
    nobody's change."""
    row = _current(draft, revision, by)
    words = _sound(text, row.agreement)
    return row if words == row.text else _kept(row, words, by)


@transaction.atomic
def drop(*, draft: AgreementDraft, by: Actor) -> AgreementDraft:
    """Give the draft up; the agreement stays as it is."""
    permissions.check_can_write(by)
    row = _open(draft)
    facts = {"revision": row.revision}
    _close(row, by)
    audit.record(by=by, type="agreement.draft_dropped", object=str(row.agreement), data=facts)
    return row


@transaction.atomic
def publish(
    *, draft: AgreementDraft, revision: int, begins: date, material: bool, by: Actor
) -> AgreementVersion:
    """Make the next version of the words that the page with that `revision` showed, in force from
    today or a later day. `material` means that everybody is to sign again; they always are where
    the words are those in force: the agreement is renewed, in all its languages."""
    row = _current(draft, revision, by)
    agreement, today = _held(row.agreement), schools.local_today(row.agreement.school)
    text = _sound(row.text, agreement)
    newest, renews = texts.versions(agreement).first(), texts.is_renewal(row, today)
    if newest is None or (text == newest.text and not renews):
        raise Refused(_("The draft says the same as the newest version, which is still to begin."))
    if sentence := wrong_day(begins, today):
        raise Refused(sentence)
    version = AgreementVersion(
        school_id=agreement.school_id,
        agreement=agreement,
        number=newest.number + 1,
        text=text,
        effective_from=begins,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        material=material or renews,
        made_at=timezone.now(),
        made_by_ref=by.ref,
    )
    version.save(force_insert=True)
    agreement.title = title_of(text)
    agreement.save(update_fields=["title"])
    facts = {"number": version.number, "sha256": version.sha256, "material": version.material}
    facts |= {"begins": begins.isoformat(), "author": str(row.changed_by)}
    facts |= {"renewal": True} if renews else {}
    audit.record(by=by, type="agreement.version_made", object=str(agreement), data=facts)
    if renews:
        translating.take_over(before=newest, version=version, by=by)
    _close(row, by)
    return version


def wrong_day(day: date, today: date) -> str:
    """Why a version cannot begin on this day; empty where it can."""
    if day < today:
        return _("Choose today or a later day.")
    return _("Choose a day within the next two years.") if day > today + FURTHEST else ""


def _held(agreement: Agreement) -> Agreement:
    """The agreement's row, locked until the transaction ends."""
    row: Agreement = queries.agreements().select_for_update(of=("self",)).get(pk=agreement.pk)
    return row


def _open(draft: AgreementDraft) -> AgreementDraft:
    row = texts.drafts().select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if row is None:
        raise Refused(_("This draft is no longer there. It was published or dropped meanwhile."))
    return row


def _current(draft: AgreementDraft, revision: int, by: Actor) -> AgreementDraft:
    permissions.check_can_write(by)
    row = _open(draft)
    if row.revision != revision:
        words = _("%(who)s has changed the draft since you opened this page.")
        raise Refused(words % {"who": row.changed_by.display_name})
    return row


def _sound(text: str, agreement: Agreement) -> str:
    words = wording.tidy(text)
    if sentence := wording.problem(words, agreement.audience):
        raise Refused(sentence)
    return words


def _kept(draft: AgreementDraft, text: str, by: Actor) -> AgreementDraft:
    draft.text, draft.revision = text, draft.revision + 1
    # Whoever may write is a member: no part of the system holds the permission.
    draft.changed_at, draft.changed_by_id = timezone.now(), cast(int, by.membership_id)
    draft.save()
    facts = {"revision": draft.revision}
    audit.record(by=by, type="agreement.draft_changed", object=str(draft.agreement), data=facts)
    return draft


def _close(draft: AgreementDraft, by: Actor) -> None:
    draft.base, draft.text, draft.revision = None, "", draft.revision + 1
    draft.changed_at, draft.changed_by_id = timezone.now(), cast(int, by.membership_id)
    draft.save()
