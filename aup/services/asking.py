"""Asking for a signature: once for each person and version; a newer version replaces the older."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from aup import workflow
from aup.choices import AskState
from aup.models import AgreementVersion, Ask, Campaign
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
    """Ask each of the people for this version; who was asked already is not asked twice.

    Questions about earlier versions are closed as replaced. Returns the new ones. Whoever calls
    this has decided that the actor may.
    """
    now, wanted = timezone.now(), list(people)
    there = set(Ask.objects.filter(version=version).values_list("subject", flat=True))
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
    _close_earlier(version, [row.subject_id for row in made], by)
    Ask.objects.bulk_create(made, batch_size=500)
    if made:
        facts = {"version": version.number, "number": len(made)}
        audit.record(by=by, type="agreement.asked", object=str(version.agreement), data=facts)
        access.refresh(row.subject_id for row in made)
    return made


def _close_earlier(version: AgreementVersion, people: list[int], by: Actor) -> None:
    earlier = Ask.objects.select_for_update().filter(
        agreement=version.agreement_id, subject__in=people
    )
    for row in earlier.exclude(state=AskState.SUPERSEDED):
        rule = workflow.check_act(row.state, Act.SUPERSEDE)
        row.state, row.changed_at = AskState.SUPERSEDED, timezone.now()
        row.save(update_fields=["state", "changed_at"])
        facts = {"version": version.number}
        audit.record(by=by, type=rule.audit_type, object=str(row), data=facts)
