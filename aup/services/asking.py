"""Asking for a signature: once for each person and version; a newer version replaces the older.

A question that was replaced is opened again where its version is asked for after all: a pupil was
entered in the wrong year, was asked for that year's agreement, and is put right.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from aup import queries, workflow
from aup.choices import AskState
from aup.models import AgreementVersion, Ask, Campaign
from aup.queries import campaigns as rounds
from aup.services import access
from aup.workflow import Act
from esafety.access.actor import Actor
from esafety.audit import services as audit
from esafety.people.models import Person


@transaction.atomic
def ask(
    *,
    version: AgreementVersion,
    people: Iterable[Person],
    by: Actor,
    campaign: Campaign | None = None,
    due_on: date | None = None,
) -> list[Ask]:
    """Ask each of the people for this version; who was asked already, for this or a later one, is
    not asked twice.

    Questions about earlier versions are closed as replaced. Returns the new ones and those that
    were opened again. Whoever calls this has decided that the actor may.
    """
    now, wanted = timezone.now(), _not_asked_later(version, people)
    there = set(Ask.objects.filter(version=version).values_list("subject", flat=True))
    again = _replaced(version, wanted)
    made = [
        Ask(
            school_id=by.school_id,
            agreement_id=version.agreement_id,
            version=version,
            subject=person,
            campaign=campaign,
            asked_at=now,
            changed_at=now,
            due_on=due_on,
        )
        for person in wanted
        if person.pk not in there
    ]
    asked = [*made, *again]
    _close_earlier(version, [row.subject_id for row in asked], by)
    _reopen(again, by, campaign=campaign, due_on=due_on)
    Ask.objects.bulk_create(made, batch_size=500)
    if asked:
        facts = {"version": version.number, "number": len(asked)}
        audit.record(by=by, type="agreement.asked", object=str(version.agreement), data=facts)
        access.refresh(row.subject_id for row in asked)
    return asked


def _not_asked_later(version: AgreementVersion, people: Iterable[Person]) -> list[Person]:
    """Those whom no question about a later version of the agreement waits for, or has an answer."""
    later = Ask.objects.filter(agreement=version.agreement_id, version__number__gt=version.number)
    known = set(later.exclude(state=AskState.SUPERSEDED).values_list("subject", flat=True))
    return [person for person in people if person.pk not in known]


def _replaced(version: AgreementVersion, people: list[Person]) -> list[Ask]:
    """Their questions about this version that were replaced, locked."""
    rows = queries.asks().select_for_update(of=("self",)).filter(subject__in=people)
    return list(rows.filter(version=version, state=AskState.SUPERSEDED).order_by("pk"))


def _reopen(rows: list[Ask], by: Actor, **changes: Any) -> None:
    """They wait again, with what was answered to them before."""
    states = rounds.states_now(rows)
    for row in rows:
        rule = workflow.check_act(row.state, Act.REOPEN)
        row.state, row.changed_at = states[row.pk], timezone.now()
        row.campaign, row.due_on = changes["campaign"], changes["due_on"]
        row.save(update_fields=["state", "changed_at", *changes])
        facts = {"version": row.version.number}
        audit.record(by=by, type=rule.audit_type, object=str(row), data=facts)


def _close_earlier(version: AgreementVersion, people: list[int], by: Actor) -> None:
    earlier = Ask.objects.select_for_update(of=("self",)).filter(
        agreement=version.agreement_id,
        subject__in=people,
        version__number__lt=version.number,
    )
    for row in earlier.exclude(state=AskState.SUPERSEDED):
        rule = workflow.check_act(row.state, Act.SUPERSEDE)
        row.state, row.changed_at = AskState.SUPERSEDED, timezone.now()
        row.save(update_fields=["state", "changed_at"])
        facts = {"version": version.number}
        audit.record(by=by, type=rule.audit_type, object=str(row), data=facts)
