"""What follows when somebody no longer has a case: the handler, and those who have it now."""

from collections.abc import Collection

from django.utils import timezone

from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from incidents import entries
from incidents.cases import notices, queries
from incidents.models import Incident, Referral


def check_reason(reason: str, sentence: str) -> None:
    """Raise Refused with the sentence unless there is a reason."""
    if not reason.strip():
        raise Refused(sentence)


def ids_of_handling(incident: Incident) -> set[int]:
    """The members who handle the case now, by id."""
    return {member.pk for member in queries.handling(incident)}


def end_referral_of(row: Incident, member_id: int | None, by: Actor) -> Referral | None:
    """End the present referral to the member, with its audit row; None where there is none."""
    present = queries.referral_to(row, member_id)
    if present is None:
        return None
    present.ended_at, present.ended_by_id = timezone.now(), by.membership_id
    present.save(update_fields=["ended_at", "ended_by"])
    data = {"member": f"member:{present.member_id}", "technical": present.technical}
    audit.record(by=by, type="incident.referral_ended", object=row.audit_ref, data=data)
    return present


def settle(row: Incident, *, by: Actor, before: Collection[int] = ()) -> set[int]:
    """Take the case from a handler who has it no more, and tell those who handle it now and were
    not among `before`. Returns who handles it now. Part of an act, inside its transaction."""
    if entries.let_go_of_handler(row):
        data = {"handler": ""}
        audit.record(by=by, type="incident.handler_changed", object=row.audit_ref, data=data)
    members = queries.handling(row)
    for member in members:
        if member.pk not in before and member.pk != by.membership_id:
            notices.tell_yours_now(member, row)
    return {member.pk for member in members}
